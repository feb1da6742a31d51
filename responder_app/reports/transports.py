"""When a crew left with somebody and arrived, by what it reported."""

from datetime import datetime

from ..models import Assignment, StatusReport
from ..words import CorrectionKind, UnitStatus

GONE = frozenset({CorrectionKind.UNDONE, CorrectionKind.STRUCK})


def times_reported(assignment: Assignment) -> tuple[datetime | None, datetime | None]:
    """Left and arrived, of the last ride that no transport on file accounts for; None for what nobody reported."""
    filed = [transport.arrived_at or transport.left_at for transport in assignment.transports.standing()]
    done = max((time for time in filed if time), default=None)
    wanted = (UnitStatus.TRANSPORTING, UnitStatus.AT_DESTINATION)
    reports = assignment.reports.filter(status__in=wanted).prefetch_related("corrections")
    times = sorted((time, report.status) for report in reports if (time := _standing(report)))
    open_ones = [(time, status) for time, status in times if done is None or time > done]
    left = max((time for time, status in open_ones if status == UnitStatus.TRANSPORTING), default=None)
    arrived = [time for time, status in open_ones if status == UnitStatus.AT_DESTINATION]
    return left, max((time for time in arrived if left is None or time >= left), default=None)


def _standing(report: StatusReport) -> datetime | None:
    """When it was, by its last correction; None where it was taken back."""
    corrections = sorted(report.corrections.all(), key=lambda correction: correction.occurred_at)
    if not corrections:
        return report.occurred_at
    last = corrections[-1]
    return None if last.kind in GONE else last.time
