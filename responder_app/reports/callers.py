"""Who has which caller: offered and not answered, come back, in somebody's hands; in as many queries for a hundred as
for one. Every function takes what the reader may see (from access)."""

from dataclasses import dataclass, field
from datetime import datetime

from django.db.models import Count, Exists, Max, OuterRef, Prefetch

from ..models import Assignment, CallerContact, Consult, Event, Incident, Transfer, User
from ..words import INSIDE, OWNER_OF, Party, TransferEnd
from . import screening

# Desks at which each caller is in one person's hands; at the board they are everybody's.
PERSONAL = (Party.CLINICIAN, Party.HOTLINE)
TAKES = ("incident.received", "transfer.accepted", "caller.taken_over")
CAME_BACK = (TransferEnd.DECLINED, TransferEnd.DROPPED)


@dataclass(frozen=True, slots=True)
class Record:
    """What goes with a caller, so that nobody has to ask twice. `earlier`: `{"number", "last"}` of calls at the same
    place that ended with somebody met, or by phone."""

    screening: dict
    cautions: list
    earlier: dict | None


@dataclass(slots=True)
class Passing:
    """Of one desk. `here`: offered to it, each with its `record`; `away`: what it offered and nobody answered yet;
    `back`: declined or lost, and since then in nobody's hands."""

    here: list[Transfer] = field(default_factory=list)
    away: list[Transfer] = field(default_factory=list)
    back: list[Transfer] = field(default_factory=list)


def passing(transfers, party: Party) -> Passing:
    rung = CallerContact.objects.filter(incident=OuterRef("incident"), reached=True)
    crews = Assignment.objects.unfinished().filter(incident=OuterRef("incident"))
    found = transfers.filter(incident__closed_at=None).order_by("offered_at", "pk")
    found = found.select_related("incident__call_type", "offered_by", "ended_by").annotate(
        with_crew=Exists(crews), rung_again=Exists(rung.filter(occurred_at__gte=OuterRef("ended_at")))
    )
    # The open one is a call's last, however the clocks of two desks differ.
    last = {row.incident_id: row for row in sorted(found, key=lambda row: row.ended_at is None)}
    told = Passing()
    for transfer in last.values():
        if transfer.ended_at is None and transfer.to_party == party:
            told.here.append(transfer)
        elif transfer.ended_at is None and transfer.from_party == party:
            told.away.append(transfer)
        elif _came_back(transfer, party):
            told.back.append(transfer)
    return told


def _came_back(transfer: Transfer, party: Party) -> bool:
    if transfer.end not in CAME_BACK or transfer.with_crew or transfer.rung_again:
        return False
    return party == (transfer.from_party if transfer.from_party in INSIDE else transfer.to_party)


def answers(consults) -> dict[int, list[Consult]]:
    """What was asked and answered of calls that still wait, by the person who asked."""
    crews = Assignment.objects.unfinished().filter(incident=OuterRef("incident"))
    told = consults.filter(incident__closed_at=None).exclude(answered_at=None).exclude(Exists(crews))
    found = {}
    for consult in told.select_related("incident", "answered_by").order_by("answered_at"):
        found.setdefault(consult.asked_by_id, []).append(consult)
    return found


def with_answers(consults) -> list[Consult]:
    """Open questions, each with the `screening` that it is about."""
    asked = list(consults)
    answers = screening.answers_of([consult.incident for consult in asked])
    for consult in asked:
        consult.screening = answers[consult.incident_id]
    return asked


def add_records(transfers: list[Transfer], cautions, earlier, now: datetime) -> None:
    """Give each its `record`; `earlier` are the contacts at any of their places."""
    places = {transfer.incident.place_key for transfer in transfers} - {""}
    warned, met = {}, {}
    if places:
        for caution in cautions.standing(now).filter(place_key__in=places):
            warned.setdefault(caution.place_key, []).append(caution)
        rows = Incident.objects.filter(pk__in=earlier.values("pk")).order_by().values("place_key")
        met = {row["place_key"]: row for row in rows.annotate(number=Count("pk"), last=Max("received_at"))}
    answers = screening.answers_of([transfer.incident for transfer in transfers])
    for transfer in transfers:
        place = transfer.incident.place_key
        transfer.record = Record(answers[transfer.incident_id], warned.get(place, []), met.get(place))


def offered_to(transfers, party: Party | None) -> list[Transfer]:
    """What rings at that desk: callers offered to it whom nobody has answered for; none for who speaks for no desk."""
    if party is None:
        return []
    found = transfers.open().filter(to_party=party, incident__closed_at=None).order_by("offered_at", "pk")
    return list(found.select_related("incident__call_type"))


def in_hand(incidents, party: Party) -> list[Incident]:
    """Open calls of that desk, the most urgent first. `has`: see who_has (None: nobody any more); `units`: the crews
    that have it now."""
    crews = Assignment.objects.unfinished().select_related("unit")
    found = (
        incidents.open()
        .filter(dispatch_owner=OWNER_OF[party])
        .select_related("call_type")
        .order_by("priority", "received_at", "number")
        .prefetch_related(
            Prefetch("assignments", crews.order_by("made_at"), to_attr="crews"),
            Prefetch("caller_contacts", CallerContact.objects.order_by("occurred_at"), to_attr="rung"),
        )
    )
    calls = list(found)
    has = who_has(calls, party)
    for call in calls:
        call.has = has.get(call.pk)
        call.units = [crew.unit for crew in call.crews]
        call.told = next((each for each in reversed(call.rung) if each.told_minutes is not None), None)
    return calls


def of_person(calls: list[Incident], person: User) -> tuple[list[Incident], list[Incident]]:
    """Somebody's own callers, and those of the same desk that others have."""
    own = [call for call in calls if call.has == person]
    return own, [call for call in calls if call.has != person]


def who_has(calls: list[Incident], party: Party) -> dict:
    """Whoever typed the call, took the caller over from another desk, or from a colleague of this one; the last of the
    log stands. By the call's id."""
    if not calls:
        return {}
    lines = Event.objects.filter(kind__in=TAKES, incident__in=calls).select_related("by").order_by("seq")
    return {line.incident_id: line.by for line in lines if line.details.get("to_party", party) == party}


def desk_of(incident: Incident) -> Party | None:
    """The desk in whose hands the caller is, where its callers are in somebody's own: see PERSONAL."""
    return next((party for party in PERSONAL if OWNER_OF[party] == incident.dispatch_owner), None)
