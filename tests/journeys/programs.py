"""The ten programs as towns: what town.py founds where a story is about one of them."""

from datetime import timedelta
from uuid import uuid4

from django.utils import timezone

from responder_app.actions.shifts import sign_on
from responder_app.profiles import founding, shelf
from tests import factories

CREW = ("mika", "cleo", "noor")


def found_program(profile, at_the_desk):
    """An agency after one of the profiles: its first unit has a crew of its make-up, mika among them. `at_the_desk`:
    roles by user name."""
    chosen, now = shelf.load(profile), timezone.now()
    agency = founding.found(chosen, name="Juniper Falls", administrator="ada", at=now - timedelta(minutes=10))
    unit = agency.units.get(call_sign=chosen.units[0].call_sign)
    for username, role in at_the_desk.items():
        factories.Person(agency=agency, username=username, role=role, first_name=username.title())
    professions = [*(chosen.make_up or ["other"])]
    professions += ["other"] * (agency.least_crew - len(professions))
    for username, profession in zip(CREW, professions, strict=False):
        person = factories.Person(agency=agency, username=username, first_name=username.title(), profession=profession)
        sign_on(unit=unit, by=person, id=uuid4(), occurred_at=now)
