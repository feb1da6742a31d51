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
        return f"{event.unit}: {_inside(UnitStatus(verb))}"
    return PLAIN[event.kind].format(unit=event.unit)


def _inside(word) -> str:
    """The label as it stands inside a sentence; EMS stays EMS."""
    return word.label if word.label[:2].isupper() else word.label[:1].lower() + word.label[1:]


def _declined(event, details) -> str:
    return f"{event.unit} declined: {_inside(DeclineReason(details['reason']))}"


def _outcome(event, details) -> str:
    words = [ContactOutcome(details["contact_outcome"]).label]
    if details["disposition"]:
        words.append(_inside(Disposition(details["disposition"])))
    return f"{event.unit} closed: {', '.join(words)}"


def _without_team(event, details) -> str:
    instead = SentInstead(details["sent_instead"]).label
    why = f": {_inside(UnservedReason(details['reason']))}" if details["reason"] else ""
    return f"Closed without a team{why}; sent instead: {instead}"


def _backup(event, details) -> str:
    reasons = ", ".join(_inside(BackupReason(code)) for code in details["reasons"])
    return f"{event.unit} asked for backup: {BackupLevel(details['level']).label} ({reasons})"


def _backup_ended(event, details) -> str:
    return f"Backup for {event.unit} is over: {_inside(BackupResult(details['result']))}"


def _referral(event, details) -> str:
    return f"Referral: {_inside(ReferralStatus(details['status']))}"


TOLD = {
    "assignment.declined": _declined,
    "assignment.closed": _outcome,
    "incident.closed": _without_team,
    "backup.requested": _backup,
    "backup.ended": _backup_ended,
    "referral.sent": _referral,
}
