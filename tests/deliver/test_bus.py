import asyncio
import time

import pytest

from responder_app import log
from responder_app.actions.encounters import write_note
from responder_app.deliver import bus, reader
from tests import servers

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def redis(settings):
    """A Redis of the story's own, so that it may be stopped."""
    try:
        server = servers.Redis()
    except servers.Missing as sentence:
        pytest.skip(str(sentence))
    server.start()
    settings.REDIS_URL = server.url
    host = {"address": server.url, "socket_timeout": 30, "socket_connect_timeout": 1}
    settings.CHANNEL_LAYERS = {
        "default": {"BACKEND": "channels_redis.pubsub.RedisPubSubChannelLayer", "CONFIG": {"hosts": [host]}}
    }
    yield server
    server.stop()


@pytest.fixture
def another_process(redis, dispatcher):
    """Nudges as another process publishes them; the poll is too slow to be mistaken for them."""
    publisher = bus.Publisher("another process")
    log.hang_bell(publisher.ring)
    yield publisher
    log.take_down_bell(publisher.ring)


async def _comes_within(seconds, page, act, note):
    began = time.monotonic()
    written = await act(write_note, **note)
    assert time.monotonic() - began < 1, "the tap waited for the bus"
    told = await page.frame(seconds)
    return told["seq"] == written.seq


class TestANudge:
    async def test_of_another_process_wakes_the_reader(
        self, listen, another_process, dispatcher, incident, act, monkeypatch
    ):
        monkeypatch.setattr(reader, "POLL", 60)
        page = await listen(dispatcher)
        log.take_down_bell(reader.current().ring)
        await asyncio.sleep(0.3)

        assert await _comes_within(1, page, act, {"incident": incident, "body": "From afar.", "by": dispatcher})

    async def test_comes_again_once_redis_is_back(
        self, listen, redis, another_process, dispatcher, incident, act, monkeypatch
    ):
        monkeypatch.setattr(reader, "POLL", 60)
        page = await listen(dispatcher)
        log.take_down_bell(reader.current().ring)
        await asyncio.sleep(0.2)
        redis.stop()
        await asyncio.sleep(0.5)
        redis.start()
        await asyncio.sleep(4)

        assert await _comes_within(2, page, act, {"incident": incident, "body": "Back.", "by": dispatcher})


class TestADeadBus:
    @pytest.mark.parametrize("when", ["before", "meanwhile"])
    async def test_costs_a_tap_nothing_and_a_page_five_seconds_at_most(
        self, listen, redis, another_process, dispatcher, incident, act, when
    ):
        if when == "before":
            redis.stop()
        page = await listen(dispatcher)
        log.take_down_bell(reader.current().ring)
        redis.stop()

        for turn in range(3):
            assert await _comes_within(5, page, act, {"incident": incident, "body": f"{turn}", "by": dispatcher})

    async def test_is_said_once_a_minute(self, caplog):
        for _ in range(5):
            bus.logger.warning("The bus does not answer")

        assert len(caplog.records) <= 1
