"""A call goes from one unit to another, or a unit from one call to another: off and on in one line of the log."""

from django.utils.translation import gettext as _

from ..log import Refused, action, record
from ..models import Event, Shift
from ..words import DESK_ROLES, WITH_SOMEBODY, FormerCall, ReleaseReason, Role, UnitStatus
from .assignments import (
    crew_free_to_go,
    crew_of,
    must_be_on_it,
    open_assignment,
    shifts_kept_waiting,
)
from .standing import free_unit, must_be_open, show

DESK = (*DESK_ROLES, Role.MACHINE)


@action(*DESK)
def reassign(*, assignment, unit, reason="", by, id, occurred_at) -> Event:
    """Take the call from one unit and give it to another; `id` becomes the new assignment's.

    `reason`: one of words.ReleaseReason, needed where the crew has somebody in its care. Raises Refused without it, for
    a unit that is clear of the call by now, and for another that has it already, is busy, out of service or empty.
    """
    must_be_on_it(assignment)
    incident, before = assignment.incident, assignment.unit
    if unit.pk == before.pk:
        raise Refused(_("{unit} has call {call} already.").format(unit=unit, call=incident))
    _must_leave_nobody(assignment, reason)
    must_be_open(incident)
    crew = crew_free_to_go(unit)
    _release(assignment, reason, occurred_at)
    _give(incident, unit, crew, instead_of=assignment, id=id, at=occurred_at)
    told = {"from_unit": before.pk, "from_call_sign": before.call_sign, "reason": str(reason)}
    return record("assignment.reassigned", incident=incident, assignment=assignment.replaced_by, unit=unit, **told)


@action(*DESK)
def preempt(*, assignment, incident, former=FormerCall.WAITS, reason="", by, id, occurred_at) -> Event:
    """Take the unit off its call for another; `id` becomes the new assignment's. `former`: what becomes of the call
    that it leaves. The call it leaves learns of it by this same line (Assignment.replaced_by).

    `reason`: one of words.ReleaseReason, needed where the crew has somebody in its care, and where the other call is
    not the more urgent one. Raises Refused without it, for a unit that is clear of its call by now, and for a closed
    call; a call that another crew is on too is not kept.
    """
    must_be_on_it(assignment)
    left, unit = assignment.incident, assignment.unit
    if incident.pk == left.pk:
        raise Refused(_("{unit} has call {call} already.").format(unit=unit, call=incident))
    must_be_open(incident)
    _must_leave_nobody(assignment, reason)
    _must_be_worth_it(left, incident, reason)
    crew, crews_told = crew_of(unit), [*_crews_on(left), *shifts_kept_waiting(incident)]
    _release(assignment, reason, occurred_at)
    if former == FormerCall.KEPT:
        _keep(left, unit, occurred_at)
    _give(incident, unit, crew, instead_of=assignment, id=id, at=occurred_at)
    told = {"from_incident": str(left.pk), "from_call": left.number, "former": str(former), "reason": str(reason)}
    new = assignment.replaced_by
    return record("assignment.preempted", incident=incident, assignment=new, unit=unit, shifts=crews_told, **told)


def _must_leave_nobody(assignment, reason) -> None:
    if assignment.status in WITH_SOMEBODY and not reason:
        said = _("{unit} has somebody in its care on call {call}: say why it leaves.")
        raise Refused(said.format(unit=assignment.unit, call=assignment.incident))


def _must_be_worth_it(left, incident, reason) -> None:
    if incident.priority >= left.priority and not reason:
        said = _("Call {call} is no more urgent than call {other}: say why the unit is taken for it.")
        raise Refused(said.format(call=incident, other=left))


def _release(assignment, reason, at) -> None:
    assignment.withdrawn_at = at
    assignment.release_reason = ReleaseReason(reason) if reason else ""
    free_unit(assignment, at)


def _keep(incident, unit, at) -> None:
    if other := incident.assignments.unfinished().select_related("unit").first():
        raise Refused(_("Call {call} is already with {unit}.").format(call=incident, unit=other.unit))
    incident.held_for, incident.held_at = unit, at
    incident.save(update_fields=["held_for", "held_at"])


def _give(incident, unit, crew, *, instead_of, id, at) -> None:
    instead_of.replaced_by = open_assignment(incident, unit, crew, id=id, at=at)
    instead_of.save(update_fields=["replaced_by"])
    show(unit, UnitStatus.ASSIGNED, at)


def _crews_on(incident) -> list[int]:
    return list(Shift.objects.filter(assignments__incident=incident).values_list("pk", flat=True))
