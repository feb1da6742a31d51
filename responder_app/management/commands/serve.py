import gc
import sys
from collections.abc import Callable

from django.conf import settings
from django.core.management.base import BaseCommand
from django.db import connections
from django.urls import get_resolver

# A thread that computes gives way to the live line within a millisecond instead of Python's five.
TURN = 0.001


class Command(BaseCommand):
    help = "Serves pages, API and live line in one process, and the followers with them unless they run apart."

    def add_arguments(self, parser):
        parser.add_argument("--host", default="127.0.0.1")
        parser.add_argument("--port", type=int, default=8000)

    def handle(self, *args, host, port, **options):
        from responder_app.server import PatientServer  # first: it chooses Twisted's loop

        from responder_app.asgi import application  # isort: skip
        from responder_app.actions.tablets import close_lines

        sys.setswitchinterval(TURN)
        _settle()
        if not settings.REDIS_URL:  # with others beside it their lines stand, and what nobody hears grows old
            close_lines()
            connections.close_all()
        stop = _followers()
        self.stdout.write(f"Serving on http://{host}:{port}/ (Ctrl-C stops)")
        self.stdout.flush()
        try:
            PatientServer(application, host=host, port=port).run()
        finally:
            stop()


def _settle() -> None:
    """Load every door now and never look through it for garbage: that stopped the live line for 100 ms at a time."""
    get_resolver().url_patterns  # noqa: B018
    gc.collect()
    gc.freeze()
    gc.set_threshold(10_000, 20, 5)


def _followers() -> Callable[[], None]:
    if not settings.FOLLOWERS_INSIDE:
        return lambda: None
    from responder_app.deliver import followers

    return followers.start()
