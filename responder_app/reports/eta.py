"""How long a caller will wait, from what the agency's own calls took, never a number made up.

Basis: calls of the last four weeks that a crew reached, by request (`received_at`) to arrival (the first *on scene*
that stands). First those of the same hours of the day and the same priority; where they are too few, all hours; then
all priorities. Median and 90th percentile are the range. While more calls wait than units are free, the range begins no
earlier than the queue allows: the units on duty come free as fast as calls took lately, and then they are on the way.
"""

import math
from dataclasses import dataclass
from datetime import datetime, timedelta
from statistics import median
from zoneinfo import ZoneInfo

from ..models import Correction, StatusReport
from ..words import DispatchOwner, UnitStatus

WEEKS = 4
FEWEST = 10  # calls that a figure stands on
BAND = 6  # hours
FIELDS = (
    "assignment__incident",
    "assignment__incident__received_at",
    "assignment__incident__priority",
    "assignment__made_at",
    "assignment__cleared_at",
)


@dataclass(frozen=True, slots=True)
class Trip:
    """One call that a crew reached, in minutes: request to arrival, the way there, and the whole time away."""

    hour: int
    priority: int
    wait: float
    way: float
    away: float | None


@dataclass(frozen=True, slots=True)
class Eta:
    """`low` and `high` are minutes, None where nothing can be told; `basis` says what they stand on, or why there are
    none: `same`, `all_hours`, `all_priorities`, `too_few` or `nobody`."""

    low: int | None
    high: int | None
    basis: str
    calls: int
    ahead: int
    free: int
    on_duty: int

    @property
    def said(self) -> str:
        """45–70 min, or from two hours on 2 h 30–3 h 10."""
        if self.high <= 120:
            return f"{self.low}–{self.high} min"
        return f"{_hours(self.low)}–{_hours(self.high)}"


def _hours(minutes: int) -> str:
    return f"{minutes // 60} h {minutes % 60:02}"


def trips(incidents, now: datetime, zone: str) -> list[Trip]:
    """What calls took lately; `incidents` from access. One query and one for the corrections of their reports."""
    since = now - timedelta(weeks=WEEKS)
    recent = incidents.counted().filter(received_at__gte=since).exclude(dispatch_owner=DispatchOwner.RESPONDER)
    reports = StatusReport.objects.filter(status=UnitStatus.ON_SCENE, assignment__incident__in=recent)
    put_right = _put_right(reports)
    first: dict = {}
    for pk, occurred_at, call, *told in reports.values_list("pk", "occurred_at", *FIELDS):
        at = put_right.get(pk, occurred_at)
        if at and at >= told[0] and (call not in first or at < first[call][0]):
            first[call] = (at, *told)
    return [_trip(*told, ZoneInfo(zone)) for told in first.values()]


def _put_right(reports) -> dict:
    """When the corrected ones happened by what stands; None: they did not."""
    rows = Correction.objects.filter(report__in=reports).order_by("occurred_at", "pk")
    return dict(rows.values_list("report", "time"))


def eta(trips: list[Trip], priority: int, now: datetime, zone: str, *, ahead: int, free: int, on_duty: int) -> Eta:
    """`ahead`: calls that go first; `free` and `on_duty`: units."""
    told = {"ahead": ahead, "free": free, "on_duty": on_duty}
    if not on_duty:
        return Eta(None, None, "nobody", 0, **told)
    basis, known = _basis(trips, priority, now.astimezone(ZoneInfo(zone)).hour)
    if not known:
        return Eta(None, None, "too_few", len(trips), **told)
    low, high = _range([trip.wait for trip in known])
    turns = ahead + 1 - free
    away = [trip.away for trip in known if trip.away is not None]
    if turns > 0 and away:
        until_free = turns * median(away) / on_duty
        near, far = _range([trip.way for trip in known])
        low, high = max(low, until_free + near), max(high, until_free + far)
    rounded = 5 * math.floor(low / 5)
    return Eta(rounded, max(rounded + 5, 5 * math.ceil(high / 5)), basis, len(known), **told)


def _basis(trips: list[Trip], priority: int, hour: int) -> tuple[str, list[Trip]]:
    alike = [trip for trip in trips if trip.priority == priority]
    steps = (
        ("same", [trip for trip in alike if trip.hour // BAND == hour // BAND]),
        ("all_hours", alike),
        ("all_priorities", trips),
    )
    return next(((basis, found) for basis, found in steps if len(found) >= FEWEST), ("too_few", []))


def _range(minutes: list[float]) -> tuple[float, float]:
    """Median and 90th percentile (nearest rank)."""
    ordered = sorted(minutes)
    return median(ordered), ordered[math.ceil(0.9 * len(ordered)) - 1]


def _trip(at: datetime, received: datetime, priority: int, made: datetime, cleared, zone: ZoneInfo) -> Trip:
    return Trip(
        hour=received.astimezone(zone).hour,
        priority=priority,
        wait=_minutes(at - received),
        way=max(0, _minutes(at - made)),
        away=_minutes(cleared - made) if cleared else None,
    )


def _minutes(span: timedelta) -> float:
    return span.total_seconds() / 60
