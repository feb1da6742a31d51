"""Daphne with back-pressure: who reads slowly makes the application wait instead of filling our memory."""

import asyncio

from daphne.server import Server
from twisted.internet.interfaces import IPushProducer
from zope.interface import implementer

BACKLOG = 2048  # tablets that all come back at once


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
