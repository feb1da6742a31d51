"""What a crew puts right in its own reports. A report stays as it was filed; what is said of it later stands."""

from datetime import timedelta

from django.utils.translation import gettext as _

from ..log import Refused, action
from ..models import Correction, Event
from ..words import LADDER, AlertKind, CorrectionKind, Role, UnitStatus
from . import alerts
from .assignments import call_in_hand_of, line_of
from .standing import free_unit, let_stand, reports_that_stand

IN_TIME = timedelta(seconds=10)
CLOCKS = timedelta(seconds=2)  # by which a tablet's corrected clock may be wrong


@action(Role.RESPONDER)
def undo_status(*, report, by, id, occurred_at) -> Event:
    """Take a status back within ten seconds by the crew's clock: the wrong button.

    Raises Refused later than that, for a report that was put right already, or where the unit cannot be on the
    call again.
    """
    if occurred_at - report.occurred_at > IN_TIME + CLOCKS:
        raise Refused(_("Ten seconds are over. Correct the time instead."))
    if report.corrections.exists():
        raise Refused(_("That was put right already."))
    return _put_right(
        report.assignment, "status.undone", report, CorrectionKind.UNDONE, by=by, id=id, occurred_at=occurred_at
    )


@action(Role.RESPONDER)
def correct_status(*, report, kind, time=None, reason, by, id, occurred_at) -> Event:
    """Say afterwards when it really was (RETIMED, with `time`) or that it did not happen (STRUCK), and why.

    `reason`: a code of words.CorrectionReason, or what somebody wrote. Also of a call that is over.
    Raises Refused without a reason, for a time that is still to come or was before the call, and where the unit
    cannot be on the call again.
    """
    if not reason.strip():
        raise Refused(_("Say why it is corrected."))
    if kind == CorrectionKind.RETIMED:
        _check_time(report.assignment.incident, time, occurred_at)
    told = {"time": time if kind == CorrectionKind.RETIMED else None, "reason": str(reason)}
    return _put_right(
        report.assignment,
        "status.corrected",
        report,
        CorrectionKind(kind),
        by=by,
        id=id,
        occurred_at=occurred_at,
        **told,
    )


def _check_time(incident, time, now) -> None:
    if time is None:
        raise Refused(_("Say when it really was."))
    if time > now:
        raise Refused(_("That time is still to come."))
    if time < incident.received_at.replace(second=0, microsecond=0):  # a time is typed to the minute
        raise Refused(_("That is before the call came in."))


def _put_right(assignment, line, report, kind, *, by, id, occurred_at, time=None, reason="") -> Event:
    assignment.refresh_from_db()
    if report.status not in LADDER:
        raise Refused(_("An acceptance is not corrected. Ask dispatch to take the call back."))
    Correction.objects.create(
        id=id,
        agency_id=by.agency_id,
        report=report,
        kind=kind,
        time=time,
        reason=reason,
        by=by,
        occurred_at=occurred_at,
    )
    _take_effect(assignment, report, occurred_at)
    at = time.isoformat() if time else None
    details = {"status": report.status, "report": str(report.pk), "kind": str(kind), "stands_at": at}
    return line_of(line, assignment, **details)


def _take_effect(assignment, report, at) -> None:
    if assignment.withdrawn_at or assignment.declined_at:
        return  # it is the desk or the answer that ended it
    standing = reports_that_stand(assignment)
    if not standing and assignment.accepted_at == report.occurred_at:
        assignment.accepted_at = None  # it was the crew's only answer
        if assignment.overdue_at:
            alerts.raise_for(kind=AlertKind.UNACCEPTED, about=assignment, at=at)
    if assignment.cleared_at is None:
        let_stand(assignment)
        return
    clear = [one.stands_at for one in standing if one.status == UnitStatus.AVAILABLE]
    if clear or assignment.closed_at:
        _move_the_end(assignment, max(clear, default=assignment.closed_at))
        return
    _may_be_back(assignment)
    let_stand(assignment)


def _move_the_end(assignment, at) -> None:
    """The unit itself is touched only while nothing has happened to it since."""
    unit, before = assignment.unit, assignment.cleared_at
    unit.refresh_from_db(fields=["status", "status_since"])
    assignment.status_at = at
    if unit.status_since == before and call_in_hand_of(unit) is None:
        free_unit(assignment, at)
        return
    assignment.cleared_at = at
    assignment.save()


def _may_be_back(assignment) -> None:
    """Raises Refused where the unit, once clear, has gone on to something else."""
    unit = assignment.unit
    unit.refresh_from_db(fields=["status", "status_since"])
    if other := call_in_hand_of(unit):
        raise Refused(_("{unit} is on call {call} by now. Tell dispatch.").format(unit=unit, call=other))
    if unit.status != UnitStatus.AVAILABLE:
        label = UnitStatus(unit.status).label
        raise Refused(_("{unit} is by now: {status}. Tell dispatch.").format(unit=unit, status=label))
