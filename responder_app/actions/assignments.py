"""A unit is sent to a call, answers, and reports what it does."""

from datetime import timedelta

from django.utils.translation import gettext as _

from ..log import Conflict, Refused, action, record
from ..models import Assignment, Event, Shift, StatusReport
from ..words import DESK_ROLES, LADDER, AlertKind, DeclineReason, Role, UnitStatus
from . import alerts
from .standing import free_unit, let_stand, must_be_open, show, told_out

DESK = (*DESK_ROLES, Role.MACHINE)


@action(*DESK)
def assign(*, incident, unit, by, id, occurred_at) -> Event:
    """Send the unit to the call; `id` becomes the assignment's. The crew has the agency's limit to accept.

    Raises Refused for a closed call, a unit with nobody aboard, out of service, or already on a call.
    """
    must_be_open(incident)
    crew = crew_free_to_go(unit)
    kept_waiting = shifts_kept_waiting(incident)
    assignment = open_assignment(incident, unit, crew, id=id, at=occurred_at)
    show(unit, UnitStatus.ASSIGNED, occurred_at)
    return record("assignment.made", incident=incident, assignment=assignment, unit=unit, shifts=kept_waiting)


@action(*DESK)
def withdraw(*, assignment, by, id, occurred_at) -> Event:
    """Take the call back from the unit. Raises Refused once the unit is clear of it."""
    must_be_on_it(assignment)
    take_back(assignment, occurred_at)
    return line_of("assignment.withdrawn", assignment)


@action(Role.RESPONDER)
def accept(*, assignment, by, id, occurred_at) -> Event:
    """The crew has it. A fact: filed even when the desk took the call back meanwhile."""
    assignment.refresh_from_db()
    if assignment.accepted_at is None or occurred_at < assignment.accepted_at:
        assignment.accepted_at = occurred_at
    assignment.seen_at = assignment.seen_at or occurred_at
    assignment.save()
    file_status(assignment, UnitStatus.ACKNOWLEDGED, by=by, id=id, occurred_at=occurred_at)
    return line_of("assignment.accepted", assignment)


@action(Role.RESPONDER)
def decline(*, assignment, reason, by, id, occurred_at) -> Event:
    """The crew cannot take it; the call waits again.

    Raises Refused once the crew has reported itself on the way, or is off the call.
    """
    assignment.refresh_from_db()
    if assignment.cleared_at:
        raise Refused(_("Call {call} is no longer with {unit}.").format(call=assignment.incident, unit=assignment.unit))
    if assignment.status not in {UnitStatus.ASSIGNED, UnitStatus.ACKNOWLEDGED}:
        said = _("{unit} is already under way. Ask dispatch to take the call back.")
        raise Refused(said.format(unit=assignment.unit))
    assignment.declined_at, assignment.decline_reason = occurred_at, DeclineReason(reason)
    free_unit(assignment, occurred_at)
    return line_of("assignment.declined", assignment, reason=str(reason))


@action(Role.RESPONDER)
def report_status(*, assignment, status, by, id, occurred_at) -> Event:
    """What the crew says it does, always filed. A late report leaves a later one standing.

    `status`: one of words.LADDER; AVAILABLE clears the unit from the call.
    """
    if status not in LADDER:
        raise Refused(_("{status} is not something a crew reports on a call.").format(status=status))
    assignment.refresh_from_db()
    if assignment.accepted_at is None:
        assignment.accepted_at = occurred_at
    file_status(assignment, UnitStatus(status), by=by, id=id, occurred_at=occurred_at)
    return line_of(f"unit.{status}", assignment)


@action()
def mark_sent(*, assignment, by, id, occurred_at) -> Event:
    """The server wrote it to a tablet."""
    return _stamp(assignment, "sent_at", "assignment.sent", occurred_at)


@action(Role.RESPONDER)
def confirm_on_tablet(*, assignment, by, id, occurred_at) -> Event:
    """The tablet has stored the call's page."""
    return _stamp(assignment, "on_tablet_at", "assignment.on_tablet", occurred_at)


@action(Role.RESPONDER)
def confirm_seen(*, assignment, by, id, occurred_at) -> Event:
    """The call's page was in front of somebody."""
    return _stamp(assignment, "seen_at", "assignment.seen", occurred_at)


@action()
def mark_overdue(*, assignment, by, id, occurred_at) -> Event:
    """Nobody accepted in time: the desk must act."""
    assignment.refresh_from_db()
    if assignment.accepted_at or assignment.cleared_at:
        raise Refused(_("It was answered after all."))
    alerts.raise_for(kind=AlertKind.UNACCEPTED, about=assignment, at=occurred_at)
    return _stamp(assignment, "overdue_at", "assignment.overdue", occurred_at)


def take_back(assignment: Assignment, at) -> None:
    """Part of every action that takes the call off a unit."""
    assignment.withdrawn_at = at
    free_unit(assignment, at)


def must_be_on_it(assignment) -> None:
    assignment.refresh_from_db()
    if assignment.cleared_at:
        raise Refused(
            _("{unit} is already clear of call {call}.").format(unit=assignment.unit, call=assignment.incident)
        )


def crew_free_to_go(unit) -> list[Shift]:
    """Who is aboard. Raises Refused where nobody is, and for a unit that is out of service or on a call."""
    crew = crew_of(unit)
    if spell := unit.times_out.running().first():
        raise Refused(told_out(spell))
    if other := call_in_hand_of(unit):
        raise Refused(_("{unit} is already on call {call}.").format(unit=unit, call=other))
    return crew


def crew_of(unit) -> list[Shift]:
    """The running shifts aboard. Raises Refused where there are none."""
    crew = list(Shift.objects.running().filter(unit=unit))
    if not crew:
        raise Refused(_("Nobody is signed on to {unit}.").format(unit=unit))
    return crew


def call_in_hand_of(unit):
    """The call that the unit is on, or None."""
    open_one = unit.assignments.open().select_related("incident").first()
    return open_one and open_one.incident


def shifts_kept_waiting(incident) -> list[int]:
    """Those of the crew that the call is kept for: it is told of what becomes of it."""
    if incident.held_for_id is None:
        return []
    return list(Shift.objects.running().filter(unit=incident.held_for_id).values_list("pk", flat=True))


def open_assignment(incident, unit, crew, *, id, at, **told) -> Assignment:
    """The row of a crew and its call, which is kept for nobody any more; the crew has the agency's limit to accept.

    What was asked about its wait is answered; where the call comes back too late, it is asked again.
    """
    if incident.held_for_id or incident.decision_asked_at:
        incident.held_for = incident.held_at = incident.decision_asked_at = None
        incident.save(update_fields=["held_for", "held_at", "decision_asked_at"])
    assignment = Assignment.objects.create(
        id=id,
        agency_id=unit.agency_id,
        incident=incident,
        unit=unit,
        status_at=at,
        made_at=at,
        accept_by=at + timedelta(seconds=unit.agency.accept_limit),
        **told,
    )
    assignment.crew.add(*crew)
    alerts.end_for_call(incident, at)
    return assignment


def file_status(assignment: Assignment, status: UnitStatus, *, by, id, occurred_at) -> None:
    """Keep the report, which is an answer too; let it stand as the unit's status if nothing later does."""
    alerts.end_for(kind=AlertKind.UNACCEPTED, about=assignment, at=occurred_at)
    StatusReport.objects.create(
        id=id, agency_id=by.agency_id, assignment=assignment, status=status, by=by, occurred_at=occurred_at
    )
    if assignment.cleared_at:
        assignment.save()  # off the call: a late report is kept, and changes nothing
        return
    let_stand(assignment)


def _stamp(assignment: Assignment, field: str, kind: str, at) -> Event:
    assignment.refresh_from_db(fields=[field])
    if getattr(assignment, field):
        raise Conflict(_("That is on file already."))
    setattr(assignment, field, at)
    assignment.save(update_fields=[field])
    return line_of(kind, assignment)


def line_of(kind: str, assignment: Assignment, /, **details) -> Event:
    """The line of what happened to an assignment, its call and its unit."""
    return record(kind, incident=assignment.incident, assignment=assignment, unit=assignment.unit, **details)
