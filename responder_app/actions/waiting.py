"""What becomes of a call that waits: a crew takes it, it is kept for a unit that is busy, or let go again."""

from django.utils.translation import gettext as _

from ..log import Refused, action, record
from ..models import Event, Shift
from ..words import DESK_ROLES, Role, UnitStatus
from .assignments import call_in_hand_of, crew_of, file_status, line_of, open_assignment, shifts_kept_waiting


@action(Role.RESPONDER)
def take_call(*, incident, unit, by, id, occurred_at) -> Event:
    """The crew takes a waiting call: accepted at once, `id` becomes the assignment's; a unit that was out of service is
    back by that. A unit that is on a call has it kept instead (`incident.held`).

    `unit`: the one that the taker is aboard, or None. Raises Refused for a call that is closed, in a crew's hands or
    kept for another unit, and for somebody on no unit.
    """
    crew = _crew_with(by, unit)
    must_wait(incident)
    _must_not_be_kept_from(incident, unit)
    if other := call_in_hand_of(unit):
        if incident.held_for_id == unit.pk:
            told = {"unit": unit, "other": other, "call": incident}
            raise Refused(_("{unit} is still on call {other}. Call {call} stays kept for you.").format(**told))
        return keep(incident, unit, occurred_at)
    assignment = open_assignment(incident, unit, crew, id=id, at=occurred_at)
    answered(assignment, UnitStatus.ACKNOWLEDGED, by=by, id=id, occurred_at=occurred_at)
    return line_of("assignment.taken", assignment)


@action(*DESK_ROLES, Role.MACHINE, Role.RESPONDER)
def hold(*, incident, unit, by, id, occurred_at) -> Event:
    """Keep a waiting call for a unit that is busy, or out of service: the desk for any, a crew for its own.

    Raises Refused for a call that does not wait, or is kept for it already, and for a unit with nobody aboard.
    """
    if by.role == Role.RESPONDER:
        _crew_with(by, unit)
        _must_not_be_kept_from(incident, unit)
    crew_of(unit)
    must_wait(incident)
    if incident.held_for_id == unit.pk:
        raise Refused(_("Call {call} is kept for {unit} already.").format(call=incident, unit=unit))
    return keep(incident, unit, occurred_at)


@action(*DESK_ROLES, Role.MACHINE, Role.RESPONDER)
def let_go(*, incident, by, id, occurred_at) -> Event:
    """The call waits for anybody again. Raises Refused where it is kept for nobody, or for another crew."""
    incident.refresh_from_db(fields=["held_for", "held_at"])
    unit = incident.held_for
    if unit is None:
        raise Refused(_("Call {call} is kept for nobody.").format(call=incident))
    if by.role == Role.RESPONDER and not _is_aboard(by, unit):
        raise Refused(_("Call {call} is kept for {unit}.").format(call=incident, unit=unit))
    kept_waiting = shifts_kept_waiting(incident)
    incident.held_for = incident.held_at = None
    incident.save(update_fields=["held_for", "held_at"])
    return record("incident.let_go", incident=incident, unit=unit, shifts=kept_waiting)


def keep(incident, unit, at) -> Event:
    """The line of a call that is kept for the unit; who had it kept before is told too."""
    before = shifts_kept_waiting(incident)
    incident.held_for, incident.held_at = unit, at
    incident.save(update_fields=["held_for", "held_at"])
    return record("incident.held", incident=incident, unit=unit, shifts=[*before, *shifts_kept_waiting(incident)])


def answered(assignment, status: UnitStatus, *, by, id, occurred_at) -> None:
    """A crew that comes by a call itself needs nobody's question."""
    assignment.accepted_at = assignment.seen_at = occurred_at
    file_status(assignment, status, by=by, id=id, occurred_at=occurred_at)


def _crew_with(by, unit) -> list[Shift]:
    if unit is None or not _is_aboard(by, unit):
        raise Refused(_("Sign on to a unit first."))
    return crew_of(unit)


def _is_aboard(by, unit) -> bool:
    return Shift.objects.running().filter(unit=unit, person=by).exists()


def must_wait(incident) -> None:
    incident.refresh_from_db(fields=["closed_at", "held_for", "held_at", "decision_asked_at"])
    if incident.closed_at:
        raise Refused(_("Call {call} is closed.").format(call=incident))
    if other := incident.assignments.unfinished().select_related("unit").first():
        raise Refused(_("Call {call} is already with {unit}.").format(call=incident, unit=other.unit))


def _must_not_be_kept_from(incident, unit) -> None:
    """Kept for a unit that has gone home is kept for nobody."""
    if incident.held_for_id not in {None, unit.pk} and shifts_kept_waiting(incident):
        raise Refused(_("Call {call} is kept for {unit}.").format(call=incident, unit=incident.held_for))
