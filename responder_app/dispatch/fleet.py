"""The agency's units as one request sees them."""

from django.utils import timezone

from .. import access
from ..reports import board, crews, tablets
from ..reports.proposals import Ranking, program_of
from . import shared

# The lines that tell of crews, and of what the agency has set.
PEOPLE = ("shift.", "person.", "agency.", "training.")
SETTINGS = ("agency.", "list.", "training.")


def units(user) -> list:
    """Read once for all desks that ask at the same time, however many parts of a page do."""
    return shared.read(user, "fleet", lambda: _units(user), moves=True)


def _units(user) -> list:
    now, found = timezone.now(), board.units(access.units_for(user), _aboard(user))
    for unit in found:
        unit.agency = access.agency_of(user)  # the same for all, read once
        unit.health, unit.short = tablets.health_of(unit, now), crews.short_of(unit)
    return found


def _aboard(user) -> dict:
    """People change seldom, and are half of what there is to read."""
    return shared.read(user, "aboard", lambda: board.aboard(access.units_for(user)), lines=PEOPLE, moves=True)


def ranking(user, incidents) -> Ranking:
    """Of them for these calls."""
    program = shared.read(user, "program", lambda: _program(user), lines=SETTINGS)
    return Ranking(units(user), incidents, program, now=timezone.now())


def _program(user):
    known = access.hours_for(user), access.service_areas_for(user), access.list_entries_for(user)
    return program_of(access.agency_of(user), *known)
