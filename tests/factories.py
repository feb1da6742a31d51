"""Rows for tests, the shortest way. Names, places and numbers are invented."""

from datetime import UTC, date, datetime
from types import SimpleNamespace
from uuid import uuid4

import factory
from factory.django import DjangoModelFactory

from responder_app import models, words
from responder_app.actions.program import found_agency

NOON = datetime(2026, 5, 14, 12, 0, tzinfo=UTC)
PASSWORD = "correct-horse-battery"


def agency(name="Juniper Falls"):
    return found_agency(name=name, id=uuid4(), occurred_at=NOON)


class Person(DjangoModelFactory):
    class Meta:
        model = models.User
        skip_postgeneration_save = True

    username = factory.Sequence(lambda number: f"person-{number}")
    role = words.Role.RESPONDER

    @factory.post_generation
    def password(self, create, extracted, **kwargs):
        self.set_password(extracted or PASSWORD)
        self.save()


class Unit(DjangoModelFactory):
    class Meta:
        model = models.Unit

    call_sign = factory.Sequence(lambda number: f"R{number + 10}")
    status_since = NOON


class CallType(DjangoModelFactory):
    class Meta:
        model = models.CallType

    code = factory.Sequence(lambda number: f"CW{number}")
    label = "Check the welfare"
    eligible = True
    effective_from = date(2020, 1, 1)


class Incident(DjangoModelFactory):
    class Meta:
        model = models.Incident

    call_type = factory.SubFactory(CallType, agency=factory.SelfAttribute("..agency"))
    number = factory.Sequence(lambda number: number + 1)
    intake_channel = words.IntakeChannel.CALL_TAKER
    priority = 3
    eligible = True
    address = "200 block of Alder Street"
    place_key = factory.LazyAttribute(lambda told: models.incidents.place_key_of(told.address))
    summary = "Somebody sits on the kerb and cries."
    callback_number = "555-0100"
    received_at = NOON


class Organization(DjangoModelFactory):
    class Meta:
        model = models.Organization

    name = factory.Sequence(lambda number: f"Harbour House {number}")


class Service(DjangoModelFactory):
    class Meta:
        model = models.Service

    organization = factory.SubFactory(Organization, agency=factory.SelfAttribute("..agency"))
    name = "Night shelter"
    category = "Shelter"


def neighbouring_agency():
    """Agency, people by role, unit, incident, assignment and service of another city."""
    from responder_app.actions.assignments import assign
    from responder_app.actions.shifts import sign_on

    other = agency("Salt Marsh")
    people = {role.value: Person(agency=other, role=role, first_name="Sol") for role in words.Role}
    unit = Unit(agency=other, call_sign="S1")
    incident = Incident(agency=other, address="9 Elsewhere Road")
    sign_on(unit=unit, by=people["responder"], id=uuid4(), occurred_at=NOON)
    made = assign(incident=incident, unit=unit, by=people["dispatcher"], id=uuid4(), occurred_at=NOON)
    return SimpleNamespace(
        agency=other,
        unit=unit,
        incident=incident,
        assignment=made.assignment,
        service=Service(agency=other),
        **people,
    )
