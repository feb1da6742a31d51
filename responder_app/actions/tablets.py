"""How tablets are connected. No line of the log: one row for each device, overwritten."""

import functools
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from .. import access, moves
from ..log import NotYours, Refused
from ..models import Shift, Tablet
from ..words import Role


@dataclass(frozen=True, slots=True)
class Heard:
    """What the server knows of one device's live line; `open_since` is None when it is closed."""

    device: UUID
    person_id: int
    at: datetime
    open_since: datetime | None


@transaction.atomic
def report_health(*, device, unsent, oldest_unsent_at, by, at) -> Tablet:
    """What the person's tablet says of itself; `at` and all ages are by the server's clock.

    Raises NotYours for who is no responder and for another agency's device, Refused off duty.
    """
    if by.role != Role.RESPONDER:
        raise NotYours(f"A {by.role} cannot do this.")
    found = access.running_shift_of(by)
    shift = found and Shift.objects.select_for_update().filter(pk=found.pk, ended_at=None).first()
    if shift is None:
        raise Refused(_("You are on no unit, so nobody asks how your tablet is."))
    known = Tablet.objects.select_for_update().filter(pk=device).first()
    if known and known.agency_id != by.agency_id:
        raise NotYours("That device is another agency's.")
    tablet = known or Tablet(pk=device, agency_id=by.agency_id)
    if tablet.person_id != by.pk:
        tablet.open_since = None  # that was somebody else's line
    before = (tablet.person_id, tablet.unit_id, tablet.unsent, tablet.oldest_unsent_at)
    tablet.person, tablet.unit_id, tablet.heard_at = by, shift.unit_id, at
    tablet.unsent = unsent
    tablet.oldest_unsent_at = min(oldest_unsent_at or at, at) if unsent else None
    tablet.save()
    if before != (tablet.person_id, tablet.unit_id, tablet.unsent, tablet.oldest_unsent_at):
        _moved(by.agency_id)
    return tablet


@transaction.atomic
def hear(*, lines: Iterable[Heard]) -> set[UUID]:
    """Note what was heard on live lines, all in two queries; those devices that are on file."""
    told = {line.device: line for line in lines}
    tablets = list(Tablet.objects.select_for_update().filter(pk__in=told))
    tablets = [tablet for tablet in tablets if tablet.person_id == told[tablet.pk].person_id]
    changed = {tablet.agency_id for tablet in tablets if bool(tablet.open_since) != bool(told[tablet.pk].open_since)}
    for tablet in tablets:
        line = told[tablet.pk]
        tablet.heard_at, tablet.open_since = max(tablet.heard_at, line.at), line.open_since
    Tablet.objects.bulk_update(tablets, ["heard_at", "open_since"])
    for agency_id in changed:
        _moved(agency_id)
    return {tablet.pk for tablet in tablets}


def close_lines() -> int:
    """The server begins: no line is open that it has not opened itself."""
    return Tablet.objects.exclude(open_since=None).update(open_since=None)


def _moved(agency_id: int) -> None:
    transaction.on_commit(functools.partial(moves.nudge, agency_id), robust=True)
