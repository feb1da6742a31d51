"""One call's story, line by line, told from its log."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Q
from django.utils.dateparse import parse_datetime

from ..models import Amendment, Assignment, Correction, Event
from ..words import Role
from . import arranged, said, screening
from .sentences import sentence, why_corrected

LATE = timedelta(seconds=60)
# News to a crew even without a word of anybody's.
NEWS = frozenset({"support.asked", "support.changed", "incident.linked", "incident.priority_changed"})
QUIET = frozenset({"assignment.sent", "assignment.on_tablet", "assignment.seen", "contacts.looked_up"})


@dataclass(frozen=True, slots=True)
class Entry:
    """`late_at` is when it was filed, where that was over a minute after it happened; `text` is what a person wrote.

    `put_right` is the correction of the status that the line reported; `stands_at` the time that a correction gave;
    `withdrawn`: what the line filed was a mistake.
    `from_desk`: news for the crew, by somebody who is none of it.
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
    events = _events_of(incident)
    kinds = {event.kind for event in events}
    reasons, withdrawn = arranged.withdrawn_of(incident, kinds)
    links, undone = said.links_of(incident, events)
    texts = arranged.texts_of(incident, kinds) | reasons | screening.texts_of(incident, kinds)
    texts |= said.texts_of(incident, kinds) | links
    if "assignment.amended" in kinds:
        texts |= dict(Amendment.objects.filter(encounter__assignment__incident=incident).values_list("pk", "reason"))
    texts |= {note.pk: note.body for note in notes.filter(incident=incident)}
    for referral in incident.referrals.select_related("service__organization"):
        texts[referral.pk] = f"{referral.service}, {referral.service.organization}"
    corrections = list(Correction.objects.filter(report__assignment__incident=incident).order_by("occurred_at", "pk"))
    texts |= {correction.pk: why_corrected(correction.reason) for correction in corrections}
    standing = {correction.report_id: correction for correction in corrections}
    return [
        _entry(event, texts.get(event.id, ""), standing.get(event.id), withdrawn=event.id in withdrawn | undone)
        for event in events
    ]


def _events_of(incident) -> list[Event]:
    """Its own lines, those that took a unit off this call for another one, whose line it is, and the one on another
    call by which it ended."""
    taken = Assignment.objects.filter(incident=incident, replaced_by__isnull=False)
    elsewhere = taken.exclude(replaced_by__incident=incident).values("replaced_by")
    own = Event.objects.filter(Q(incident=incident) | Q(agency=incident.agency_id, id__in=elsewhere))
    own = own.select_related("unit", "by", "incident").order_by("occurred_at", "seq")
    if incident.duplicate_of_id is None:
        return list(own)
    link = said.line_of_link(incident).select_related("unit", "by", "incident")
    return sorted([*own, *link], key=lambda event: (event.occurred_at, event.seq))


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
        from_desk=bool(text or event.kind in NEWS) and event.by is not None and event.by.role != Role.RESPONDER,
        put_right=put_right,
        withdrawn=withdrawn,
        stands_at=parse_datetime(stands_at) if stands_at else None,
        quiet=event.kind in QUIET,
    )
