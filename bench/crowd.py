"""Many sockets in one process, as cheaply as Python can: what each was told, and when (CLOCK_MONOTONIC)."""

import json
import select
import socket
import time
from collections.abc import Callable
from urllib.parse import urlsplit

AT_ONCE = 40  # handshakes under way


def request(url: str, cookie: str = "") -> bytes:
    where = urlsplit(url)
    path = f"{where.path}?{where.query}"
    told = [f"GET {path} HTTP/1.1", f"Host: {where.netloc}", "Upgrade: websocket", "Connection: Upgrade"]
    told += ["Sec-WebSocket-Version: 13", "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ=="]
    return "\r\n".join([*told, *([f"Cookie: {cookie}"] if cookie else []), "", ""]).encode()


def post(path: str, body: dict, headers: dict) -> bytes:
    text = json.dumps(body)
    told = [f"POST {path} HTTP/1.1", "Host: 127.0.0.1", "Content-Type: application/json"]
    told += [f"Content-Length: {len(text)}", *(f"{name}: {value}" for name, value in headers.items())]
    return ("\r\n".join([*told, "", ""]) + text).encode()


class Crowd:
    """`requests` are the handshakes; every socket hears from then on. Use one crowd for at most 40 seconds."""

    def __init__(self, port: int, requests: list[bytes]):
        self._poll, self._port, self._requests = select.epoll(), port, requests
        self._sockets: dict[int, tuple[int, socket.socket]] = {}
        self._opening: dict[int, bytes] = {}
        self._torn: dict[int, bytes] = {}
        self.heard: list[tuple[int, int, bytes]] = []

    def open(self, frames: int = 1, patience: float = 60) -> float:
        """Seconds until all are in and each has heard so many frames."""
        began = time.monotonic()
        for start in self._requests[:AT_ONCE]:
            self._begin(start)
        waiting = [frames] * len(self._requests)
        left = len(waiting)
        while left:
            if time.monotonic() - began > patience:
                raise TimeoutError(f"{left} sockets were not let in")
            for index, _, data in self._listen(0.1):
                waiting[index] -= len(texts(data))
                if waiting[index] <= 0 and waiting[index] + len(texts(data)) > 0:
                    left -= 1
        return time.monotonic() - began

    def listen(self, plan: list[tuple[int, Callable]], patience: float = 3) -> None:
        """Do what is planned at its time in ns, and hear what comes until `patience` after the last."""
        self.heard.clear()
        for at, act in plan:
            while (wait := at - time.monotonic_ns()) > 0:
                self.heard += self._listen(wait / 1e9)
            act()
            self.heard += self._listen(0)
        deadline = time.monotonic() + patience
        while time.monotonic() < deadline:
            self.heard += self._listen(0.05)

    def times(self, key: str) -> dict[str, list[tuple[int, int]]]:
        """For each value of `key` in a frame: which sockets heard it, when."""
        found: dict[str, list] = {}
        for index, at, data in self.heard:
            for text in texts(data):
                frame = json.loads(text)
                if frame.get("kind", "assignment.made") in {"assignment.made", "note.written"} and key in frame:
                    found.setdefault(frame[key], []).append((index, at))
        return found

    def close(self) -> None:
        for _, each in self._sockets.values():
            each.close()
        self._poll.close()

    def _begin(self, start: bytes) -> None:
        each = socket.create_connection(("127.0.0.1", self._port), 20)
        each.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        each.sendall(start)
        each.setblocking(False)
        self._sockets[each.fileno()] = (len(self._sockets), each)
        self._opening[each.fileno()] = b""
        self._poll.register(each, select.EPOLLIN)

    def _listen(self, seconds: float) -> list[tuple[int, int, bytes]]:
        heard = []
        for number, _ in self._poll.poll(seconds):
            index, each = self._sockets[number]
            data = each.recv(65536)
            if number in self._opening:
                data = self._opened(number, data)
            elif not data:
                raise ConnectionError(f"socket {index} was closed")
            at = time.monotonic_ns()
            data, torn = whole(self._torn.pop(number, b"") + data)
            if torn:
                self._torn[number] = torn
            if data:
                heard.append((index, at, data))
        return heard

    def _opened(self, number: int, data: bytes) -> bytes:
        head, end, rest = (self._opening[number] + data).partition(b"\r\n\r\n")
        if not end:
            self._opening[number] = head
            return b""
        if b" 101 " not in head[:20]:
            raise ConnectionError(head[:80].decode())
        del self._opening[number]
        if len(self._sockets) < len(self._requests):
            self._begin(self._requests[len(self._sockets)])
        return rest


def whole(data: bytes) -> tuple[bytes, bytes]:
    """The frames that have come whole, and the beginning of one that has not."""
    at = 0
    while len(data) - at >= 4:
        size, head = data[at + 1], 2
        if size == 126:
            size, head = int.from_bytes(data[at + 2 : at + 4]), 4
        if at + head + size > len(data):
            break
        at += head + size
    return data[:at], data[at:]


def texts(data: bytes) -> list[bytes]:
    """The text frames among whole frames of a server (unmasked, below 64 KiB)."""
    found, at = [], 0
    while at < len(data):
        kind, size, at = data[at] & 15, data[at + 1], at + 2
        if size == 126:
            size, at = int.from_bytes(data[at : at + 2]), at + 2
        if kind == 1:
            found.append(data[at : at + size])
        at += size
    return found


class Desk:
    """Keep-alive connections that post without waiting for the answer before."""

    def __init__(self, port: int, hands: int = 24):
        self._free = [socket.create_connection(("127.0.0.1", port), 20) for _ in range(hands)]
        self._busy: list[socket.socket] = []
        self.refused: list[bytes] = []
        for each in self._free:
            each.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)

    def post(self, told: bytes) -> None:
        while not self._free:
            self._gather(1)
        hand = self._free.pop()
        hand.sendall(told)
        self._busy.append(hand)
        self._gather(0)

    def finish(self) -> None:
        while self._busy:
            self._gather(5)
        for each in self._free:
            each.close()

    def _gather(self, seconds: float) -> None:
        ready, _, _ = select.select(self._busy, [], [], seconds)
        for hand in ready:
            answer = hand.recv(65536)
            if not answer.startswith((b"HTTP/1.1 201", b"HTTP/1.1 200")):
                self.refused.append(answer[:300])
            self._busy.remove(hand)
            self._free.append(hand)
