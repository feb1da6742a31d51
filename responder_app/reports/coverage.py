"""Whether any unit works at that hour, in that place: out of hours and out of area decide themselves.

Hours decide, not who is signed on: that no unit is free is another reason.
"""

from datetime import datetime

from ..models import Hours, ServiceArea, Unit
from ..words import Coverage, UnservedReason
from . import hours, shapes

REASONS = {Coverage.OUT_OF_HOURS: UnservedReason.OUT_OF_HOURS, Coverage.OUT_OF_AREA: UnservedReason.OUT_OF_AREA}


def at_place(agency_id: int, latitude, longitude, at: datetime) -> Coverage:
    """Of a call from that place (degrees, or None twice: not known) at that time."""
    rows = list(Hours.objects.filter(agency_id=agency_id).select_related("agency"))
    areas = list(ServiceArea.objects.filter(agency_id=agency_id).prefetch_related("units"))
    if not rows and not areas:
        return Coverage.COVERED
    units = list(Unit.objects.filter(agency_id=agency_id))
    return decide(working(rows, units, at), areas, latitude, longitude)


def working(rows: list, units: list, at: datetime) -> dict[int | None, bool]:
    """By their hours, for each unit; None stands for the program, where it has no units yet."""
    zone = rows[0].agency.time_zone if rows else "UTC"
    if not units:
        return {None: hours.today([row for row in rows if row.unit_id is None], at, zone).is_open}
    return {pk: today.is_open for pk, today in hours.of_units(rows, units, at, zone).items()}


def decide(working: dict, areas: list, latitude, longitude) -> Coverage:
    """`areas` with their units. A unit that none names serves all of them; without areas every place is covered."""
    if not areas or latitude is None or longitude is None:
        if not any(working.values()):
            return Coverage.OUT_OF_HOURS
        return Coverage.UNKNOWN if areas else Coverage.COVERED
    here = {area.pk for area in areas if shapes.contains(area.shape, float(longitude), float(latitude))}
    serving = [unit for unit in working if _areas_of(unit, areas) & here]
    if not serving:
        return Coverage.OUT_OF_AREA
    return Coverage.COVERED if any(working[unit] for unit in serving) else Coverage.OUT_OF_HOURS


def reason_of(incident) -> str:
    """Why an eligible call to which no unit was ever sent gets no team, where its hour or its place says so."""
    reason = REASONS.get(incident.coverage, "") if incident.eligible else ""
    return "" if reason and incident.assignments.exists() else str(reason)


def outside(areas: list, points: dict) -> set[tuple]:
    """Pairs of a unit and a call whose place lies in none of the unit's areas. `areas` with their units, `points`:
    reports.places.points_of. A unit that no area names serves everywhere."""
    here = {
        call: {area.pk for area in areas if shapes.contains(area.shape, longitude, latitude)}
        for call, (latitude, longitude) in points.items()
    }
    bound = {unit.pk for area in areas for unit in area.units.all()}
    return {(unit, call) for unit in bound for call, found in here.items() if not _areas_of(unit, areas) & found}


def _areas_of(unit, areas: list) -> set[int]:
    own = {area.pk for area in areas if unit in {one.pk for one in area.units.all()}}
    return own or {area.pk for area in areas}
