"""A crew on scene says every few minutes that it is all right; the server's clock asks (domain.md 4.3)."""

from datetime import timedelta

from django.utils.translation import gettext as _

from ..log import Refused, action, record
from ..models import Assignment, BackupRequest, CheckInTimer, Event
from ..models.check_ins import OPEN
from ..words import AlertKind, AlertOrigin, BackupLevel, CheckInStage, Role, UnitStatus
from . import alerts

RUNS = frozenset({UnitStatus.ON_SCENE, UnitStatus.WITH_PERSON})
RESTS = frozenset({UnitStatus.TRANSPORTING, UnitStatus.AT_DESTINATION})
LONGEST = 60


@action(Role.RESPONDER)
def check_in(*, assignment, by, id, occurred_at) -> Event:
    """The crew is all right: a fact, always filed. Once the alarm was raised it no longer ends it: code 4 does."""
    timer = _timer_of(assignment)
    if timer:
        timer.last_at = max(filter(None, (timer.last_at, occurred_at)))
        _put_off(timer, occurred_at + timedelta(minutes=assignment.agency.check_in_every))
    return _line("check_in.made", assignment)


@action(Role.RESPONDER)
def extend_check_in(*, assignment, minutes, reason, by, id, occurred_at) -> Event:
    """The next check-in falls due `minutes` from then, at most an hour, with the reason. Raises Refused where no timer
    runs, or once the alarm was raised."""
    timer = _timer_of(assignment)
    if timer is None or timer.stage not in OPEN:
        raise Refused(_("No check-in is running on this call."))
    if timer.stage == CheckInStage.ESCALATED:
        raise Refused(_("The alarm is raised already. It ends by code 4."))
    if not 1 <= minutes <= LONGEST or not reason.strip():
        raise Refused(_("Say for how many minutes, at most {most}, and why.").format(most=LONGEST))
    timer.reason, timer.last_at = reason.strip(), max(filter(None, (timer.last_at, occurred_at)))
    _put_off(timer, occurred_at + timedelta(minutes=minutes))
    return _line("check_in.extended", assignment, minutes=minutes)


@action()
def miss_check_in(*, assignment, by, id, occurred_at) -> Event:
    """Nobody said anything: the desk raises the crew, which has the agency's grace from now."""
    timer = _due(assignment, CheckInStage.RUNNING, occurred_at)
    timer.stage = CheckInStage.MISSED
    timer.due_at = occurred_at + timedelta(minutes=assignment.agency.check_in_grace)
    timer.save()
    alerts.raise_for(kind=AlertKind.CHECK_IN, about=assignment, at=occurred_at)
    return _line("check_in.missed", assignment)


@action()
def escalate_check_in(*, assignment, by, id, occurred_at) -> Event:
    """Still nothing after the grace: help is asked for in the crew's name, by nobody; `id` becomes the request's."""
    timer = _due(assignment, CheckInStage.MISSED, occurred_at)
    timer.alarm = BackupRequest.objects.create(
        id=id,
        agency_id=by.agency_id,
        origin=AlertOrigin.SILENCE,
        level=BackupLevel.URGENT,
        unit=assignment.unit,
        assignment=assignment,
        requested_at=occurred_at,
        second_due_at=occurred_at + timedelta(seconds=assignment.agency.second_person_after),
    )
    timer.stage = CheckInStage.ESCALATED
    timer.save()
    alerts.end_for(kind=AlertKind.CHECK_IN, about=assignment, at=occurred_at)
    return _line("check_in.escalated", assignment)


def follow(assignment: Assignment) -> None:
    """The timer as the status that stands asks for it: starts on scene, rests while driving somebody, ends when clear.

    Part of whatever changed the status; as often as one likes.
    """
    timer = _timer_of(assignment)
    if assignment.status not in RUNS:
        alerts.end_for(kind=AlertKind.SILENT, about=assignment, at=assignment.status_at)
    if assignment.cleared_at or assignment.status not in RUNS | RESTS | {UnitStatus.CLEARING}:
        _set(timer, CheckInStage.STOPPED)
    elif assignment.status in RESTS:
        _set(timer, CheckInStage.PAUSED)
    elif assignment.status in RUNS and (timer is None or timer.stage not in OPEN):
        due = assignment.status_at + timedelta(minutes=assignment.agency.check_in_first)
        told = {"stage": CheckInStage.RUNNING, "due_at": due, "reason": "", "alarm": None}
        CheckInTimer.objects.update_or_create(
            assignment=assignment, defaults={"agency_id": assignment.agency_id, **told}
        )


def go_on(alarm: BackupRequest, at) -> None:
    """The alarm that silence raised is over: the timer starts anew where the crew is still on scene."""
    for timer in CheckInTimer.objects.filter(alarm=alarm, stage=CheckInStage.ESCALATED).select_related("agency"):
        timer.stage, timer.alarm = CheckInStage.RUNNING, None
        timer.due_at = at + timedelta(minutes=timer.agency.check_in_every)
        timer.save()


def _timer_of(assignment: Assignment) -> CheckInTimer | None:
    return CheckInTimer.objects.filter(assignment=assignment).first()


def _put_off(timer: CheckInTimer, until) -> None:
    """Later, never earlier: a letter may be old when it arrives."""
    if timer.stage == CheckInStage.MISSED:
        timer.stage, timer.due_at = CheckInStage.RUNNING, until
        alerts.end_for(kind=AlertKind.CHECK_IN, about=timer.assignment, at=timer.last_at)
    elif timer.stage == CheckInStage.RUNNING:
        timer.due_at = max(timer.due_at, until)
    timer.save()


def _due(assignment: Assignment, stage: CheckInStage, at) -> CheckInTimer:
    timer = _timer_of(assignment)
    if timer is None or timer.stage != stage or timer.due_at > at:
        raise Refused(_("The crew was heard of after all."))
    return timer


def _set(timer: CheckInTimer | None, stage: CheckInStage) -> None:
    if timer and timer.stage != stage:
        timer.stage = stage
        timer.save(update_fields=["stage"])
        alerts.end_for(kind=AlertKind.CHECK_IN, about=timer.assignment, at=timer.assignment.status_at)


def _line(kind: str, assignment: Assignment, **details) -> Event:
    return record(kind, incident=assignment.incident, assignment=assignment, unit=assignment.unit, **details)
