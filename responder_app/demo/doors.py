"""The public doors, as a tablet, a browser or a center's own program finds them: HTTP and nothing else."""

import http.client
import json
import threading
import urllib.error
import urllib.request
from collections.abc import Callable
from datetime import UTC, datetime
from http.cookiejar import CookieJar
from urllib.parse import urlencode, urlsplit
from uuid import UUID, uuid4

from websockets.exceptions import WebSocketException
from websockets.sync.client import connect

TIMEOUT = 15


class Away(Exception):
    """No answer, or none that says anything: try again later."""


class SignedOut(Exception):
    """The server does not know us any more."""


class Stay(urllib.request.HTTPRedirectHandler):
    """A redirect is an answer, not an errand."""

    def redirect_request(self, *args):
        return None


class Door:
    """One caller's way in: a person's session, or a machine's token."""

    def __init__(self, url: str, *, token: str = ""):
        self.url, self._token, self._cookies = url.rstrip("/"), token, CookieJar()
        keeper = urllib.request.HTTPCookieProcessor(self._cookies)
        self._opener = urllib.request.build_opener(keeper, Stay)

    @property
    def cookies(self) -> dict[str, str]:
        return {cookie.name: cookie.value for cookie in self._cookies}

    def sign_in(self, username: str, password: str) -> None:
        """Like anybody else, by the page. Raises SignedOut where the account is not known."""
        self._cookies.clear()
        self.get("/sign-in/")
        status, _ = self.send("/sign-in/", {"username": username, "password": password})
        if status != 302:
            raise SignedOut(f"{username} could not sign in.")

    def get(self, path: str) -> bytes:
        """The page. Raises SignedOut or Away."""
        status, body = self._ask(path)
        if status in {302, 401, 403}:
            raise SignedOut(path)
        if status != 200:
            raise Away(f"{path} answered {status}.")
        return body

    def read(self, path: str):
        """What the API says."""
        return json.loads(self.get(f"/api/v1/{path}"))

    def send(self, path: str, fields: dict, **headers: str) -> tuple[int, bytes]:
        """A form, as a page sends it; its answer's status and body. Raises Away or SignedOut."""
        headers |= {"Content-Type": "application/x-www-form-urlencoded"}
        return self._post(path, urlencode(fields, doseq=True).encode(), headers)

    def file(self, path: str, id: UUID | None = None, **what) -> tuple[int, dict]:
        """A letter to the API; status and record, or problem. Raises Away or SignedOut."""
        told = {"id": str(id or uuid4()), "occurred_at": datetime.now(UTC).isoformat(), **what}
        status, body = self._post(f"/api/v1/{path}", json.dumps(told).encode(), {"Content-Type": "application/json"})
        return status, json.loads(body)

    def _post(self, path: str, body: bytes, headers: dict) -> tuple[int, bytes]:
        headers |= {"X-CSRFToken": self.cookies.get("csrftoken", ""), "Referer": self.url + path}
        status, answer = self._ask(path, body, headers)
        if status in {401, 403}:
            raise SignedOut(path)
        return status, answer

    def _ask(self, path: str, body: bytes | None = None, headers: dict | None = None) -> tuple[int, bytes]:
        request = urllib.request.Request(self.url + path, body, headers or {})  # noqa: S310 - our own server
        if self._token:
            request.add_header("Authorization", f"Bearer {self._token}")
        try:
            with self._opener.open(request, timeout=TIMEOUT) as answer:
                return answer.status, answer.read()
        except urllib.error.HTTPError as answer:
            if answer.code >= 500:
                raise Away(f"It answered {answer.code}.") from answer
            return answer.code, answer.read()
        except (OSError, http.client.HTTPException) as error:
            raise Away(f"{type(error).__name__}.") from error


class Line:
    """The live line, as docs/live.md has it; holds its cursor and comes back with it. `device`: a tablet's number."""

    def __init__(self, door: Door, device: UUID | None = None):
        self._door, self._device, self._socket, self._epoch, self.since = door, device, None, "", 0

    def open(self) -> None:
        """Raises Away or SignedOut."""
        ticket = json.loads(self._door.get("/live/ticket/"))
        if ticket["epoch"] != self._epoch:
            self._epoch, self.since = ticket["epoch"], ticket["head"]
        there = urlsplit(self._door.url)
        asked = {"ticket": ticket["ticket"], "epoch": self._epoch, "since": self.since}
        query = urlencode(asked | ({"device": self._device} if self._device else {}))
        cookie = "; ".join(f"{name}={value}" for name, value in self._door.cookies.items())
        try:
            self._socket = connect(
                f"{'wss' if there.scheme == 'https' else 'ws'}://{there.netloc}/ws/live/?{query}",
                additional_headers={"Cookie": cookie, "Origin": self._door.url},
                open_timeout=TIMEOUT,
                proxy=None,
            )
        except (OSError, TimeoutError, WebSocketException) as error:
            raise Away(f"{type(error).__name__}.") from error

    def close(self) -> None:
        if self._socket:
            self._socket.close()
        self._socket = None

    def next(self, patience: float) -> dict | None:
        """The next line of the log within so many seconds, None where there was none. Raises Away."""
        if self._socket is None:
            self.open()
        try:
            frame = json.loads(self._socket.recv(timeout=max(patience, 0.01)))
        except TimeoutError:
            return None
        except WebSocketException as error:
            self.close()
            raise Away(f"{type(error).__name__}.") from error
        if "resync" in frame:
            self.since = frame["resync"]["head"]
        if "seq" not in frame:
            self.have()
            return None
        self.since = frame["seq"]
        return frame

    def have(self) -> None:
        """What is needed up to here is kept."""
        if self._socket:
            try:
                self._socket.send(json.dumps({"have": self.since}))
            except WebSocketException:
                self.close()


def until_over(over: threading.Event, turn: Callable[[], None], sign_in: Callable[[], None]) -> None:
    """Turn after turn until it is over; come back by oneself after whatever happened to the server."""
    known = False
    while not over.is_set():
        try:
            if not known:
                sign_in()
                known = True
            turn()
        except SignedOut:
            known = False
            over.wait(2)
        except Away:
            over.wait(1)
