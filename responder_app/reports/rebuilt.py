"""The board rebuilt from the log alone, beside the board as it is shown: where they disagree, one of them lies.

Every line keeps what stands since then in the rows of the board that its action changed (docs/events.md). Read in
order they are the whole board; its lists and its counts are worked out here from that, not asked of the tables.
"""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import datetime

from ..models import Assignment, Incident, Unit
from . import board, hold_queue

WAITING, IN_THE_QUEUE, UNDER_WAY, PAPERWORK, ENDED = "waiting", "hold queue", "under way", "paperwork", "ended"


@dataclass(frozen=True, slots=True)
class UnitNow:
    """`call`: the number of the one that it is out on; `kept`: those of its stack, the next one first."""

    status: str
    since: str
    call: int | None = None
    does: str | None = None
    does_since: str | None = None
    kept: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class CallNow:
    """`lists`: where a dispatcher finds it; `units` are out on it. How it ended is empty while it is open."""

    lists: tuple[str, ...]
    units: tuple[str, ...]
    priority: int
    eligible: bool
    waits_since: str | None
    decide_by: str | None
    ended_at: str | None
    ending: str
    reason: str
    instead: str


@dataclass(slots=True)
class Board:
    """By call sign and by number."""

    units: dict[str, UnitNow] = field(default_factory=dict)
    calls: dict[int, CallNow] = field(default_factory=dict)


class Reading:
    """The lines of one agency's log, folded in their order."""

    def __init__(self):
        self.first, self.last, self.count = None, 0, 0
        self._rows = {"unit": {}, "incident": {}, "assignment": {}}

    def read(self, events) -> int:
        """Fold what comes next in `events`, a queryset of the agency's lines, and say how many that were."""
        before = self.count
        for line in events.filter(seq__gt=self.last).order_by("seq").values("seq", "stands").iterator():
            self.first = self.first or line["seq"]
            self.last, self.count = line["seq"], self.count + 1
            for table, rows in line["stands"].items():
                self._rows[table].update(rows)
        return self.count - before

    def row(self, row) -> dict | None:
        """What stands of it (models.standing.of), by the last line that told of it."""
        return self._rows[type(row).__name__.lower()].get(str(row.pk))

    def missing(self, head: int) -> int:
        """How many lines are not there, of those from the first to number `head`."""
        return max(head, self.last) - (self.first or 1) + 1 - self.count

    def board(self) -> Board:
        units, calls, sent = (_there(self._rows[table]) for table in ("unit", "incident", "assignment"))
        sign_of = defaultdict(lambda: "?", {key: unit["call_sign"] for key, unit in units.items()})
        owed = defaultdict(list)
        for one in sent.values():
            if one["closed_at"] is None and one["declined_at"] is None and one["withdrawn_at"] is None:
                owed[one["incident"]].append(one)
        out = [one for one in sent.values() if one["cleared_at"] is None]
        stacks = _stacks(calls, owed)
        return Board(
            {unit["call_sign"]: _unit(key, unit, calls, out, stacks) for key, unit in units.items()},
            {call["number"]: _call(key, call, owed[key], out, sign_of) for key, call in calls.items()},
        )


def _there(rows: dict) -> dict:
    return {key: row for key, row in rows.items() if row is not None}


def _stacks(calls: dict, owed: dict) -> dict[str, list]:
    kept = [
        (call["held_at"], call["number"], call["held_for"]) for key, call in calls.items() if _waits(call, owed[key])
    ]
    stacks = defaultdict(list)
    for _at, number, unit in sorted(row for row in kept if row[2]):
        stacks[str(unit)].append(number)
    return stacks


def _waits(call: dict, owed: list) -> bool:
    return call["closed_at"] is None and not owed


def _unit(key: str, unit: dict, calls: dict, out: list, stacks: dict) -> UnitNow:
    on = next((one for one in out if str(one["unit"]) == key), None)
    now = {"status": unit["status"], "since": unit["status_since"], "kept": tuple(stacks[key])}
    if on is None:
        return UnitNow(**now)
    return UnitNow(
        **now, call=calls.get(on["incident"], {}).get("number"), does=on["status"], does_since=on["status_at"]
    )


def _call(key: str, call: dict, owed: list, out: list, sign_of: dict) -> CallNow:
    units = tuple(sorted(sign_of[str(one["unit"])] for one in out if one["incident"] == key))
    return CallNow(
        lists=_lists(call, owed, units),
        units=units,
        priority=call["priority"],
        eligible=call["eligible"],
        waits_since=call["wait_from"],
        decide_by=call["decide_by"],
        ended_at=call["closed_at"],
        ending=call["ending"],
        reason=call["unserved_reason"],
        instead=call["sent_instead"],
    )


def _lists(call: dict, owed: list, units: tuple) -> tuple[str, ...]:
    found = {UNDER_WAY} if units else set()
    if any(one["cleared_at"] for one in owed):
        found.add(PAPERWORK)
    if call["closed_at"]:
        found.add(ENDED)
    elif not owed:
        asked_for = call["wait_from"] or (call["will_wait"] is False and call["decision_asked_at"])
        found.add(IN_THE_QUEUE if asked_for else WAITING)
    return tuple(sorted(found))


# The board as it is shown ----------------------------------------------------------------------------


def shown(agency_id: int, now: datetime) -> Board:
    """The same, asked of the board's own lists."""
    calls, sent = (table.objects.filter(agency_id=agency_id) for table in (Incident, Assignment))
    lists, units = defaultdict(set), defaultdict(list)
    for row in board.under_way(sent, now):
        units[row.assignment.incident_id].append(row.assignment.unit.call_sign)
    without = board.in_no_hands(calls)
    for name, found in {
        UNDER_WAY: units,
        PAPERWORK: [one.incident_id for one in board.paperwork(sent)],
        WAITING: [call.pk for call in board.waiting(without)],
        IN_THE_QUEUE: [row.call.pk for row in hold_queue.rows(without, now)],
        ENDED: calls.closed().values_list("pk", flat=True),
    }.items():
        for call in found:
            lists[call].add(name)
    rows = board.units(Unit.objects.filter(agency_id=agency_id))
    return Board(
        {unit.call_sign: _shown_unit(unit) for unit in rows},
        {call.number: _shown_call(call, sorted(lists[call.pk]), sorted(units[call.pk])) for call in calls.iterator()},
    )


def _shown_unit(unit) -> UnitNow:
    now = {"status": unit.status, "since": _time(unit.status_since), "kept": tuple(one.number for one in unit.stack)}
    if not unit.out_on:
        return UnitNow(**now)
    (on,) = unit.out_on
    return UnitNow(**now, call=on.incident.number, does=on.status, does_since=_time(on.status_at))


def _shown_call(call, lists: list, units: list) -> CallNow:
    how = {"ending": call.ending, "reason": call.unserved_reason, "instead": call.sent_instead}
    times = {"waits_since": call.wait_from, "decide_by": call.decide_by, "ended_at": call.closed_at}
    times = {name: _time(at) for name, at in times.items()}
    return CallNow(tuple(lists), tuple(units), call.priority, call.eligible, **times, **how)


def _time(at: datetime | None) -> str | None:
    return at.isoformat() if at else None
