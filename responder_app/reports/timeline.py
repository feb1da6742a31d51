"""One call's story, line by line, told from its log."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from ..models import Event
from .sentences import sentence

LATE = timedelta(seconds=60)
QUIET = frozenset({"assignment.sent", "assignment.on_tablet", "assignment.seen", "contacts.looked_up"})


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


def of(incident, notes) -> list[Entry]:
    """The call's lines in the order in which they happened, with the notes and referrals that they stand for.

    `notes`: those that the reader may read; of another there is the line, without its text.
    """
    events = Event.objects.filter(incident=incident).select_related("unit", "by").order_by("occurred_at", "seq")
    texts = {note.pk: note.body for note in notes.filter(incident=incident)}
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
        what=sentence(event),
        text=text,
        by=str(event.by or ""),
        quiet=event.kind in QUIET,
    )
