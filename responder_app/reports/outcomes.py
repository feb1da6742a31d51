"""What the dispatch center is told of a line of the log: the same by webhook and in the feed.

Minimum necessary (domain.md 3.7): statuses, times, outcome categories. No names, no addresses, no clinical text.
"""

from django.db.models import Prefetch

from ..models import Event, StatusReport
from ..words import ContactOutcome, Disposition, Ending

# The nearest APCO ANS 1.111.2-2018 disposition codes; ours are richer and stay beside them (domain.md 8.3).
APCO_BY_CONTACT = {
    ContactOutcome.PHONE_ONLY: "05",
    ContactOutcome.UNABLE_TO_LOCATE: "14",
    ContactOutcome.GONE: "14",
    ContactOutcome.REFUSED: "42",
    ContactOutcome.OTHER_RESPONDER: "38",
    ContactOutcome.SAFETY: "02",
    ContactOutcome.CANCELLED_BEFORE: "32",
    ContactOutcome.CANCELLED_AT_SCENE: "10",
    ContactOutcome.DUPLICATE: "22",
}
APCO_BY_DISPOSITION = {
    Disposition.RESOLVED: "18",
    Disposition.REFERRED: "15",
    Disposition.SERVICES_REFUSED: "42",
    Disposition.BY_TEAM: "16",
    Disposition.BY_EMS: "45",
    Disposition.BY_TAXI: "34",
    Disposition.TO_POLICE: "33",
    Disposition.TO_EMS: "44",
    Disposition.CUSTODY: "03",
    Disposition.HOLD: "33",
    Disposition.DECEASED: "13",
    Disposition.OTHER: "13",
}

APCO_BY_ENDING = {Ending.PHONE: "05", Ending.INFORMATION: "13"}


def lines(events, after: int, limit: int = 100) -> list[Event]:
    """Those of `events`, a queryset from access, after line `after`, with what `told` needs, in order."""
    reports = Prefetch("assignment__reports", StatusReport.objects.prefetch_related("corrections"))
    found = events.filter(seq__gt=after).order_by("seq")
    return list(found.select_related("incident", "unit", "assignment").prefetch_related(reports)[:limit])


def told(event: Event) -> dict:
    """One line as JSON-ready values: {seq, id, type, timestamp, data}; times RFC 3339 in UTC."""
    data = {"recorded_at": _time(event.recorded_at), **event.details}
    if event.incident:
        data["incident"] = str(event.incident_id)
        data["incident_number"] = event.incident.number
        data["external_id"] = event.incident.external_id
    if event.assignment_id:
        data["assignment"] = str(event.assignment_id)
    if event.unit:
        data["unit"] = event.unit_id
        data["call_sign"] = event.unit.call_sign
    if event.assignment_id and "contact_outcome" in event.details:
        data |= _outcome(event)
    if code := APCO_BY_ENDING.get(event.details.get("ending")):
        data["apco_disposition"] = code
    return {
        "seq": event.seq,
        "id": str(event.id),
        "type": event.kind,
        "timestamp": _time(event.occurred_at),
        "data": data,
    }


def _outcome(event: Event) -> dict:
    assignment = event.assignment
    disposition, contact = event.details["disposition"], event.details["contact_outcome"]
    times = {"assigned": assignment.made_at, "accepted": assignment.accepted_at}
    if assignment.late_entry_at:
        times = {}  # only what the paper said
    standing = [(report.stands_at, report.status) for report in assignment.reports.all() if report.stands_at]
    for at, status in sorted(standing):
        times.setdefault(status, at)
    return {
        "apco_disposition": APCO_BY_DISPOSITION.get(disposition) or APCO_BY_CONTACT[contact],
        "times": {status: _time(at) for status, at in times.items() if at},
    }


def _time(at) -> str:
    return at.isoformat().replace("+00:00", "Z")
