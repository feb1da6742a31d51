"""The agency's units as one request sees them."""

from django.utils import timezone

from .. import access
from ..reports import board
from ..reports.proposals import Ranking


def units(user) -> list:
    """Read once for each request, however many parts of a page ask."""
    if not hasattr(user, "_fleet"):
        user._fleet = board.units(access.units_for(user))
    return user._fleet


def ranking(user, incidents) -> Ranking:
    """Of them for these calls."""
    rows = {"rows": access.hours_for(user), "areas": access.service_areas_for(user), "agency": access.agency_of(user)}
    return Ranking(units(user), incidents, **rows, now=timezone.now())
