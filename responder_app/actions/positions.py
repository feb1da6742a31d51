"""Where units are. Not a line of the log: one row for each unit, overwritten."""

import functools

from django.db import transaction
from django.utils.translation import gettext as _

from .. import access, moves
from ..log import NotYours, Refused
from ..models import Shift, UnitPosition
from ..words import Role
from .practice_ground import refuse_at_practice


@transaction.atomic
def report_position(*, latitude, longitude, accuracy=None, by, at) -> bool:
    """Where the person's unit is; False where a later place is known already, which stands.

    Raises NotYours for who is no responder, Refused off duty: nobody's place is taken who is not at work.
    """
    if by.role != Role.RESPONDER:
        raise NotYours(f"A {by.role} cannot do this.")
    refuse_at_practice(by, _("In training no position is taken."))
    found = access.running_shift_of(by)
    shift = found and Shift.objects.select_for_update().filter(pk=found.pk, ended_at=None).first()
    if shift is None or at < shift.started_at:
        raise Refused(_("You are on no unit, so your position is not taken."))
    place = {"latitude": latitude, "longitude": longitude, "accuracy": accuracy, "at": at, "by": by}
    known = UnitPosition.objects.select_for_update().filter(unit=shift.unit_id).first()
    if known and known.at >= at:
        return False
    UnitPosition.objects.update_or_create(unit_id=shift.unit_id, defaults={"agency_id": by.agency_id, **place})
    transaction.on_commit(functools.partial(moves.nudge, by.agency_id), robust=True)
    return True
