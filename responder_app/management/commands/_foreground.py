"""For commands that run until their process is told to stop."""

import signal
import threading
from collections.abc import Callable


def until_told_to_stop(start: Callable[[], Callable[[], None]]) -> None:
    """Start, wait for SIGTERM or SIGINT, and stop."""
    told = threading.Event()
    for sign in (signal.SIGTERM, signal.SIGINT):
        signal.signal(sign, lambda *_: told.set())
    stop = start()
    told.wait()
    stop()
