"""Django's work under ASGI on a few threads that live as long as the process, each with its own connection.

Django gives every request a fresh thread, whose database connection is lost with it: persistent connections
leak and short ones cost a connect each. Here a request runs whole on one of a few kept threads. On SQLite all
that writes shares one thread, so that writers queue in the process instead of at the file's lock.
See asgiref's ThreadSensitiveContext(executor=…).
"""

import asyncio
import time
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager

from asgiref.sync import ThreadSensitiveContext
from django import db
from django.conf import settings

SAFE = frozenset({"GET", "HEAD", "OPTIONS"})


def _thread(name: str) -> ThreadPoolExecutor:
    return ThreadPoolExecutor(max_workers=1, thread_name_prefix=name)


readers = [_thread(f"reader-{number}") for number in range(3)]
writers = [_thread("writer")] if settings.ON_SQLITE else [_thread(f"writer-{number}") for number in range(4)]
live = _thread("live")  # the live line's own: a slow page must not hold up an alert
_busy: Counter = Counter()  # what each has before it; told and asked by the loop alone


def next_thread(*, writes: bool) -> ThreadPoolExecutor:
    """The thread for work of that sort that has the least before it."""
    return min(writers if writes else readers, key=lambda thread: _busy[thread])


@contextmanager
def _at_work(thread: ThreadPoolExecutor):
    _busy[thread] += 1
    try:
        yield
    finally:
        _busy[thread] -= 1


async def run(thread: ThreadPoolExecutor, function: Callable, *args):
    """What `function(*args)` returns, called on that thread with the thread's own database connection."""
    with _at_work(thread):
        return await asyncio.get_running_loop().run_in_executor(thread, _mending, function, *args)


def rest() -> None:
    """Close the connections of all threads; each opens a new one when it is next used."""
    for thread in {*readers, *writers, live}:
        thread.submit(db.connections.close_all).result()


def _mending(function: Callable, *args):
    """After an error the connection may be gone with its server: the next call then opens another."""
    try:
        return function(*args)
    except db.Error:
        db.close_old_connections()
        raise


class OnKeptThreads:
    """Runs each request of the wrapped ASGI application on one kept thread; `scope["came"]` (monotonic) says since when
    it waits."""

    def __init__(self, application):
        self.application = application

    async def __call__(self, scope, receive, send):
        thread = next_thread(writes=scope["method"] not in SAFE)
        scope = scope | {"came": time.monotonic()}
        with _at_work(thread):
            async with ThreadSensitiveContext(executor=thread):
                await self.application(scope, receive, send)
