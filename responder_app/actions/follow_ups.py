"""What is to be done later: planned, taken over, done or given up."""

from django.utils.translation import gettext as _

from ..log import Refused, action, record
from ..models import Event, FollowUp, Shift
from ..words import Role

# Who rings and visits afterwards: crews, the clinician in the room and the hotline.
OWNERS = (Role.RESPONDER, Role.CLINICIAN, Role.HOTLINE)


@action(*OWNERS)
def plan_follow_up(*, incident, what, due_at, owner=None, by, id, occurred_at) -> Event:
    """Something is due at `due_at`; without an `owner` it is anybody's. A fact, so filed on a closed call too.

    Raises Refused if nothing is said, or the owner is none of OWNERS.
    """
    if not what.strip():
        raise Refused(_("Say what is to be done."))
    if owner is not None and owner.role not in OWNERS:
        raise Refused(_("Only a responder, the clinician in the 911 room or the hotline can have a follow-up."))
    follow_up = plan(incident=incident, what=what, due_at=due_at, owner=owner, by=by, id=id, at=occurred_at)
    return _line("follow_up.planned", follow_up)


def plan(*, incident, what, due_at, owner, by, id, at) -> FollowUp:
    """The row, as part of whatever action plans it."""
    told = {"what": what, "due_at": due_at, "owner": owner, "planned_by": by, "planned_at": at}
    return FollowUp.objects.create(id=id, agency_id=by.agency_id, incident=incident, **told)


@action(*OWNERS)
def take_follow_up(*, follow_up, by, id, occurred_at) -> Event:
    """It is the taker's from now on, whoever had it. Raises Refused where it is done, or is theirs already."""
    _must_be_due(follow_up)
    if follow_up.owner_id == by.pk:
        raise Refused(_("This follow-up is yours already."))
    before = follow_up.owner_id
    follow_up.owner = by
    follow_up.save(update_fields=["owner"])
    return _line("follow_up.taken", follow_up, before=before)


@action(*OWNERS)
def finish_follow_up(*, follow_up, outcome, by, id, occurred_at) -> Event:
    """It is done; `outcome` says how it went. Raises Refused where that is not said, or it is done already."""
    return _end(follow_up, outcome, _("Say how it went."), by=by, at=occurred_at, given_up=False)


@action(*OWNERS)
def give_up_follow_up(*, follow_up, outcome, by, id, occurred_at) -> Event:
    """Nobody does it any more; `outcome` says why. Raises Refused where that is not said, or it is done already."""
    return _end(follow_up, outcome, _("Say why it is given up."), by=by, at=occurred_at, given_up=True)


def _end(follow_up, outcome, complaint, *, by, at, given_up) -> Event:
    if not outcome.strip():
        raise Refused(complaint)
    _must_be_due(follow_up)
    follow_up.done_by, follow_up.done_at, follow_up.given_up, follow_up.outcome = by, at, given_up, outcome
    follow_up.save(update_fields=["done_by", "done_at", "given_up", "outcome"])
    return _line("follow_up.done", follow_up, given_up=given_up)


def _must_be_due(follow_up) -> None:
    follow_up.refresh_from_db()
    if follow_up.done_at is None:
        return
    said = _("{person} gave this follow-up up.") if follow_up.given_up else _("{person} has done this follow-up.")
    raise Refused(said.format(person=follow_up.done_by))


def _line(kind: str, follow_up, *, before=None, **details) -> Event:
    """Those whose it is or was are told, whatever call they are on; the row names them, the line does not."""
    people = {person for person in (follow_up.owner_id, follow_up.planned_by_id, before) if person}
    shifts = Shift.objects.running().filter(person__in=people).values_list("pk", flat=True)
    return record(kind, incident=follow_up.incident, shifts=shifts, follow_up=str(follow_up.pk), **details)
