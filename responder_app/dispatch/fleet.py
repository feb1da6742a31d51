"""The agency's units as one request sees them."""

from django.utils import timezone

from .. import access
from ..reports import board, crews, tablets
from ..reports.proposals import Ranking
from . import shared


def units(user) -> list:
    """Read once for all desks that ask at the same time, however many parts of a page do."""
    return shared.read(user, "fleet", lambda: _units(user), moves=True)


def _units(user) -> list:
    now, found = timezone.now(), board.units(access.units_for(user))
    for unit in found:
        unit.agency = access.agency_of(user)  # the same for all, read once
        unit.health, unit.short = tablets.health_of(unit, now), crews.short_of(unit)
    return found


def ranking(user, incidents) -> Ranking:
    """Of them for these calls."""
    rows = {"rows": access.hours_for(user), "areas": access.service_areas_for(user), "agency": access.agency_of(user)}
    return Ranking(units(user), incidents, **rows, now=timezone.now())
