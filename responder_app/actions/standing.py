"""What stands as the status of an assignment and its unit: the latest report that the crew did not take back."""

from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from ..log import Refused
from ..models import Assignment, Shift
from ..words import LADDER, UnitStatus
from . import alerts, check_ins

RUNGS = (UnitStatus.ASSIGNED, UnitStatus.ACKNOWLEDGED, *LADDER)


def let_stand(assignment: Assignment) -> None:
    """Set the assignment and its unit to the latest report that stands; the one place where a report takes effect.

    Later by the crew's clock; of two at one moment the one further up the ladder. Without any it is as it was before
    the first: accepted, or assigned.
    """
    status, at = _latest(assignment)
    assignment.status, assignment.status_at = status, at
    if status == UnitStatus.AVAILABLE:
        free_unit(assignment, at)
        return
    assignment.cleared_at = None
    assignment.save()
    check_ins.follow(assignment)
    show(assignment.unit, status, at)


def free_unit(assignment: Assignment, at) -> None:
    """The unit is off this call: available, or off duty where its whole crew has gone home."""
    assignment.cleared_at = at
    assignment.save()
    check_ins.follow(assignment)
    alerts.end_for(about=assignment, at=at)
    staffed = Shift.objects.running().filter(unit_id=assignment.unit_id).exists()
    show(assignment.unit, UnitStatus.AVAILABLE if staffed else UnitStatus.OFF_DUTY, at)


def show(unit, status: UnitStatus, since) -> None:
    """What the unit does from then on. Whatever it is, it ends the time in which the unit was out of service."""
    unit.status, unit.status_since = status, since
    unit.save(update_fields=["status", "status_since"])
    if status != UnitStatus.OUT_OF_SERVICE:
        for spell in unit.times_out.running():
            spell.ended_at = max(since, spell.began_at)
            spell.save(update_fields=["ended_at"])


def must_be_open(incident) -> None:
    """Reads the call anew. Raises Refused for one that is closed."""
    incident.refresh_from_db()
    if incident.closed_at:
        raise Refused(_("Call {call} is closed.").format(call=incident))


def told_out(spell) -> str:
    """The sentence of a running time out of service; a note stays where it was written."""
    told = {"unit": spell.unit, "reason": spell.get_reason_display()}
    since = spell.began_at.astimezone(ZoneInfo(spell.unit.agency.time_zone))
    return _("{unit} is out of service: {reason}, since {time}.").format(**told, time=f"{since:%H:%M}")


def reports_that_stand(assignment: Assignment) -> list:
    """Those not taken back, in the order in which they happened."""
    reports = assignment.reports.prefetch_related("corrections")
    standing = [report for report in reports if report.stands_at]
    return sorted(standing, key=lambda report: (report.stands_at, RUNGS.index(UnitStatus(report.status))))


def _latest(assignment: Assignment) -> tuple:
    standing = reports_that_stand(assignment)
    if standing:
        return UnitStatus(standing[-1].status), standing[-1].stands_at
    if assignment.accepted_at:
        return UnitStatus.ACKNOWLEDGED, assignment.accepted_at
    return UnitStatus.ASSIGNED, assignment.made_at
