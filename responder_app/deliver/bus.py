"""Nudges between processes: the channel layer says that a log grew, and may lose it; the readers' poll does not."""

import asyncio
import contextlib
import logging
import threading
import time
from collections.abc import Callable
from uuid import uuid4

from channels.layers import get_channel_layer
from django.conf import settings

from .. import log, moves

logger = logging.getLogger(__name__)

GROUP = "log"
PATIENCE = 2.0
OURS = uuid4().hex  # our own nudges need no way round by the bus


def carries_nudges() -> bool:
    """In one process there is nothing to carry."""
    return bool(settings.REDIS_URL)


class OnceAMinute(logging.Filter):
    """A dead bus is worth a line a minute, not one a try."""

    last = float("-inf")

    def filter(self, record) -> bool:
        if time.monotonic() - self.last < 60:
            return False
        self.last = time.monotonic()
        return True


logger.addFilter(OnceAMinute())
logging.getLogger("channels_redis.pubsub").addFilter(OnceAMinute())


async def listen(wake: Callable[[int], None], moved: Callable[[int], None] = lambda agency_id: None) -> None:
    """Call `wake(agency_id)` for every nudge of another process, `moved` for what is no line of the log, for ever; a
    dead bus is tried again."""
    while True:
        layer = get_channel_layer()
        try:
            channel = await layer.new_channel()
            await layer.group_add(GROUP, channel)
            while True:
                nudge = await layer.receive(channel)
                if nudge["from"] != OURS:
                    (moved if nudge.get("moved") else wake)(nudge["agency"])
        except Exception as error:
            logger.warning("The bus does not answer (%s); readers poll the log meanwhile", type(error).__name__)
            with contextlib.suppress(Exception):
                await layer.flush()
            await asyncio.sleep(1)


class Publisher:
    """Tells other processes, on a thread with a loop of its own: no action ever waits for the bus."""

    def __init__(self, name: str = OURS):
        self._name = name
        self._lock = threading.Lock()
        self._loop: asyncio.AbstractEventLoop | None = None
        self._waiting: set[tuple[int, bool]] = set()
        self._publishing: asyncio.Task | None = None

    def ring(self, agency_id: int) -> None:
        """The log grew."""
        self._call(agency_id, False)

    def ring_moved(self, agency_id: int) -> None:
        """Something moved that is no line of the log."""
        self._call(agency_id, True)

    def _call(self, agency_id: int, moved: bool) -> None:
        with self._lock:
            if self._loop is None:
                self._loop = asyncio.new_event_loop()
                threading.Thread(target=self._run, name="bus", daemon=True).start()
        self._loop.call_soon_threadsafe(self._grown, agency_id, moved)

    def _run(self) -> None:
        asyncio.set_event_loop(self._loop)
        self._loop.run_forever()

    def _grown(self, agency_id: int, moved: bool) -> None:
        self._waiting.add((agency_id, moved))
        if self._publishing is None or self._publishing.done():
            self._publishing = self._loop.create_task(self._publish())

    async def _publish(self) -> None:
        """Nudges that come while one is on its way go together."""
        while self._waiting:
            agency_id, moved = self._waiting.pop()
            nudge = {"type": "log.grown", "agency": agency_id, "moved": moved, "from": self._name}
            try:
                await asyncio.wait_for(get_channel_layer().group_send(GROUP, nudge), PATIENCE)
            except Exception as error:
                logger.warning("A nudge was not published (%s); readers find the line by polling", type(error).__name__)


_publisher = Publisher()


def publish_nudges() -> None:
    """From now on what this process writes is told to the others. Harmless where there is no bus, or twice."""
    if carries_nudges() and _publisher not in _hung:
        _hung.append(_publisher)
        log.hang_bell(_publisher.ring)
        moves.hang_bell(_publisher.ring_moved)


_hung: list[Publisher] = []
