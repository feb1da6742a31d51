"""An agency is founded and set up."""

from django.db import transaction

from ..log import action, record
from ..models import Agency, CallType, Event, ListEntry, LogHead, Phrase, Unit
from ..words import Role, UnitStatus, beginning, first_phrases
from .rulesets import begin_rules, first_rules


@transaction.atomic
def found_agency(*, name, time_zone="America/Denver", accept_limit=60, phone="", profile="", id, occurred_at) -> Agency:
    """Begin an agency and its log, whose first line this is."""
    told = {"time_zone": time_zone, "accept_limit": accept_limit, "phone": phone, "profile": profile}
    agency = Agency.objects.create(name=name, **told)
    LogHead.objects.create(agency=agency)
    _begin_lists(agency, agency.day_of(occurred_at))
    _begin_phrases(agency, occurred_at)
    begin_rules(agency, first_rules(), 1, agency.day_of(occurred_at), [agency, occurred_at])
    _open_log(by=agency, id=id, occurred_at=occurred_at)
    return agency


def _begin_lists(agency: Agency, day) -> None:
    """The code lists as they are handed out (words/lists.json); the agency changes them from there."""
    ListEntry.objects.bulk_create(
        ListEntry(
            agency=agency,
            list=name,
            code=entry["code"],
            label_en=entry["en"],
            label_es=entry["es"],
            standard=entry.get("standard", ""),
            position=position,
            effective_from=day,
        )
        for name, entries in beginning().items()
        for position, entry in enumerate(entries)
    )


def _begin_phrases(agency: Agency, at) -> None:
    """Those handed out for notes and to show to people (words/phrases.json); crews add their own."""
    Phrase.objects.bulk_create(
        Phrase(agency=agency, to_show=purpose == "to_show", texts=texts, position=position, added_at=at)
        for purpose, phrases in first_phrases().items()
        for position, texts in enumerate(phrases)
    )


@action()
def _open_log(*, by, id, occurred_at) -> Event:
    return record("agency.founded")


@action(Role.ADMINISTRATOR)
def add_unit(*, call_sign, by, id, occurred_at) -> Event:
    """A unit joins, off duty until somebody signs on to it."""
    unit = Unit.objects.create(
        agency_id=by.agency_id, call_sign=call_sign, status=UnitStatus.OFF_DUTY, status_since=occurred_at
    )
    return record("agency.changed", unit=unit)


@action(Role.ADMINISTRATOR)
def add_call_type(*, code, label, eligible, priority, channels=(), by, id, occurred_at) -> Event:
    """A call type, in force from the day of `occurred_at` on the agency's calendar; `channels` (words.IntakeChannel)
    offer it, none: all."""
    agency = Agency.objects.get(pk=by.agency_id)
    CallType.objects.create(
        agency=agency,
        code=code,
        label=label,
        eligible=eligible,
        priority=priority,
        channels=list(channels),
        effective_from=agency.day_of(occurred_at),
    )
    return record("agency.changed", call_type=code)
