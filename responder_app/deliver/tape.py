"""The end of one agency's log as this process has read it: every line encoded once, for all sockets."""

import asyncio
import json

from .. import access, log

KEPT = 2_000
CHUNK = 500
SHIFTS = frozenset({"shift.started", "shift.ended"})


class Line:
    """A line of the log as a socket tells it: that something happened, to what, and never what it was."""

    __slots__ = ("_rest", "_start", "_told", "assignment", "by_id", "kind", "people", "seq", "shifts")

    def __init__(self, event, people=()):
        """`people`: whose shifts begin or end with this line, which one of the crew may have filed for all."""
        self.people = frozenset(people)
        self.seq, self.kind, self.shifts, self.by_id = event.seq, event.kind, event.shifts, event.by_id
        self.assignment = event.assignment_id
        names = {"incident": event.incident_id, "assignment": event.assignment_id}
        told = {"kind": event.kind} | {name: str(pk) for name, pk in names.items() if pk}
        if event.unit_id:
            told["unit"] = event.unit_id
        self._start, self._rest = f'{{"seq": {event.seq}, "prev": ', f", {json.dumps(told)[1:]}"
        self._told = (None, "")

    def told_after(self, prev: int) -> str:
        """The frame for a socket whose last line was `prev`; most sockets share it."""
        if self._told[0] != prev:
            self._told = (prev, f"{self._start}{prev}{self._rest}")
        return self._told[1]


class Tape:
    """The last lines of an agency's log, without gaps, up to `head`; and the `sockets` that follow it."""

    def __init__(self, agency_id: int, epoch: str, head: int, lines: list[Line]):
        self.agency_id, self.epoch, self.head = agency_id, epoch, head
        self.told = head  # the sockets have been woken up to here
        self._lines = lines
        self.sockets: set = set()
        self.grown, self.unread = asyncio.Event(), True  # unread: perhaps lines that another process wrote

    @classmethod
    def open(cls, agency_id: int) -> "Tape":
        """Asks the database."""
        head = log.head_of(agency_id)
        lines = read(agency_id, max(head.seq - KEPT, 0), KEPT)
        return cls(agency_id, str(head.epoch), lines[-1].seq if lines else head.seq, lines)

    def append(self, lines: list[Line]) -> None:
        """Lines not next in number (another reading was quicker) are left out."""
        for line in lines:
            if line.seq == self.head + 1:
                self._lines.append(line)
                self.head = line.seq
        if len(self._lines) > 2 * KEPT:
            del self._lines[:-KEPT]

    def take_fresh(self) -> bool:
        """Append what this process itself has just written, if that is next and asks nothing of the database."""
        lines = log.fresh(self.agency_id, self.epoch, self.head)
        if any(event.kind in SHIFTS for event in lines):
            return False
        self.append([Line(event) for event in lines])
        return bool(lines)

    def after(self, seq: int) -> list[Line] | None:
        """The lines after `seq`; None where the tape does not reach back so far."""
        start = seq - self.head + len(self._lines)
        return self._lines[start:] if start >= 0 else None


def read(agency_id: int, seq: int, limit: int = CHUNK) -> list[Line]:
    """The lines after `seq` from the database, at most `limit`."""
    events = log.since(agency_id, seq, limit)
    aboard = access.people_aboard({shift for event in events if event.kind in SHIFTS for shift in event.shifts})
    return [Line(event, _aboard(event, aboard)) for event in events]


def _aboard(event, people: dict) -> set:
    return {people[shift] for shift in event.shifts if shift in people} if event.kind in SHIFTS else set()
