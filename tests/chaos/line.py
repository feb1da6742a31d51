"""A tablet or a page of the desk at a real server's live line, that comes back whatever happens to its socket."""

import asyncio
import contextlib
import http.client
import json
from urllib.parse import urlencode, urlsplit

import websockets

PATIENCE = 30


class Hole(AssertionError):
    """The server told a line twice, out of order, or after a gap."""


class Follower:
    """`told`: every line of the log this socket was told of, in the order of arrival."""

    def __init__(self, servers: list, cookie: str, since: int, epoch: str, *, stores: bool):
        self._servers, self._cookie, self._epoch, self._stores = servers, cookie, epoch, stores
        self.cursor, self.told, self.resyncs, self.hellos = since, [], 0, 0
        self._socket = None

    async def follow(self) -> None:
        turn = 0
        while True:
            turn += 1
            with contextlib.suppress(OSError, http.client.HTTPException, websockets.WebSocketException, TimeoutError):
                await self._once(self._servers[turn % len(self._servers)].url)
            await asyncio.sleep(0.05)

    def drop(self) -> None:
        """The signal is gone: no goodbye."""
        if self._socket:
            self._socket.transport.abort()

    async def _once(self, url: str) -> None:
        ticket = await asyncio.to_thread(ask, url, "GET", "/live/ticket/", headers={"Cookie": self._cookie})
        query = urlencode({"ticket": ticket[1]["ticket"], "epoch": self._epoch, "since": self.cursor})
        address = f"{url.replace('http', 'ws')}/ws/live/?{query}"
        headers = {"Cookie": self._cookie}
        async with websockets.connect(address, additional_headers=headers, compression=None, open_timeout=10) as socket:
            self._socket = socket
            async for text in socket:
                await self._hear(socket, json.loads(text))

    async def _hear(self, socket, frame: dict) -> None:
        if "hello" in frame:
            self.hellos += 1
            return
        if "resync" in frame:
            self.resyncs += 1
            return
        if frame.get("prev") != self.cursor and ("kind" in frame or frame["prev"] > self.cursor):
            raise Hole(f"after {self.cursor} came {frame}")
        if "kind" in frame:
            self.cursor = frame["seq"]
            self.told.append(frame["seq"])
            if self._stores:
                await socket.send(json.dumps({"have": self.cursor}))


def ask(url: str, method: str, path: str, *, body: dict | None = None, headers: dict | None = None):
    """Status and JSON of one request on a connection of its own."""
    where = urlsplit(url)
    asking = http.client.HTTPConnection(where.hostname, where.port, timeout=PATIENCE)
    try:
        told = json.dumps(body) if body is not None else None
        asking.request(method, path, told, {"Content-Type": "application/json"} | (headers or {}))
        answer = asking.getresponse()
        return answer.status, json.loads(answer.read() or "null")
    finally:
        asking.close()
