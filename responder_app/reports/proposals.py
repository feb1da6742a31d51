"""Which units could go to a call, the nearest suitable one first, each with why. Nobody is left out, nobody is sent.

Distances are straight lines in metres: there is no street map here. Times are aware, by the server's clock.
"""

import math
from dataclasses import dataclass
from datetime import datetime, timedelta

from ..models import Agency, Assignment, Hours, Incident, ListEntry, ServiceArea
from ..words import WITH_SOMEBODY, UnitStatus
from . import coverage, hours
from .abilities import Abilities, entries_of
from .crews import short_of
from .places import Point, points_of

OLD_PLACE = timedelta(minutes=5)
ENDS_SOON = timedelta(minutes=30)
MILE = 1609.344
EARTH = 6_371_000
KEPT = "the call is kept for it"


@dataclass(frozen=True, slots=True)
class Proposal:
    """`rank`: 0 suitable, 1 free but not quite, 2 on a less urgent call, 3 that with somebody in its care, 4 on a call
    as urgent, 5 takes no calls, 6 off duty. `why` speaks for it, `against` says what is lacking: a few words each.
    """

    unit: object
    rank: int
    metres: float | None
    why: list[str]
    against: list[str]
    skills: list[str]
    busy_with: Assignment | None

    @property
    def is_free(self) -> bool:
        return self.rank <= 1

    @property
    def may_be_taken(self) -> bool:
        return self.busy_with is not None and self.rank in {2, 3, 4}


@dataclass(frozen=True, slots=True)
class Program:
    """What an agency has set that tells who could go. `areas` with their units; `entries`: of abilities.entries_of."""

    agency: Agency
    hours: list[Hours]
    areas: list[ServiceArea]
    entries: list[ListEntry]


def program_of(agency, hours, areas, lists) -> Program:
    return Program(agency, list(hours), list(areas.prefetch_related("units")), entries_of(lists))


class Ranking:
    """Of the units for these calls. `units`: reports.board.units; `program`: what their agency has set."""

    def __init__(self, units, incidents, program: Program, *, now: datetime):
        self._now, self._points = now, points_of(incidents)
        self._units = list(units)
        self._outside = coverage.outside(program.areas, self._points)
        self._today = hours.of_units(program.hours, self._units, now, program.agency.time_zone)
        self._able = Abilities(program.entries, self._units)
        self._short = {unit.pk: [*short_of(unit), *self._hours_said(unit)] for unit in self._units}
        self._free = [unit for unit in self._units if _is_free(unit)]

    def of(self, incident: Incident) -> list[Proposal]:
        """Every unit, the best first."""
        found = [self._propose(unit, incident) for unit in self._units]
        return sorted(found, key=lambda one: self._order(one.unit, incident, one.rank))

    def best(self, incident: Incident) -> Proposal | None:
        """The first that is free; None where none is."""
        found = min(
            self._free, key=lambda unit: self._order(unit, incident, self._lacking(unit, incident)), default=None
        )
        return found and self._propose(found, incident)

    def _order(self, unit, incident, rank: int) -> tuple:
        metres = metres_between(unit, self._points.get(incident.pk))
        far = math.inf if metres is None else metres
        return (rank, unit.pk != incident.held_for_id, far, unit.status_since, unit.call_sign)

    def _lacking(self, unit, incident) -> bool:
        deaf = self._is_deaf_to(unit, self._able.wanted_by(incident))
        return deaf or bool(self._short[unit.pk]) or (unit.pk, incident.pk) in self._outside

    def _is_deaf_to(self, unit, wanted: str) -> bool:
        return bool(wanted) and not self._able.speaks(unit, wanted)

    def _propose(self, unit, incident) -> Proposal:
        busy = unit.out_on[0] if unit.out_on else None
        lacking, metres = self._lacks(unit, incident), metres_between(unit, self._points.get(incident.pk))
        return Proposal(
            unit=unit,
            rank=_rank(unit, busy, incident, lacks=bool(lacking)),
            metres=metres,
            why=self._speaks_for(unit, incident, metres),
            against=[*_taken_said(unit, busy, incident), *lacking, *_place_said(unit, self._now)],
            skills=self._able.skills_of(unit),
            busy_with=busy,
        )

    def _speaks_for(self, unit, incident, metres) -> list[str]:
        said = [] if metres is None else [miles(metres)]
        wanted = self._able.wanted_by(incident)
        if wanted and self._able.speaks(unit, wanted):
            said.append(f"{self._able.language(wanted)} aboard")
        return [*said, KEPT] if incident.held_for_id == unit.pk else said

    def _lacks(self, unit, incident) -> list[str]:
        if not unit.aboard:
            return []
        wanted = self._able.wanted_by(incident)
        said = [f"nobody speaks {self._able.language(wanted)}"] if self._is_deaf_to(unit, wanted) else []
        if (unit.pk, incident.pk) in self._outside:
            said.append("out of its area")
        return [*said, *self._short[unit.pk]]

    def _hours_said(self, unit) -> list[str]:
        if not unit.aboard:
            return []
        today = self._today[unit.pk]
        if today.always:
            return []
        if not today.is_open:
            return ["out of its hours"]
        ends = min((closes for opens, closes in today.spans if opens <= self._now < closes), default=None)
        left = ends - self._now if ends else ENDS_SOON
        return [f"its hours end in {left.seconds // 60} min"] if left < ENDS_SOON else []


def metres_between(unit, point: Point | None) -> float | None:
    """On a sphere, right to a percent; None where either place is not known."""
    place = getattr(unit, "position", None)
    if place is None or not unit.aboard or point is None:
        return None
    latitude, longitude = point
    north = math.radians(place.latitude - latitude)
    east = math.radians(place.longitude - longitude) * math.cos(math.radians((place.latitude + latitude) / 2))
    return math.hypot(north, east) * EARTH


def miles(metres: float) -> str:
    """As it is said on the radio: 0.4 mi, 12 mi."""
    number = metres / MILE
    return f"{number:.1f} mi" if number < 10 else f"{number:.0f} mi"


def _is_free(unit) -> bool:
    return bool(unit.aboard) and not unit.out_on and not unit.out and unit.status != UnitStatus.OFF_DUTY


def _rank(unit, busy, incident, *, lacks: bool) -> int:
    if not unit.aboard or (unit.status == UnitStatus.OFF_DUTY and not busy):
        return 6
    if busy is None:
        return 5 if unit.out else int(lacks)
    if busy.incident_id == incident.pk or incident.priority >= busy.incident.priority:
        return 4
    return 3 if busy.status in WITH_SOMEBODY else 2


def _place_said(unit, now: datetime) -> list[str]:
    if not unit.aboard:
        return []
    place = getattr(unit, "position", None)
    if place is None:
        return ["place not known"]
    old = now - place.at
    return [f"its place is {int(old.total_seconds() // 60)} min old"] if old > OLD_PLACE else []


def _taken_said(unit, busy, incident) -> list[str]:
    if busy is not None:
        if busy.incident_id == incident.pk:
            return ["on this call"]
        status = unit.get_status_display().lower()
        return [f"{status} on call {busy.incident}, priority {busy.incident.priority}"]
    if unit.out:
        return [f"out of service: {unit.out[0].get_reason_display().lower()}"]
    return [] if unit.aboard else ["nobody aboard"]
