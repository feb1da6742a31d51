"""Help for the crew: asked for or raised by the panic button, held by a human at the desk, ended by a result or by
code 4. Nothing of what a duress PIN does reaches the crew's own tablet (domain.md 4.2)."""

from datetime import timedelta

from django.utils.translation import gettext as _

from ..log import Refused, action, record
from ..models import Assignment, BackupRequest, Event, Shift
from ..words import (
    DESK_ROLES,
    AlertOrigin,
    BackupLevel,
    BackupReason,
    BackupResult,
    EmsReason,
    HelpKind,
    Role,
)
from . import check_ins

ONE_PRESS = timedelta(minutes=1)


@action(Role.RESPONDER)
def call_backup(*, assignment=None, level, reasons, by, id, occurred_at) -> Event:
    """Ask for police; `level` of words.BackupLevel, `reasons` a list of words.BackupReason. Without an assignment it
    is about the call in hand, if there is one. Never refused for what the call's state is; raises Refused only where
    no reason is given."""
    said = {"level": BackupLevel(level), "reasons": [str(BackupReason(reason)) for reason in reasons]}
    return _ask(assignment, HelpKind.POLICE, said, by, id, occurred_at)


@action(Role.RESPONDER)
def call_ems(*, assignment=None, reasons, by, id, occurred_at) -> Event:
    """Ask for an ambulance; `reasons` a list of words.EmsReason. It comes urgently; raises Refused as call_backup."""
    said = {"level": BackupLevel.URGENT, "reasons": [str(EmsReason(reason)) for reason in reasons]}
    return _ask(assignment, HelpKind.EMS, said, by, id, occurred_at)


@action(Role.RESPONDER)
def panic(*, unit=None, assignment=None, silent=False, by, id, occurred_at) -> Event:
    """Immediate danger: police, at once, wherever the person is. `silent`: a duress PIN unlocked the tablet, which
    must not show it. Raises Refused where the same person's alarm of the last minute stands."""
    latest = BackupRequest.objects.open_to_its_crew().filter(origin=AlertOrigin.PANIC, requested_by=by, silent=False)
    if not silent and latest.filter(requested_at__gt=occurred_at - ONE_PRESS).exists():
        raise Refused(_("Your alert is with the server already. Use your radio too."))
    where = _where(assignment, by, occurred_at)
    where["unit"] = where["unit"] or unit
    said = {"kind": HelpKind.POLICE, "level": BackupLevel.EMERGENCY, "origin": AlertOrigin.PANIC}
    backup = BackupRequest.objects.create(
        id=id, agency_id=by.agency_id, requested_by=by, requested_at=occurred_at, silent=silent, **where, **said
    )
    if silent:
        backup.duress_at = occurred_at
        backup.save(update_fields=["duress_at"])
    return _line("backup.requested", backup, **{word: str(code) for word, code in said.items()}, reasons=[])


@action(*DESK_ROLES)
def acknowledge_backup(*, backup, by, id, occurred_at) -> Event:
    """A human has it. Raises Refused when somebody else was first, or it is over. Under duress once more."""
    backup.refresh_from_db()
    if backup.ended_at:
        raise Refused(_("That request is over."))
    if not backup.unheard:
        raise Refused(_("{who} already has it.").format(who=backup.held_by))
    if backup.duress_at:
        backup.duress_seen_by, backup.duress_seen_at = by, occurred_at
    else:
        backup.acknowledged_by, backup.acknowledged_at = by, occurred_at
    backup.save()
    return _line("backup.acknowledged", backup, level=backup.level)


@action(Role.RESPONDER)
def code_four(*, backup, duress: bool, by, id, occurred_at) -> Event:
    """The crew says by PIN that it is safe. By the duress PIN the desk's alarm stays open and sounds again, while
    the crew is answered and shown exactly the same. Raises Refused when it is over."""
    backup.refresh_from_db()
    if backup.seems_over:
        raise Refused(_("That request is over."))
    if duress:
        backup.duress_at = occurred_at
    else:
        backup.code_4_at = backup.ended_at = occurred_at
        backup.result = BackupResult.CANCELLED
    backup.save()
    check_ins.go_on(backup, occurred_at)
    return record("backup.code_four", **_about(backup))


@action(*DESK_ROLES, Role.RESPONDER)
def end_backup(*, backup, result, by, id, occurred_at) -> Event:
    """Say how it ended. Raises Refused when it is over; for a crew where code 4 is what ends it; and for a dispatcher
    who cancels an emergency: only the crew ends it before police are there (domain.md 4.6)."""
    backup.refresh_from_db()
    crew = by.role == Role.RESPONDER
    if backup.seems_over if crew else backup.ended_at:
        raise Refused(_("That request is over."))
    if crew and backup.needs_code_four:
        raise Refused(_("Code 4 and your PIN end an alarm. Open the alarm on this tablet."))
    cancelled = result == BackupResult.CANCELLED
    if cancelled and (backup.level == BackupLevel.EMERGENCY or backup.duress_at):
        raise Refused(_("Only the crew can call off an emergency request."))
    backup.result, backup.ended_at = BackupResult(result), occurred_at
    backup.save()
    check_ins.go_on(backup, occurred_at)
    return _line("backup.ended", backup, result=str(result))


def _ask(assignment, kind, said, by, id, at) -> Event:
    if not said["reasons"]:
        raise Refused(_("Give at least one reason."))
    backup = BackupRequest.objects.create(
        id=id,
        agency_id=by.agency_id,
        kind=kind,
        requested_by=by,
        requested_at=at,
        **_where(assignment, by, at),
        **said,
    )
    details = {"level": str(said["level"]), "reasons": said["reasons"]}
    return _line("backup.requested", backup, **details, **({"kind": str(kind)} if kind == HelpKind.EMS else {}))


def _where(assignment: Assignment | None, by, at) -> dict:
    """The unit and the call that somebody is on; neither, off duty."""
    if assignment:
        return {"unit": assignment.unit, "assignment": assignment}
    shift = Shift.objects.running().filter(person=by).select_related("unit").first()
    if shift is None:
        return {"unit": None, "assignment": None}
    in_hand = shift.unit.assignments.open().filter(crew=shift, made_at__lte=at).first()
    return {"unit": shift.unit, "assignment": in_hand}


def _about(backup: BackupRequest) -> dict:
    """What its line concerns: the call and its crews, or the crew that is aboard."""
    assignment = backup.assignment
    shifts = Shift.objects.running().filter(unit=backup.unit_id).values_list("pk", flat=True) if backup.unit else ()
    return {
        "incident": assignment and assignment.incident,
        "assignment": assignment,
        "unit": backup.unit,
        "shifts": shifts,
    }


def _line(kind: str, backup: BackupRequest, /, **details) -> Event:
    """What happens after a duress PIN, or silently, is the desk's alone: no crew, no call's timeline is told."""
    if backup.duress_at:
        return record(kind, unit=backup.unit, **details)
    return record(kind, **_about(backup), **details)
