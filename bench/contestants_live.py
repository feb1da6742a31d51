"""The two that bench/live.py compares: bare `websockets`, and our server as it is run. Each in its own process."""

import http.client
import json
import os
import socket
import subprocess
import sys
import threading
import time
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import urlencode
from uuid import uuid4

from crowd import post, request

from tests.chaos.line import ask
from tests.served import Served, manage
from tests.servers import free_port

ROOT = Path(__file__).resolve().parent.parent


def send(port: int, told: dict) -> None:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as mouth:
        mouth.sendto(json.dumps(told).encode(), ("127.0.0.1", port))


class Floor:
    name = "floor"

    def __init__(self):
        self.port, self.http_port = free_port(), free_port()
        database = os.environ["DATABASE_URL"]
        database = str(Path(os.environ["STATE_DIR"]) / "bare.sqlite3") if database.startswith("sqlite") else database
        self._command = [
            sys.executable,
            str(ROOT / "bench/floor_live.py"),
            str(self.port),
            str(self.http_port),
            database,
        ]

    def __enter__(self):
        self._process = subprocess.Popen(self._command, stdout=subprocess.DEVNULL)
        self.pid = self._process.pid
        for _ in range(100):
            try:
                socket.create_connection(("127.0.0.1", self.port), 1).close()
                return self
            except OSError:
                time.sleep(0.05)
        raise TimeoutError("the floor did not come up")

    def __exit__(self, *_):
        self._process.kill()
        self._process.wait()

    def desks(self, number: int, behind: int = 0) -> list[bytes]:
        query = "replay" if behind else "live"
        return [request(f"http://127.0.0.1:{self.port}/?{query}")] * number

    tablets = desks

    def key(self, strike, number: int) -> str:
        return str(uuid4())

    def names(self, strike) -> str:
        return "assignment"

    def strike(self, desk, key: str, to: int | None) -> None:
        send(self.http_port, {"key": key, "to": to})

    def post(self, desk, key: str, to: int | None) -> None:
        desk.post(post("/", {"key": key, "to": to}, {}))

    note = post


class Ours:
    """In the grown shape calls are posted to one process and the sockets are at another."""

    name = "ours"

    def __init__(self, shape: str, tablets: int):
        self._grown, self._number, self._trigger = shape == "grown", tablets, free_port()

    def __enter__(self):
        self._city = json.loads(manage({}, str(self._number), command=(str(ROOT / "bench/city_live.py"),)))
        self._free = [tablet["unit"] for tablet in self._city["tablets"][len(self._city["manned"]) :]]
        command = ("bench/ours_live.py",)
        self._posted = Served({"TRIGGER_PORT": str(self._trigger)}, command).start()
        self._heard = Served({"TRIGGER_PORT": str(free_port())}, command).start() if self._grown else self._posted
        self.http_port, self.port, self.pid = self._posted.port, self._heard.port, self._heard.process.pid
        return self

    def __exit__(self, *_):
        for server in {self._posted, self._heard}:
            server.stop()

    def desks(self, number: int, behind: int = 0) -> list[bytes]:
        return [self._handshake(self._city["desk"], behind)] * number

    def tablets(self, number: int) -> list[bytes]:
        return [self._handshake(tablet, 0) for tablet in self._city["tablets"][:number]]

    def key(self, strike, number: int) -> str:
        """What tells one frame from another: the assignment of a post, or else the call."""
        if strike == self.post:
            return str(uuid4())
        return self.call() if strike == self.strike else self._city["manned"][number]

    def names(self, strike) -> str:
        return "assignment" if strike == self.post else "incident"

    def strike(self, desk, key: str, to: int | None) -> None:
        shifts = [] if to is None else [self._city["tablets"][to]["shift"]]
        send(self._trigger, {"agency": self._city["agency"], "key": key, "shifts": shifts})

    def post(self, desk, key: str, to: int | None) -> None:
        desk.post(post(f"/api/v1/incidents/{self.call()}/assignments/", self.letter(key), self._token))

    def note(self, desk, key: str, to: int | None) -> None:
        """On a call that one crew is on."""
        told = {"id": str(uuid4()), "occurred_at": datetime.now(UTC).isoformat(), "body": "A dog in the yard."}
        desk.post(post(f"/api/v1/incidents/{key}/notes/", told, self._token))

    def call(self) -> str:
        return self._city["calls"].pop()

    def letter(self, key: str) -> dict:
        return {"id": key, "occurred_at": datetime.now(UTC).isoformat(), "unit": self._free.pop()}

    def ask(self, method: str, path: str, told: dict | None = None):
        return ask(f"http://127.0.0.1:{self.http_port}", method, path, body=told, headers=self._token)

    def ask_for_tickets(self, number: int, hands: int = 8) -> None:
        """Each tablet for its own, as after a restart."""
        tablets = (self._city["tablets"] * (number // self._number + 1))[:number]

        def hand(mine: list[dict]):
            asking = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
            for tablet in mine:
                asking.request("GET", "/live/ticket/", headers={"Cookie": f"sessionid={tablet['session']}"})
                answer = asking.getresponse()
                assert answer.status == 200, answer.status
                answer.read()

        threads = [threading.Thread(target=hand, args=[tablets[turn::hands]]) for turn in range(hands)]
        for each in threads:
            each.start()
        for each in threads:
            each.join()

    @property
    def _token(self) -> dict:
        return {"Authorization": f"Bearer {self._city['token']}"}

    def _handshake(self, who: dict, behind: int) -> bytes:
        import city_live

        from responder_app import log

        head = log.head_of(self._city["agency"]).seq
        ticket = city_live.ticket_of(self._city, who, head)
        query = urlencode({"ticket": ticket, "epoch": self._city["epoch"], "since": head - behind})
        return request(f"http://127.0.0.1:{self.port}/ws/live/?{query}", f"sessionid={who['session']}")
