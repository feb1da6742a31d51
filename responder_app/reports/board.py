"""What the desk sees at a glance, each part for itself, in as many queries for a thousand calls as for ten.

Every function takes what the reader may see (from access) and returns a list. Times are aware, durations seconds.
"""

import re
from dataclasses import dataclass
from datetime import datetime

from django.db.models import OuterRef, Prefetch, Subquery, prefetch_related_objects
from django.db.models.fields.json import KT

from ..models import (
    Assignment,
    BackupRequest,
    CallerContact,
    Incident,
    OutOfService,
    SceneRecord,
    Shift,
    Support,
    Tablet,
)
from ..words import GoodFit, UnitStatus
from . import hold_queue

# The way of a call to its crew: the assignment's field, and the word for it.
DELIVERY = (("sent_at", "sent"), ("on_tablet_at", "on the tablet"), ("seen_at", "seen"), ("accepted_at", "accepted"))


FITS = {fit.value: fit.english for fit in GoodFit}


@dataclass(frozen=True, slots=True)
class Step:
    """One step of the way to the crew; `seconds` since the assignment was made, None while it has not happened."""

    word: str
    seconds: int | None


@dataclass(frozen=True, slots=True)
class UnderWay:
    assignment: Assignment
    steps: list[Step]
    overdue: bool


def in_no_hands(incidents) -> list[Incident]:
    """Open calls that no crew has: they wait, or are in the hold queue. `returned` are the assignments that came back,
    `going` who else is on the way; `contacts` with the caller, of those in the queue alone."""
    came_back = Assignment.objects.exclude(declined_at=None, withdrawn_at=None)
    came_back = came_back.select_related("unit", "replaced_by__incident").order_by("made_at")
    going = Prefetch("supports", Support.objects.going(), to_attr="going")
    found = incidents.waiting().select_related("call_type", "held_for").order_by("received_at")
    found = list(found.prefetch_related(Prefetch("assignments", came_back, to_attr="returned"), going))
    rung = Prefetch("caller_contacts", CallerContact.objects.select_related("by"), to_attr="contacts")
    prefetch_related_objects([call for call in found if hold_queue.is_asked_for(call)], rung)
    return found


def waiting(calls: list[Incident]) -> list[Incident]:
    """Those of in_no_hands that are not in the hold queue, by priority and then age."""
    return sorted((call for call in calls if not hold_queue.is_asked_for(call)), key=lambda call: call.priority)


def under_way(assignments, now: datetime) -> list[UnderWay]:
    """Units on a call: those nobody accepted in time first, then by age."""
    found = assignments.open().select_related("unit", "incident__call_type").order_by("made_at")
    found = found.prefetch_related(
        Prefetch("backup_requests", BackupRequest.objects.open(), to_attr="asking"),
        Prefetch("incident__supports", Support.objects.going(), to_attr="going"),
    )
    rows = [UnderWay(assignment, steps_of(assignment), is_overdue(assignment, now)) for assignment in found]
    return sorted(rows, key=lambda row: not row.overdue)


def _as_counted(call_sign: str) -> list:
    """R2 stands before R10."""
    return [(int(part), "") if part.isdecimal() else (0, part) for part in re.split(r"(\d+)", call_sign)]


def on_call(assignments, now: datetime) -> list[UnderWay]:
    """Every assignment of one call, also those that are over, in the order in which they were made; `fit` is what its
    crew says of the call, in words."""
    moved = ("replaced_by__unit", "replaced_by__incident")
    found = assignments.select_related("unit", "incident", "encounter", *moved).order_by("made_at").annotate(fit=_fit())
    found = list(found)
    for assignment in found:
        assignment.fit = FITS.get(assignment.fit, "")
    return [UnderWay(assignment, steps_of(assignment), is_overdue(assignment, now)) for assignment in found]


def _fit() -> Subquery:
    """The answer in the on-scene form that stands: the last by the crew's clock."""
    kept = SceneRecord.objects.filter(assignment=OuterRef("pk")).order_by("-occurred_at", "-pk")
    return Subquery(kept.values(code=KT("answers__good_fit"))[:1])


def aboard(units) -> dict[int, list[Shift]]:
    """The crews of units on duty, with their tablets, by the unit's id."""
    found = {}
    shifts = Shift.objects.running().filter(unit__in=units.order_by().values("pk")).select_related("person")
    devices = Prefetch("person__tablets", Tablet.objects.all(), to_attr="devices")
    for shift in shifts.prefetch_related(devices).order_by("started_at"):
        found.setdefault(shift.unit_id, []).append(shift)
    return found


def units(units, crews: dict[int, list[Shift]] | None = None) -> list:
    """Units on duty with their crews (`aboard`; `crews`: who that is, where it is known), their call (`out_on`), the
    calls kept for them (`stack`, the next one first) and why they take none (`out`), then those off duty."""
    out_on = Assignment.objects.open().select_related("incident__call_type", "check_in")
    kept = Incident.objects.waiting().select_related("call_type").order_by("held_at", "number")
    found = (
        why_out(units)
        .select_related("position")
        .prefetch_related(
            Prefetch("assignments", out_on, to_attr="out_on"),
            Prefetch("held", kept, to_attr="stack"),
        )
    )
    crews = aboard(units) if crews is None else crews
    for unit in found:
        unit.aboard = crews.get(unit.pk, [])
    return sorted(found, key=lambda unit: (unit.status == UnitStatus.OFF_DUTY, _as_counted(unit.call_sign)))


def why_out(units):
    """With the running time out of service of each in `out`, a list of one or none."""
    return units.prefetch_related(Prefetch("times_out", OutOfService.objects.running(), to_attr="out"))


def paperwork(assignments) -> list[Assignment]:
    """Crews clear of a call whose outcome is not written, the longest owed first."""
    found = assignments.unfinished().exclude(cleared_at=None).order_by("cleared_at")
    return list(found.select_related("unit", "incident"))


def letters(letters) -> list:
    """What a tablet sent and the server refused: still with its author, or handed to the desk with its text."""
    return list(letters.pending().select_related("unit", "author").order_by("occurred_at"))


def steps_of(assignment: Assignment) -> list[Step]:
    """The delivery chain. A tablet's clock may run behind ours: no step took less than no time."""
    steps = []
    for field, word in DELIVERY:
        at = getattr(assignment, field)
        steps.append(Step(word, max(0, round((at - assignment.made_at).total_seconds())) if at else None))
    return steps


def is_overdue(assignment: Assignment, now: datetime) -> bool:
    """Nobody accepted in time, whether or not the timer has said so already."""
    if assignment.accepted_at or assignment.cleared_at:
        return False
    return assignment.overdue_at is not None or assignment.accept_by <= now
