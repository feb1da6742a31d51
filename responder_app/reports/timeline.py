"""One call's story, line by line, told from its log."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils.dateparse import parse_datetime

from ..models import Amendment, Correction, Event
from ..words import Role
from . import arranged, screening
from .sentences import sentence, why_corrected

LATE = timedelta(seconds=60)
QUIET = frozenset({"assignment.sent", "assignment.on_tablet", "assignment.seen", "contacts.looked_up"})


@dataclass(frozen=True, slots=True)
class Entry:
    """`late_at` is when it was filed, where that was over a minute after it happened; `text` is what a person wrote.

    `put_right` is the correction of the status that the line reported; `stands_at` the time that a correction gave;
    `withdrawn`: what the line filed was a mistake.
    `from_desk`: words for the crew, by somebody who is none of it.
    """

    seq: int
    kind: str
    occurred_at: datetime
    late_at: datetime | None
    what: str
    text: str
    by: str
    by_id: int | None
    from_desk: bool
    put_right: Correction | None
    withdrawn: bool
    stands_at: datetime | None
    quiet: bool


def of(incident, notes) -> list[Entry]:
    """The call's lines in the order in which they happened, with the notes and referrals that they stand for.

    `notes`: those that the reader may read; of another there is the line, without its text.
    """
    events = Event.objects.filter(incident=incident).select_related("unit", "by").order_by("occurred_at", "seq")
    kinds = {event.kind for event in events}
    reasons, withdrawn = arranged.withdrawn_of(incident, kinds)
    texts = arranged.texts_of(incident, kinds) | reasons | screening.texts_of(incident, kinds)
    if "assignment.amended" in kinds:
        texts |= dict(Amendment.objects.filter(encounter__assignment__incident=incident).values_list("pk", "reason"))
    texts |= {note.pk: note.body for note in notes.filter(incident=incident)}
    for referral in incident.referrals.select_related("service__organization"):
        texts[referral.pk] = f"{referral.service}, {referral.service.organization}"
    corrections = list(Correction.objects.filter(report__assignment__incident=incident).order_by("occurred_at", "pk"))
    texts |= {correction.pk: why_corrected(correction.reason) for correction in corrections}
    standing = {correction.report_id: correction for correction in corrections}
    return [
        _entry(event, texts.get(event.id, ""), standing.get(event.id), withdrawn=event.id in withdrawn)
        for event in events
    ]


def _entry(event: Event, text: str, put_right: Correction | None, *, withdrawn: bool) -> Entry:
    late = event.recorded_at - event.occurred_at > LATE
    stands_at = event.details.get("stands_at")
    return Entry(
        seq=event.seq,
        kind=event.kind,
        occurred_at=event.occurred_at,
        late_at=event.recorded_at if late else None,
        what=sentence(event),
        text=text,
        by=str(event.by or ""),
        by_id=event.by_id,
        from_desk=bool(text) and event.by is not None and event.by.role != Role.RESPONDER,
        put_right=put_right,
        withdrawn=withdrawn,
        stands_at=parse_datetime(stands_at) if stands_at else None,
        quiet=event.kind in QUIET,
    )
