"""How often a machine may ask. Each process counts for itself: this keeps a runaway client off the others' backs."""

import time
from math import ceil

from django.core.cache import cache
from django.utils.crypto import salted_hmac
from rest_framework.exceptions import Throttled
from rest_framework.throttling import BaseThrottle

MINUTE = 60
ASKED = 12_000  # requests a minute of one machine or person: ten times the busiest city
UNKNOWN_TOKENS = 120  # a minute, from one address


def count(what: str, who: str, most: int) -> int:
    """One more; the seconds until the next minute where there were `most` already, else 0."""
    now = time.time()
    key = f"{what}:{salted_hmac('responder_app.api', who).hexdigest()}:{int(now // MINUTE)}"
    cache.add(key, 0, timeout=2 * MINUTE)
    try:
        asked = cache.incr(key)
    except ValueError:  # it was dropped in between: the count begins again
        return 0
    return ceil(MINUTE - now % MINUTE) if asked > most else 0


def unknown_token(request) -> None:
    """A token that nobody has came from there. Raises Throttled for too many; one that is known is always let in."""
    if wait := count("token", request.META.get("REMOTE_ADDR", ""), UNKNOWN_TOKENS):
        raise Throttled(wait, "Too many tokens that are not known here.")


class PerPerson(BaseThrottle):
    """Of a machine or of somebody signed in."""

    def allow_request(self, request, view) -> bool:
        self._wait = count("asked", str(request.user.pk), ASKED)
        return not self._wait

    def wait(self) -> int:
        return self._wait
