"""A page or a tablet at the live line, as a story needs it."""

import asyncio
import contextlib
import json
from urllib.parse import urlencode

from asgiref.sync import sync_to_async
from channels.testing import WebsocketCommunicator
from django.test import Client

from responder_app.deliver.live import LiveConsumer

application = LiveConsumer.as_asgi()


def ticket_for(person=None, *, token=None, client=None) -> tuple[dict, dict]:
    """The ticket's answer and the headers that go with it."""
    if token:
        return Client().get("/live/ticket/", headers={"Authorization": f"Bearer {token}"}).json(), {}
    client = client or Client()
    if person:
        client.force_login(person)
    answer = client.get("/live/ticket/").json()
    return answer, {"cookie": f"sessionid={client.cookies['sessionid'].value}"}


class Listener:
    """One socket: `hello` is its first frame, `lines` what it is told next."""

    def __init__(self, query: dict, headers: dict):
        told = [(name.encode(), value.encode()) for name, value in headers.items()]
        self.socket = WebsocketCommunicator(application, f"/ws/live/?{urlencode(query)}", headers=told)

    @classmethod
    async def at(cls, person=None, *, since=None, epoch=None, token=None, client=None, device=None, **headers):
        answer, cookie = await sync_to_async(ticket_for)(person, token=token, client=client)
        query = {"ticket": answer["ticket"], "epoch": epoch or answer["epoch"]}
        query["since"] = answer["head"] if since is None else since
        if device:
            query["device"] = device
        return await cls(query, cookie | headers).opened()

    async def opened(self):
        await self.socket.connect()
        self.first = await self.frame()
        return self

    @property
    def hello(self):
        return self.first["hello"]

    async def frame(self, timeout: float = 3) -> dict:
        """The next frame, or `{"closed": code}`."""
        output = await self.socket.receive_output(timeout)
        return json.loads(output["text"]) if output["type"] == "websocket.send" else {"closed": output["code"]}

    async def lines(self, number: int) -> list[dict]:
        return [await self.frame() for _ in range(number)]

    async def kinds(self, number: int) -> list[str]:
        return [line["kind"] for line in await self.lines(number)]

    async def is_told_nothing(self) -> bool:
        return await self.socket.receive_nothing(0.3, 0.02)

    async def say(self, **frame):
        await self.socket.send_json_to(frame)

    async def hang_up(self):
        with contextlib.suppress(asyncio.CancelledError):
            await self.socket.disconnect()
