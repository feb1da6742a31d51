"""Police backup: asked for by a crew, held by a human at the desk, ended with a result."""

from ..log import Refused, action
from ..models import BackupRequest, Event
from ..words import BackupLevel, BackupReason, BackupResult, Role
from .assignments import line_of


@action(Role.RESPONDER)
def call_backup(*, assignment, level, reasons, by, id, occurred_at) -> Event:
    """Ask for police; `level` of words.BackupLevel, `reasons` a list of words.BackupReason. Never refused
    for what the call's state is; raises Refused only where no reason is given."""
    if not reasons:
        raise Refused("Give at least one reason.")
    BackupRequest.objects.create(
        id=id,
        agency_id=by.agency_id,
        unit=assignment.unit,
        assignment=assignment,
        level=BackupLevel(level),
        reasons=[str(BackupReason(reason)) for reason in reasons],
        requested_by=by,
        requested_at=occurred_at,
    )
    return line_of("backup.requested", assignment, level=str(level), reasons=[str(reason) for reason in reasons])


@action(Role.DISPATCHER, Role.ADMINISTRATOR)
def acknowledge_backup(*, backup, by, id, occurred_at) -> Event:
    """A human has it. Raises Refused when somebody else was first, or it is over."""
    backup.refresh_from_db()
    if backup.acknowledged_at:
        raise Refused(f"{backup.acknowledged_by} already has it.")
    if backup.ended_at:
        raise Refused("That request is over.")
    backup.acknowledged_by, backup.acknowledged_at = by, occurred_at
    backup.save()
    return line_of("backup.acknowledged", backup.assignment, level=backup.level)


@action(Role.DISPATCHER, Role.ADMINISTRATOR, Role.RESPONDER)
def end_backup(*, backup, result, by, id, occurred_at) -> Event:
    """Say how it ended. Raises Refused when it is over, or when a dispatcher cancels a level-3 request:
    only the crew ends an emergency before police are there (domain.md 4.6)."""
    backup.refresh_from_db()
    if backup.ended_at:
        raise Refused("That request is over.")
    emergency = backup.level == BackupLevel.EMERGENCY and result == BackupResult.CANCELLED
    if emergency and by.role != Role.RESPONDER:
        raise Refused("Only the crew can call off an emergency request.")
    backup.result, backup.ended_at = BackupResult(result), occurred_at
    backup.save()
    return line_of("backup.ended", backup.assignment, result=str(result))
