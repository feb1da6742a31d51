"""Whoever guesses at a password waits, longer each time; no crew is kept out for more than five minutes.

Counted by name and address together, and in the database, which all processes share. A try is counted before it is
judged: a hundred at once are a hundred tries.
"""

from datetime import timedelta
from math import ceil

from django.db import transaction
from django.utils.crypto import salted_hmac
from django.utils.translation import ngettext

from ..log import Refused
from ..models import Guess

FREE = 5  # wrong ones without a wait
WAITS = (30, 60, 120, 300)  # seconds: after the fifth wrong one, the sixth, …
FORGOTTEN = timedelta(minutes=15)
SWEPT = timedelta(days=1)


class TooMany(Refused):
    """`seconds`: how long to wait."""

    def __init__(self, seconds: int):
        super().__init__(_sentence(seconds))
        self.seconds = seconds


@transaction.atomic
def count_guess(*, name: str, address: str, at) -> None:
    """One more try at the password of `name` from `address`. Raises TooMany where it must wait and is not judged."""
    guess, _new = Guess.objects.select_for_update().get_or_create(mark=_mark(name, address), defaults={"last_at": at})
    if at - guess.last_at > FORGOTTEN:
        guess.tries = 0
    wait = _wait_after(guess.tries)
    left = min(wait, ceil(wait - (at - guess.last_at).total_seconds()))
    if left > 0:
        raise TooMany(left)
    guess.tries, guess.last_at = guess.tries + 1, at
    guess.save(update_fields=["tries", "last_at"])
    Guess.objects.filter(last_at__lt=at - SWEPT).delete()


def forget_guesses(*, name: str, address: str) -> None:
    """The password was right."""
    Guess.objects.filter(mark=_mark(name, address)).delete()


def _wait_after(tries: int) -> int:
    return WAITS[min(tries - FREE, len(WAITS) - 1)] if tries >= FREE else 0


def _mark(name: str, address: str) -> str:
    return salted_hmac("responder_app.guesses", f"{name.casefold()}\0{address}", algorithm="sha256").hexdigest()


def _sentence(seconds: int) -> str:
    if seconds <= 90:
        said = ngettext(
            "Too many wrong passwords. Wait {number} second, then try again.",
            "Too many wrong passwords. Wait {number} seconds, then try again.",
            seconds,
        )
        return said.format(number=seconds)
    minutes = ceil(seconds / 60)
    said = ngettext(
        "Too many wrong passwords. Wait {number} minute, then try again.",
        "Too many wrong passwords. Wait {number} minutes, then try again.",
        minutes,
    )
    return said.format(number=minutes)
