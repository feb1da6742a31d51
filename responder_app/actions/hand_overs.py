"""Word from one crew to the next on its unit."""

from django.utils.translation import gettext as _

from .. import access
from ..log import Refused, action, record
from ..models import Event, HandOver, Shift
from ..reports import unfinished
from ..words import Role
from .shifts import crew_and


@action(Role.RESPONDER)
def hand_over(*, shift, body, by, id, occurred_at) -> Event:
    """Word to the next crew of the unit, with what its writer has not finished, by kind; `id` becomes the hand-over's.

    Raises Refused for somebody else's shift.
    """
    if shift.person_id != by.pk:
        raise Refused(_("That is somebody else's shift."))
    owed = unfinished.of(
        assignments=access.assignments_for(by),
        follow_ups=access.follow_ups_for(by).filter(owner=by),
        requests=access.backup_requests_for(by),
        held=access.held_calls_for(by),
        until=occurred_at,
    ).counts
    HandOver.objects.create(
        id=id,
        agency_id=by.agency_id,
        unit=shift.unit,
        body=body,
        unfinished=owed,
        by=by,
        occurred_at=occurred_at,
    )
    return record("shift.handed_over", unit=shift.unit, shifts=crew_and(shift), unfinished=owed)


@action(Role.RESPONDER)
def read_hand_over(*, hand_over, by, id, occurred_at) -> Event:
    """A crew has read what was left to it; the first reader stands. Raises Refused for whoever never was aboard."""
    aboard = Shift.objects.filter(unit=hand_over.unit_id, person=by).order_by("-started_at").first()
    if aboard is None:
        raise Refused(_("That hand-over is for the crew of {unit}.").format(unit=hand_over.unit))
    hand_over.refresh_from_db()
    if hand_over.read_at is None:
        hand_over.read_by, hand_over.read_at = by, occurred_at
        hand_over.save(update_fields=["read_by", "read_at"])
    return record("shift.read", unit=hand_over.unit, shifts=crew_and(aboard))
