"""A dispatcher played by the program: leaves people a moment to act, then sends the played crews."""

import time
from datetime import UTC, datetime
from uuid import uuid4

from ..words import SentInstead, UnitStatus, UnservedReason
from .doors import Door, Line

LEAVE = 12.0  # seconds that a call is left to a human dispatcher
GIVE_UP = 20 * 60.0
REVIEW = 5.0


class Desk:
    """`call_signs`: the units it may send; the others are for people."""

    def __init__(self, url: str, username: str, password: str, call_signs: list[str], speed: float = 1.0):
        self._door, self._username, self._password = Door(url), username, password
        self._line, self._call_signs, self._speed = Line(self._door), set(call_signs), speed
        self._backups: dict[str, float] = {}
        self._reviewed = 0.0

    def sign_in(self) -> None:
        self._line.close()
        self._door.sign_in(self._username, self._password)

    def turn(self) -> None:
        told = self._line.next(1.0)
        if told and told["kind"] in {"backup.requested", "check_in.escalated"} and told.get("incident"):
            self._backups[told["incident"]] = time.monotonic() + LEAVE / self._speed
        for incident in [each for each, due in self._backups.items() if due <= time.monotonic()]:
            self._acknowledge(incident)
            del self._backups[incident]
        if time.monotonic() >= self._reviewed + REVIEW / self._speed:
            self._review()
            self._reviewed = time.monotonic()

    def _review(self) -> None:
        """The most urgent and oldest call first, as on the board."""
        free = [
            unit["call_sign"]
            for unit in self._door.read("units/")["results"]
            if unit["status"] == UnitStatus.AVAILABLE and unit["call_sign"] in self._call_signs
        ]
        calls = self._door.read("incidents/?open=1&limit=50")["results"]
        for call in sorted(calls, key=lambda call: (call["priority"], call["received_at"])):
            age = (datetime.now(UTC) - datetime.fromisoformat(call["received_at"])).total_seconds() * self._speed
            if age >= LEAVE:
                self._decide(call, age, free)

    def _decide(self, call: dict, age: float, free: list[str]) -> None:
        assignments = self._door.read(f"incidents/{call['id']}/assignments/")["results"]
        if any(not (each["declined_at"] or each["withdrawn_at"]) for each in assignments):
            return
        if not call["eligible"]:
            self._door.file(f"incidents/{call['id']}/close/", sent_instead=SentInstead.POLICE)
        elif age > GIVE_UP:
            why = {"reason": UnservedReason.NO_UNIT, "sent_instead": SentInstead.POLICE}
            self._door.file(f"incidents/{call['id']}/close/", **why)
        else:
            self._send_one(call, free, {each["call_sign"] for each in assignments})

    def _send_one(self, call: dict, free: list[str], asked: set[str]) -> None:
        """The first free unit that has not declined it."""
        for call_sign in [unit for unit in free if unit not in asked]:
            status, _ = self._door.file(f"incidents/{call['id']}/assignments/", uuid4(), call_sign=call_sign)
            if status == 201:
                free.remove(call_sign)
                return

    def _acknowledge(self, incident: str) -> None:
        for request in self._door.read(f"incidents/{incident}/backup-requests/")["results"]:
            if not request["acknowledged_at"] and not request["ended_at"]:
                self._door.file(f"backup-requests/{request['id']}/acknowledge/")
