"""A crew takes no calls for a while, says why, and comes back (domain.md 7.1 R3)."""

from django.db.models import Q
from django.utils.translation import gettext as _

from ..log import Refused, action, record
from ..models import Event, OutOfService, Shift
from ..words import OutOfServiceReason, Role, UnitStatus
from .assignments import call_in_hand_of
from .shifts import crew_and
from .standing import show, told_out


@action(Role.RESPONDER)
def go_out_of_service(*, unit, reason, note="", by, id, occurred_at) -> Event:
    """No calls from then on; `id` becomes that of the time out. `reason`: one of words.OutOfServiceReason; OTHER is
    told in `note`.

    A fact: one that comes late, when the unit has done something else since, is filed with its end and changes nothing.
    Raises Refused for whoever was not aboard, without a note where one is needed, on a call, and where the unit is out
    already.
    """
    shift = _shift_of(by, unit, occurred_at)
    if reason == OutOfServiceReason.OTHER and not note.strip():
        raise Refused(_("Say in a few words why."))
    unit.refresh_from_db(fields=["status", "status_since"])
    ended_at = _over_by(unit, occurred_at)
    if ended_at is None:
        _must_be_free(unit)
        show(unit, UnitStatus.OUT_OF_SERVICE, occurred_at)
    OutOfService.objects.create(
        id=id,
        agency_id=by.agency_id,
        unit=unit,
        reason=reason,
        note=note.strip(),
        began_at=occurred_at,
        began_by=by,
        ended_at=ended_at,
    )
    return record("unit.out_of_service", unit=unit, shifts=crew_and(shift), reason=str(reason))


@action(Role.RESPONDER)
def back_in_service(*, unit, by, id, occurred_at) -> Event:
    """Calls again. Where a call or the way home ended the time out meanwhile, the crew's word is filed all the same.

    Raises Refused for whoever was not aboard, and where the unit was not out then or somebody has said so already.
    """
    shift = _shift_of(by, unit, occurred_at)
    spell = unit.times_out.filter(began_at__lte=occurred_at).first()
    if spell is None or spell.ended_by_id:
        raise Refused(_("{unit} is not out of service.").format(unit=unit))
    was_running = spell.ended_at is None
    spell.ended_at, spell.ended_by = min(spell.ended_at or occurred_at, occurred_at), by
    spell.save(update_fields=["ended_at", "ended_by"])
    if was_running:
        show(unit, UnitStatus.AVAILABLE, occurred_at)
    return record("unit.back_in_service", unit=unit, shifts=crew_and(shift), reason=spell.reason)


def _shift_of(by, unit, at) -> Shift:
    """The one of that time, or the running one: a letter may come when its writer has gone home."""
    then = Q(started_at__lte=at, ended_at__gte=at) | Q(ended_at=None)
    found = Shift.objects.filter(then, unit=unit, person=by).first()
    if found is None:
        raise Refused(_("You are not aboard {unit}.").format(unit=unit))
    return found


def _must_be_free(unit) -> None:
    if spell := unit.times_out.running().first():
        raise Refused(told_out(spell))
    if call := call_in_hand_of(unit):
        sentence = _("{unit} is on call {call}: clear it first, or ask dispatch to take it back.")
        raise Refused(sentence.format(unit=unit, call=call))


def _over_by(unit, at):
    """When the unit next did something after that moment; None where it has not."""
    if unit.status_since <= at:
        return None
    then = Shift.objects.filter(unit=unit, started_at__lte=at).exclude(ended_at__lte=at)
    ends = list(then.values_list("ended_at", flat=True))
    called = unit.assignments.filter(made_at__gt=at).order_by("made_at").values_list("made_at", flat=True).first()
    out_again = unit.times_out.filter(began_at__gt=at).order_by("began_at").values_list("began_at", flat=True).first()
    home = max(ends) if ends and all(ends) else None
    return min(moment for moment in (unit.status_since, called, out_again, home) if moment)
