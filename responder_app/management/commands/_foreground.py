"""For commands that run until their process is told to stop."""

import signal
import threading
from collections.abc import Callable
from typing import TextIO

from responder_app.deliver.bus import publish_nudges


def until_told_to_stop(start: Callable[[], Callable[[], None]], out: TextIO) -> None:
    """Start, say so on `out`, wait for SIGTERM or SIGINT, and stop."""
    told = threading.Event()
    for sign in (signal.SIGTERM, signal.SIGINT):
        signal.signal(sign, lambda *_: told.set())
    publish_nudges()
    stop = start()
    out.write("Running (Ctrl-C stops)")
    out.flush()
    told.wait()
    stop()
