"""A unit is sent to a call, answers, and reports what it does."""

from datetime import timedelta

from ..log import Conflict, Refused, action, record
from ..models import Assignment, Event, Shift, StatusReport
from ..words import LADDER, DeclineReason, Role, UnitStatus

DESK = (Role.DISPATCHER, Role.ADMINISTRATOR, Role.MACHINE)


@action(*DESK)
def assign(*, incident, unit, by, id, occurred_at) -> Event:
    """Send the unit to the call; `id` becomes the assignment's. The crew has the agency's limit to accept.

    Raises Refused for a closed call, a unit with nobody aboard, out of service, or already on a call.
    """
    incident.refresh_from_db(fields=["closed_at"])
    unit.refresh_from_db(fields=["status"])
    crew = list(Shift.objects.running().filter(unit=unit))
    if incident.closed_at:
        raise Refused(f"Call {incident} is closed.")
    if not crew:
        raise Refused(f"Nobody is signed on to {unit}.")
    if unit.status == UnitStatus.OUT_OF_SERVICE:
        raise Refused(f"{unit} is out of service.")
    if unit.assignments.open().exists():
        other = unit.assignments.open().select_related("incident").first()
        raise Refused(f"{unit} is already on call {other.incident}.")
    limit = timedelta(seconds=unit.agency.accept_limit)
    assignment = Assignment.objects.create(
        id=id,
        agency_id=by.agency_id,
        incident=incident,
        unit=unit,
        status=UnitStatus.ASSIGNED,
        status_at=occurred_at,
        made_at=occurred_at,
        accept_by=occurred_at + limit,
    )
    assignment.crew.add(*crew)
    _show(unit, UnitStatus.ASSIGNED, occurred_at)
    return record("assignment.made", incident=incident, assignment=assignment, unit=unit)


@action(*DESK)
def withdraw(*, assignment, by, id, occurred_at) -> Event:
    """Take the call back from the unit. Raises Refused once the unit is clear of it."""
    assignment.refresh_from_db()
    if assignment.cleared_at:
        raise Refused(f"{assignment.unit} is already clear of call {assignment.incident}.")
    assignment.withdrawn_at = occurred_at
    free_unit(assignment, occurred_at)
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
        raise Refused(f"Call {assignment.incident} is no longer with {assignment.unit}.")
    if assignment.status not in {UnitStatus.ASSIGNED, UnitStatus.ACKNOWLEDGED}:
        raise Refused(f"{assignment.unit} is already under way. Ask dispatch to take the call back.")
    assignment.declined_at, assignment.decline_reason = occurred_at, DeclineReason(reason)
    free_unit(assignment, occurred_at)
    return line_of("assignment.declined", assignment, reason=str(reason))


@action(Role.RESPONDER)
def report_status(*, assignment, status, by, id, occurred_at) -> Event:
    """What the crew says it does, always filed. A late report leaves a later one standing.

    `status`: one of words.LADDER; AVAILABLE clears the unit from the call.
    """
    if status not in LADDER:
        raise Refused(f"{status} is not something a crew reports on a call.")
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
        raise Refused("It was answered after all.")
    return _stamp(assignment, "overdue_at", "assignment.overdue", occurred_at)


def file_status(assignment: Assignment, status: UnitStatus, *, by, id, occurred_at) -> None:
    """Keep the report; let it stand as the unit's status if nothing later does."""
    StatusReport.objects.create(
        id=id, agency_id=by.agency_id, assignment=assignment, status=status, by=by, occurred_at=occurred_at
    )
    if assignment.cleared_at or not _is_later(assignment, status, occurred_at):
        assignment.save()
        return
    assignment.status, assignment.status_at = status, occurred_at
    if status == UnitStatus.AVAILABLE:
        free_unit(assignment, occurred_at)
        return
    assignment.save()
    _show(assignment.unit, status, occurred_at)


def free_unit(assignment: Assignment, at) -> None:
    """The unit is off this call: available, or off duty where its whole crew has gone home."""
    assignment.cleared_at = at
    assignment.save()
    staffed = Shift.objects.running().filter(unit_id=assignment.unit_id).exists()
    _show(assignment.unit, UnitStatus.AVAILABLE if staffed else UnitStatus.OFF_DUTY, at)


def _is_later(assignment: Assignment, status: UnitStatus, at) -> bool:
    """Later by the crew's clock; of two reports at one moment the one further up the ladder stands."""
    if at != assignment.status_at:
        return at > assignment.status_at
    rungs = [UnitStatus.ASSIGNED, UnitStatus.ACKNOWLEDGED, *LADDER]
    return rungs.index(status) >= rungs.index(UnitStatus(assignment.status))


def _show(unit, status: UnitStatus, since) -> None:
    unit.status, unit.status_since = status, since
    unit.save(update_fields=["status", "status_since"])


def _stamp(assignment: Assignment, field: str, kind: str, at) -> Event:
    assignment.refresh_from_db(fields=[field])
    if getattr(assignment, field):
        raise Conflict("That is on file already.")
    setattr(assignment, field, at)
    assignment.save(update_fields=[field])
    return line_of(kind, assignment)


def line_of(kind: str, assignment: Assignment, **details) -> Event:
    """The line of what happened to an assignment, its call and its unit."""
    return record(kind, incident=assignment.incident, assignment=assignment, unit=assignment.unit, **details)
