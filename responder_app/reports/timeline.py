"""One call's story, line by line, told from its log."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from ..models import Event
from ..words import (
    BackupLevel,
    BackupReason,
    BackupResult,
    ContactOutcome,
    DeclineReason,
    Disposition,
    ReferralStatus,
    SentInstead,
    UnitStatus,
    UnservedReason,
)

LATE = timedelta(seconds=60)
QUIET = frozenset({"assignment.sent", "assignment.on_tablet", "assignment.seen"})
PLAIN = {
    "incident.received": "The call came in",
    "assignment.made": "{unit} was assigned",
    "assignment.sent": "Sent to the tablet of {unit}",
    "assignment.on_tablet": "On the tablet of {unit}",
    "assignment.seen": "Seen by {unit}",
    "assignment.accepted": "{unit} accepted",
    "assignment.overdue": "{unit} has not accepted in time",
    "assignment.withdrawn": "Taken back from {unit}",
    "note.written": "Note",
    "backup.acknowledged": "Backup for {unit}: the desk has it",
}


@dataclass(frozen=True, slots=True)
class Entry:
    """`late_at` is when it was filed, where that was over a minute after it happened; `text` is what a person wrote."""

    seq: int
    kind: str
    occurred_at: datetime
    late_at: datetime | None
    what: str
    text: str
    by: str
    quiet: bool


def of(incident) -> list[Entry]:
    """The call's lines in the order in which they happened, with the notes and referrals that they stand for."""
    events = Event.objects.filter(incident=incident).select_related("unit", "by").order_by("occurred_at", "seq")
    texts = {note.pk: note.body for note in incident.notes.all()}
    for referral in incident.referrals.select_related("service__organization"):
        texts[referral.pk] = f"{referral.service}, {referral.service.organization}"
    return [_entry(event, texts.get(event.id, "")) for event in events]


def _entry(event: Event, text: str) -> Entry:
    late = event.recorded_at - event.occurred_at > LATE
    return Entry(
        seq=event.seq,
        kind=event.kind,
        occurred_at=event.occurred_at,
        late_at=event.recorded_at if late else None,
        what=_what(event),
        text=text,
        by=str(event.by or ""),
        quiet=event.kind in QUIET,
    )


def _what(event: Event) -> str:
    if told := TOLD.get(event.kind):
        return told(event, event.details)
    noun, _, verb = event.kind.partition(".")
    if noun == "unit":
        return f"{event.unit}: {UnitStatus(verb).label.lower()}"
    return PLAIN[event.kind].format(unit=event.unit)


def _declined(event, details) -> str:
    return f"{event.unit} declined: {DeclineReason(details['reason']).label.lower()}"


def _outcome(event, details) -> str:
    words = [ContactOutcome(details["contact_outcome"]).label]
    if details["disposition"]:
        words.append(Disposition(details["disposition"]).label.lower())
    return f"{event.unit} closed: {', '.join(words)}"


def _without_team(event, details) -> str:
    instead = SentInstead(details["sent_instead"]).label
    why = f": {UnservedReason(details['reason']).label.lower()}" if details["reason"] else ""
    return f"Closed without a team{why}; sent instead: {instead}"


def _backup(event, details) -> str:
    reasons = ", ".join(BackupReason(code).label.lower() for code in details["reasons"])
    return f"{event.unit} asked for backup: {BackupLevel(details['level']).label} ({reasons})"


def _backup_ended(event, details) -> str:
    return f"Backup for {event.unit} is over: {BackupResult(details['result']).label.lower()}"


def _referral(event, details) -> str:
    return f"Referral: {ReferralStatus(details['status']).label.lower()}"


TOLD = {
    "assignment.declined": _declined,
    "assignment.closed": _outcome,
    "incident.closed": _without_team,
    "backup.requested": _backup,
    "backup.ended": _backup_ended,
    "referral.sent": _referral,
}
