"""The floor: `websockets` and a bare commit, nothing else. `floor_live.py WS_PORT TRIGGER_PORT DATABASE`.

A datagram `{"key": …, "to": null | socket}` on the trigger's port, or the same as an HTTP POST there, is committed
(two inserts and a counter, as an action does at least) and sent to all sockets, or to the one.
"""

import asyncio
import json
import sqlite3
import sys

import websockets
from websockets.asyncio.server import broadcast, serve

TABLES = (
    "CREATE TABLE IF NOT EXISTS bare_call (id TEXT PRIMARY KEY, body TEXT)",
    "CREATE TABLE IF NOT EXISTS bare_line (seq INTEGER PRIMARY KEY, kind TEXT, about TEXT)",
    "CREATE TABLE IF NOT EXISTS bare_head (seq INTEGER)",
    "DELETE FROM bare_call",
    "DELETE FROM bare_line",
    "DELETE FROM bare_head",
    "INSERT INTO bare_head VALUES (0)",
)


class Book:
    """Commits by the bare driver, durable as ours."""

    def __init__(self, database: str):
        if database.startswith("postgres"):
            import psycopg

            self._connection, self._mark = psycopg.connect(database, autocommit=True), "%s"
        else:
            self._connection, self._mark = sqlite3.connect(database, isolation_level=None), "?"
            self._connection.execute("PRAGMA journal_mode=WAL")
            self._connection.execute("PRAGMA synchronous=FULL")
        self._begin = "BEGIN" if self._mark == "%s" else "BEGIN IMMEDIATE"
        for statement in TABLES:
            self._connection.execute(statement)

    def write(self, key: str) -> int:
        run, mark = self._connection.execute, self._mark
        run(self._begin)
        run(f"INSERT INTO bare_call VALUES ({mark}, {mark})", (key, "Somebody sits on the kerb."))  # noqa: S608
        seq = run("UPDATE bare_head SET seq = seq + 1 RETURNING seq").fetchone()[0]
        run(f"INSERT INTO bare_line VALUES ({mark}, 'assignment.made', {mark})", (seq, key))  # noqa: S608
        run("COMMIT")
        return seq


class Floor(asyncio.DatagramProtocol):
    def __init__(self, book: Book):
        self._book, self._sockets, self._last = book, [], []

    async def follow(self, socket) -> None:
        await socket.send(json.dumps({"hello": {"since": 0, "head": 0}}))
        if "replay" in socket.request.path:
            for text in self._last[-20:]:
                await socket.send(text)
        self._sockets.append(socket)
        await socket.wait_closed()
        self._sockets.remove(socket)

    def datagram_received(self, data, addr):
        self._strike(json.loads(data))

    async def posted(self, reader, writer) -> None:
        """HTTP as far as the bench speaks it."""
        while True:
            try:
                head = await reader.readuntil(b"\r\n\r\n")
            except (asyncio.IncompleteReadError, ConnectionError):
                return writer.close()
            size = int(head.lower().split(b"content-length:")[1].split(b"\r\n")[0])
            self._strike(json.loads(await reader.readexactly(size)))
            writer.write(b"HTTP/1.1 201 Created\r\nContent-Length: 2\r\n\r\n{}")

    def _strike(self, told: dict) -> None:
        seq = self._book.write(told["key"])
        frame = {"seq": seq, "prev": seq - 1, "kind": "assignment.made", "assignment": told["key"], "unit": 3}
        text = json.dumps(frame | {"incident": told["key"]})
        self._last = [*self._last[-19:], text]
        broadcast(self._sockets if told["to"] is None else [self._sockets[told["to"]]], text)


async def main(port: int, trigger: int, database: str) -> None:
    floor = Floor(Book(database))
    loop = asyncio.get_running_loop()
    await loop.create_datagram_endpoint(lambda: floor, local_addr=("127.0.0.1", trigger))
    await asyncio.start_server(floor.posted, "127.0.0.1", trigger)
    async with serve(floor.follow, "127.0.0.1", port, compression=None, ping_interval=None, backlog=2048):
        await asyncio.get_running_loop().create_future()


if __name__ == "__main__":
    print(f"websockets {websockets.__version__}", flush=True)
    asyncio.run(main(int(sys.argv[1]), int(sys.argv[2]), sys.argv[3]))
