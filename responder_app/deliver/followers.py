"""What runs beside the requests: the deliverer and the watch, inside the server or apart."""

import logging
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

from django.db import connections
from django.utils import timezone

from .. import log
from . import timers, webhooks
from .waker import Waker

logger = logging.getLogger(__name__)

EVERY = 1.0
PAUSE = 0.1  # lines that come close together are one turn
AT_ONCE = 4  # slow addresses that may be waited for while others are served


class Follower(threading.Thread):
    """Takes one turn a second, and at once when it is woken; a turn that fails is logged and tried again."""

    def __init__(self, name: str, turn: Callable[[], None]):
        super().__init__(name=name, daemon=True)
        self._turn, self._over, self._awake = turn, threading.Event(), threading.Event()

    def wake(self, agency_id: int | None = None) -> None:
        self._awake.set()

    def stop(self) -> None:
        self._over.set()
        self._awake.set()
        self.join()

    def run(self):
        while not self._over.is_set():
            self._awake.clear()
            try:
                self._turn()
            except Exception:
                logger.exception("The %s failed and tries again", self.name)
                connections.close_all()
            self._over.wait(PAUSE)
            self._awake.wait(EVERY)
        connections.close_all()


class Deliverer:
    """Serves every webhook on a few threads, never one webhook on two."""

    def __init__(self):
        self._hands = ThreadPoolExecutor(AT_ONCE, thread_name_prefix="webhook")
        self._busy: dict = {}

    def turn(self) -> None:
        self._busy = {pk: work for pk, work in self._busy.items() if not work.done()}
        for webhook in webhooks.due(timezone.now()):
            if webhook.pk not in self._busy:
                self._busy[webhook.pk] = self._hands.submit(self._serve, webhook)

    def finish(self) -> None:
        self._hands.shutdown(cancel_futures=True)

    def _serve(self, webhook) -> None:
        try:
            webhooks.serve(webhook)
        except Exception:
            logger.exception("Webhook %s was not served and will be tried again", webhook.pk)
        finally:
            connections.close_all()


def start_delivering() -> Callable[[], None]:
    """Serve the webhooks and wake the tablets, neither waiting for the other, until the callable returned is called."""
    workers = [("deliverer", Deliverer()), ("waker", Waker())]
    followers = [Follower(name, worker.turn) for name, worker in workers]
    for follower in followers:
        log.hang_bell(follower.wake)
        follower.start()

    def stop():
        for follower, (_, worker) in zip(followers, workers, strict=True):
            log.take_down_bell(follower.wake)
            follower.stop()
            worker.finish()

    return stop


def start_watching() -> Callable[[], None]:
    """Ring the timers until the callable returned is called."""
    watch = Follower("watch", lambda: timers.ring(timezone.now()))
    watch.start()
    return watch.stop


def start() -> Callable[[], None]:
    """Both, beside the server's own work; call the result to stop them."""
    stops = [start_delivering(), start_watching()]

    def stop():
        for each in stops:
            each()

    return stop
