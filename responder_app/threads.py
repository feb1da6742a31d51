"""Django's work under ASGI on a few threads that live as long as the process, each with its own connection.

Django gives every request a fresh thread, whose database connection is lost with it: persistent connections
leak and short ones cost a connect each. Here a request runs whole on one of a few kept threads. On SQLite all
that writes shares one thread, so that writers queue in the process instead of at the file's lock.
See asgiref's ThreadSensitiveContext(executor=…).
"""

import itertools
from concurrent.futures import ThreadPoolExecutor

from asgiref.sync import ThreadSensitiveContext
from django.conf import settings

SAFE = frozenset({"GET", "HEAD", "OPTIONS"})


def _thread(name: str) -> ThreadPoolExecutor:
    return ThreadPoolExecutor(max_workers=1, thread_name_prefix=name)


readers = [_thread(f"reader-{number}") for number in range(3)]
writers = [_thread("writer")] if settings.ON_SQLITE else [_thread(f"writer-{number}") for number in range(4)]
_turns = {"read": itertools.cycle(readers), "write": itertools.cycle(writers)}


def next_thread(*, writes: bool) -> ThreadPoolExecutor:
    """The thread whose turn it is, for work of that sort."""
    return next(_turns["write" if writes else "read"])


class OnKeptThreads:
    """Runs each request of the wrapped ASGI application on one kept thread."""

    def __init__(self, application):
        self.application = application

    async def __call__(self, scope, receive, send):
        thread = next_thread(writes=scope["method"] not in SAFE)
        async with ThreadSensitiveContext(executor=thread):
            await self.application(scope, receive, send)
