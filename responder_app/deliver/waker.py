"""Wakes many devices on a few threads: one device is never waited for by another."""

import logging
from concurrent.futures import Future, ThreadPoolExecutor

from django.db import connections
from django.utils import timezone

from . import push

logger = logging.getLogger(__name__)

AT_ONCE = 8


class Waker:
    """Each turn takes the new wake-ups, and tries those whose time has come."""

    def __init__(self):
        self._hands = ThreadPoolExecutor(AT_ONCE, thread_name_prefix="waker")
        self._waiting: dict[tuple, push.Wake] = {}
        self._under_way: dict[tuple, Future] = {}

    def turn(self) -> None:
        now = timezone.now()
        self._take_back()
        for wake in push.due(now):
            self._waiting[_place(wake)] = wake  # the newest of its kind is enough
        for place, wake in list(self._waiting.items()):
            if place not in self._under_way and wake.at <= now:
                self._under_way[place] = self._hands.submit(self._wake, self._waiting.pop(place))

    def finish(self) -> None:
        self._hands.shutdown(cancel_futures=True)

    def _take_back(self) -> None:
        """What could not be done is tried later, unless there is newer news of the kind."""
        for place, work in list(self._under_way.items()):
            if work.done():
                del self._under_way[place]
                if again := work.result():
                    self._waiting.setdefault(place, again)

    def _wake(self, wake: push.Wake) -> push.Wake | None:
        try:
            return push.wake(wake, timezone.now())
        except Exception:
            logger.exception("Device %s was not woken", wake.subscription.pk)
            return None
        finally:
            connections.close_all()


def _place(wake: push.Wake) -> tuple:
    return wake.subscription.pk, wake.topic
