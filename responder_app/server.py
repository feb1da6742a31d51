"""Daphne with back-pressure: who reads slowly makes the application wait instead of filling our memory."""

import asyncio
from functools import lru_cache

from autobahn.websocket import protocol as autobahn
from daphne.server import Server
from twisted.internet.interfaces import IPushProducer
from twisted.internet.tcp import Connection
from zope.interface import implementer

BACKLOG = 2048  # tablets that all come back at once

SHORT = 16_000  # characters, in UTF-8 below the 64 KiB of a frame with a two-byte length

# Autobahn pretty-prints its settings for a debug line at every handshake, read or not: half the cost of a socket.
autobahn.pformat = autobahn.hltype = lambda thing: ""


@implementer(IPushProducer)
class Gate:
    """Twisted shuts it when more than 64 KiB wait for the network, and opens it when they are gone."""

    __slots__ = ("_open",)

    def __init__(self):
        self._open: asyncio.Future | None = None

    def pauseProducing(self):
        self._open = self._open or asyncio.get_running_loop().create_future()

    def resumeProducing(self):
        opening, self._open = self._open, None
        if opening and not opening.done():
            opening.set_result(None)

    stopProducing = resumeProducing

    async def passed(self) -> None:
        while self._open:
            await asyncio.shield(self._open)


class PatientServer(Server):
    """One process, one loop. Logs no requests: their query strings hold tickets."""

    def __init__(self, application, *, host: str, port: int, **options):
        where = host.replace(":", r"\:")
        endpoint = f"tcp:{port}:interface={where}:backlog={BACKLOG}"
        super().__init__(application=application, endpoints=[endpoint], server_name="", **options)
        self._gates: dict[int, Gate] = {}

    async def handle_reply(self, protocol, message):
        gate = self._gate_before(protocol, message)
        if not (gate and message["type"] == "websocket.send" and told_at_once(protocol, message.get("text"))):
            await super().handle_reply(protocol, message)
        if gate:
            await gate.passed()

    def protocol_disconnected(self, protocol):
        super().protocol_disconnected(protocol)
        if gate := self._gates.pop(id(protocol), None):
            gate.stopProducing()

    def kill_all_applications(self):
        """Daphne stumbles over connections whose application has ended."""
        for protocol, details in list(self.connections.items()):
            if "application_instance" not in details:
                del self.connections[protocol]
        return super().kill_all_applications()

    def _gate_before(self, protocol, message) -> Gate | None:
        """The gate to pass after this message, if it may fill the network's buffer."""
        kind, gate = message["type"], self._gates.get(id(protocol))
        if kind == "websocket.send":
            return gate
        if kind == "websocket.accept":
            protocol.transport.unregisterProducer()  # the HTTP channel that the socket has left
            return self._seat(protocol, protocol.transport)
        if (
            kind != "http.response.body"
            or protocol not in self.connections
            or self.connections[protocol].get("disconnected")
        ):
            return None
        if message.get("more_body"):
            return gate or self._seat(protocol, protocol)
        if self._gates.pop(id(protocol), None):
            protocol.unregisterProducer()
        return None

    def _seat(self, protocol, consumer) -> Gate:
        gate = self._gates[id(protocol)] = Gate()
        consumer.registerProducer(gate, True)
        return gate


def told_at_once(protocol, text: str | None) -> bool:
    """Hand a text frame straight to the network where nothing waits before it; False where that cannot be.

    Autobahn and Twisted would frame it anew for each socket and ask the loop twice before sending: three times the
    cost when one line goes to a thousand sockets.
    """
    transport = protocol.transport
    if not text or len(text) > SHORT or protocol.state != protocol.STATE_OPEN or not _is_idle(transport):
        return False
    data = _frame(text)
    sent = transport.writeSomeData(data)
    if not isinstance(sent, int):  # the connection is lost, and Twisted will say so
        return False
    if sent < len(data):
        transport.write(data[sent:])
    return True


def _is_idle(transport) -> bool:
    if not isinstance(transport, Connection) or transport.disconnecting or not transport.connected:
        return False
    return not transport.dataBuffer and not transport._tempDataLen


@lru_cache(maxsize=8)
def _frame(text: str) -> bytes:
    """RFC 6455, 5.2: one final, unmasked text frame."""
    data = text.encode()
    if len(data) < 126:
        return bytes((0x81, len(data))) + data
    return b"\x81\x7e" + len(data).to_bytes(2) + data
