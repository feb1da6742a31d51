"""Somebody is taken somewhere."""

from django.utils.translation import gettext as _

from ..log import Refused, action
from ..models import Event, ListEntry, Transport
from ..words import CodeList, Role, TransportBy
from .assignments import line_of


@action(Role.RESPONDER)
def record_transport(*, assignment, by_whom, destination, place="", people=1, by, id, occurred_at, **measured) -> Event:
    """File who took how many people to what kind of place; several to a call, and on a closed one too.

    `measured`: any of Transport's miles_at_start, miles_at_end (of the vehicle's clock), left_at and arrived_at;
    None is not known. Raises Refused for an unknown kind of place, for nobody taken, and where the end comes
    before the start.
    """
    listed = ListEntry.objects.filter(agency_id=by.agency_id, list=CodeList.DESTINATIONS)
    if not listed.filter(code=destination).exists():
        raise Refused(_("Choose from the list what kind of place it was."))
    if people < 1:
        raise Refused(_("Say how many people were taken: one at least."))
    _check(**measured)
    Transport.objects.create(
        id=id,
        agency_id=by.agency_id,
        assignment=assignment,
        by_whom=TransportBy(by_whom),
        destination=destination,
        place=place,
        people=people,
        by=by,
        occurred_at=occurred_at,
        **measured,
    )
    return line_of("transport.recorded", assignment, by_whom=str(by_whom), destination=destination, people=people)


def _check(*, miles_at_start=None, miles_at_end=None, left_at=None, arrived_at=None) -> None:
    if None not in (miles_at_start, miles_at_end) and miles_at_end < miles_at_start:
        raise Refused(_("The miles at the end are fewer than at the start. Look at both once more."))
    if left_at and arrived_at and arrived_at < left_at:
        raise Refused(_("The arrival is before the start. Look at both times once more."))
