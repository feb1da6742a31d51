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
    MayCancel,
    Role,
)
from . import alerts, check_ins

ONE_PRESS = timedelta(minutes=1)
LONGEST_WAY = 240  # minutes; more than that is a typing mistake


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
        id=id,
        agency_id=by.agency_id,
        requested_by=by,
        requested_at=occurred_at,
        second_due_at=second_due(by.agency, occurred_at),
        silent=silent,
        **where,
        **said,
    )
    if silent:
        backup.duress_at = occurred_at
        backup.save(update_fields=["duress_at"])
    return line_of("backup.requested", backup, **{word: str(code) for word, code in said.items()}, reasons=[])


@action(*DESK_ROLES, Role.MANAGER)
def acknowledge_backup(*, backup, by, id, occurred_at) -> Event:
    """A human has it. Raises Refused when somebody else was first, it is over, or for a manager before a second person
    is called. Under duress once more."""
    backup.refresh_from_db()
    if backup.ended_at:
        raise Refused(_("That request is over."))
    if not backup.unheard:
        raise Refused(_("{who} already has it.").format(who=backup.held_by))
    alerts.must_be_called(backup, by)
    if backup.duress_at:
        backup.duress_seen_by, backup.duress_seen_at = by, occurred_at
    else:
        backup.acknowledged_by, backup.acknowledged_at = by, occurred_at
    backup.save()
    return line_of("backup.acknowledged", backup, level=backup.level)


@action(*DESK_ROLES, Role.MANAGER, Role.MACHINE)
def help_under_way(*, backup, minutes=None, by, id, occurred_at) -> Event:
    """Somebody was told that police or EMS are on their way, there in so many `minutes`, or nobody knows when; what was
    said later stands. Raises Refused when it is over, and for a time that cannot be."""
    backup.refresh_from_db()
    if backup.ended_at:
        raise Refused(_("That request is over."))
    if minutes is not None and not 0 <= minutes <= LONGEST_WAY:
        raise Refused(_("Minutes are from 0 to {most}. Leave them out where nobody knows.").format(most=LONGEST_WAY))
    if by.role == Role.MANAGER:
        alerts.must_be_called(backup, by)
    backup.under_way_at = occurred_at
    backup.eta_at = None if minutes is None else occurred_at + timedelta(minutes=minutes)
    backup.save(update_fields=["under_way_at", "eta_at"])
    return line_of("backup.under_way", backup, kind=backup.kind, minutes=minutes)


@action(Role.RESPONDER)
def code_four(*, backup, duress: bool, by, id, occurred_at) -> Event:
    """The crew says by PIN that it is safe. By the duress PIN the desk's alarm stays open and sounds again, while
    the crew is answered and shown exactly the same. Raises Refused when it is over."""
    backup.refresh_from_db()
    if backup.seems_over:
        raise Refused(_("That request is over."))
    if duress:
        backup.duress_at = occurred_at
        backup.second_at, backup.second_due_at = None, second_due(backup.agency, occurred_at)
    else:
        backup.code_4_at = backup.ended_at = occurred_at
        backup.result = BackupResult.CANCELLED
    backup.save()
    check_ins.go_on(backup, occurred_at)
    return record("backup.code_four", **_about(backup))


@action(*DESK_ROLES, Role.MANAGER, Role.RESPONDER)
def end_backup(*, backup, result, by, id, occurred_at) -> Event:
    """Say how it ended. Raises Refused when it is over; for a crew where code 4 is what ends it; and for whom the
    agency's rule does not let call it off before help is there (domain.md 4.6): nobody an emergency."""
    backup.refresh_from_db()
    crew = by.role == Role.RESPONDER
    if backup.seems_over if crew else backup.ended_at:
        raise Refused(_("That request is over."))
    if crew and backup.needs_code_four:
        raise Refused(_("Code 4 and your PIN end an alarm. Open the alarm on this tablet."))
    if result == BackupResult.CANCELLED:
        _must_be_cancelled_by(by, backup)
    elif not crew:
        alerts.must_be_called(backup, by)
    backup.result, backup.ended_at = BackupResult(result), occurred_at
    backup.save()
    check_ins.go_on(backup, occurred_at)
    return line_of("backup.ended", backup, result=str(result))


def second_due(agency, at):
    """When a second person is called to what nobody has taken by then."""
    return at + timedelta(seconds=agency.second_person_after)


def _must_be_cancelled_by(by, backup: BackupRequest) -> None:
    if backup.may_be_cancelled_by(by.role):
        return
    if backup.level == BackupLevel.EMERGENCY or backup.duress_at:
        raise Refused(_("Only the crew can call off an emergency request."))
    if not backup.may_be_cancelled:
        raise Refused(_("Nobody may call this off. Say how it ended."))
    who = ", ".join(MayCancel(who).label for who in backup.may_be_cancelled)
    raise Refused(_("You may not call this off. Who may: {who}.").format(who=who))


def _ask(assignment, kind, said, by, id, at) -> Event:
    if not said["reasons"]:
        raise Refused(_("Give at least one reason."))
    backup = BackupRequest.objects.create(
        id=id,
        agency_id=by.agency_id,
        kind=kind,
        requested_by=by,
        requested_at=at,
        second_due_at=second_due(by.agency, at),
        **_where(assignment, by, at),
        **said,
    )
    details = {"level": str(said["level"]), "reasons": said["reasons"]}
    return line_of("backup.requested", backup, **details, **({"kind": str(kind)} if kind == HelpKind.EMS else {}))


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


def line_of(kind: str, backup: BackupRequest, /, **details) -> Event:
    """What happens after a duress PIN, or silently, is the desk's alone: no crew, no call's timeline is told."""
    if backup.duress_at:
        return record(kind, unit=backup.unit, **details)
    return record(kind, **_about(backup), **details)
