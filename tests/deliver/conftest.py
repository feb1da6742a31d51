import asyncio
from uuid import uuid4

import pytest
from asgiref.sync import sync_to_async

from responder_app import threads
from responder_app.deliver import reader
from tests.deliver.listener import Listener
from tests.deliver.receiver import Receiver


@pytest.fixture
def center(settings):
    """The dispatch center's own program, on loopback."""
    receiver = Receiver()
    settings.WEBHOOK_ALLOWED_HOSTS = [receiver.host]
    yield receiver
    receiver.close()


@pytest.fixture
async def listen():
    """Opens sockets, and closes them in the story's own loop."""
    opened = []

    async def at(*args, **kwargs):
        opened.append(await Listener.at(*args, **kwargs))
        return opened[-1]

    yield at
    for listener in opened:
        await listener.hang_up()
    await reader.stop()
    await asyncio.gather(*(threads.run(thread, int) for thread in {*threads.writers, threads.live}))


@pytest.fixture
def act(two_pm):
    """An action, off the loop as a request's thread would take it."""

    async def act(action, **what):
        return await sync_to_async(action)(**{"id": uuid4(), "occurred_at": two_pm} | what)

    return act
