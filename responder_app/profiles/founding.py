"""An agency is set up after a profile, in one piece, by the actions that its administrator has too."""

from dataclasses import asdict
from datetime import datetime, time
from uuid import uuid4

from django.db import transaction

from ..actions.own_words import set_practice, set_terms
from ..actions.people import add_person
from ..actions.program import add_call_type, add_unit, found_agency
from ..actions.rulesets import publish_ruleset
from ..actions.scenes import publish_form
from ..actions.settings import change_agency, set_hours
from ..models import Agency
from ..words import Role, first_questions
from .profile import Profile, Span


@transaction.atomic
def found(profile: Profile, *, name: str, time_zone: str = "", administrator: str = "", at: datetime) -> Agency:
    """The agency, at work from the day of `at`. Raises Refused where an action does; then nothing was founded."""
    zone = time_zone or profile.time_zone
    agency = found_agency(name=name, time_zone=zone, profile=profile.name, id=uuid4(), occurred_at=at)

    def act(action, **what):
        return action(by=agency, id=uuid4(), occurred_at=at, **what)

    act(set_terms, terms=profile.terms, outcome_names=profile.outcomes)
    act(set_practice, channels=profile.channels, follow_up_hours=profile.follow_up_hours)
    crew = {"make_up": profile.make_up, "least_crew": profile.least_crew}
    act(change_agency, settings={**profile.limits, **crew})
    for kind in profile.call_types:
        act(add_call_type, **asdict(kind))
    _open(profile, act)
    if profile.questions:
        rules = [asked(question) for question in profile.questions]
        act(publish_ruleset, questions=rules, effective_from=agency.day_of(at), note=f"After {profile.program}")
    if profile.form:
        act(publish_form, sections=profile.form, effective_from=agency.day_of(at))
    if administrator:
        act(add_person, username=administrator, role=Role.ADMINISTRATOR)
    agency.refresh_from_db()
    return agency


def asked(question: dict) -> dict:
    """A standard question goes by the words it has there, and does only what the profile says."""
    words = ("text_en", "text_es", "definition", "example")
    standard = {rule.code: rule for rule in first_questions()}.get(question["code"])
    told = {name: getattr(standard, name) for name in words} if standard else {}
    return told | question


def _open(profile: Profile, act) -> None:
    """Its hours; its units, and where they have hours of their own, those."""
    if profile.hours:
        act(set_hours, hours=_week(profile.hours))
    for crew in profile.units:
        unit = act(add_unit, call_sign=crew.call_sign).unit
        if crew.hours:
            act(set_hours, unit=unit, hours=_week(crew.hours))


def _week(spans: list[Span]) -> list[tuple]:
    clock = time.fromisoformat
    return [(day, clock(span.opens), clock(span.closes)) for span in spans for day in span.days]
