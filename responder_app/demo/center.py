"""The dispatch center's own program, played: calls come in by the API with a machine token."""

import threading
from random import Random
from uuid import UUID, uuid4

from .doors import Away, Door

OPEN_AT_MOST = 8
GAP = 45.0
FIRST = 3


class Center:
    def __init__(self, url: str, token: str, city: dict, over: threading.Event, speed: float = 1.0):
        self._door, self._city, self._over, self._speed = Door(url, token=token), city, over, speed
        self._chance = Random()  # noqa: S311 - a play, no secret
        self._drawn: dict[str, list[dict]] = {"calls": [], "places": []}
        self._told = 0
        self._next: tuple[UUID, dict] | None = None

    def sign_in(self) -> None:
        """A machine brings its token with every letter."""

    def turn(self) -> None:
        """One call, unless there are enough; then a while of nothing."""
        waiting = self._door.read(f"incidents/?open=1&limit={OPEN_AT_MOST}")["results"]
        if self._next or len(waiting) < OPEN_AT_MOST:
            self._send()
        few = self._told < FIRST
        self._over.wait((3 if few else GAP * self._chance.uniform(0.6, 1.5)) / self._speed)

    def _send(self) -> None:
        """The same letter until it is answered."""
        id, call = self._next = self._next or (uuid4(), self._make_up())
        status, answer = self._door.file("incidents/", id, **call)
        if status not in {200, 201, 409}:
            raise Away(f"The API answered {status}: {answer.get('detail')}")
        self._next, self._told = None, self._told + 1

    def _make_up(self) -> dict:
        """A call of the city at one of its places; the first ones are for a team."""
        number = f"555-01{self._chance.randrange(20, 100)}"
        call = self._draw("calls")
        eligible = {each["code"] for each in self._city["call_types"] if each["eligible"]}
        while self._told < FIRST and call["call_type"] not in eligible:
            call = self._draw("calls")
        return call | self._draw("places") | {"callback_number": number}

    def _draw(self, what: str) -> dict:
        """All of them once, in any order, before one comes again."""
        if not self._drawn[what]:
            self._drawn[what] = self._chance.sample(self._city[what], len(self._city[what]))
        return self._drawn[what].pop()
