"""A desk with its dispatcher in front of it, and what a tap looks like."""

from uuid import uuid4

import pytest
from django.urls import reverse

from responder_app.actions import assignments, hold_queue, supports
from responder_app.actions.safety import call_backup
from responder_app.actions.shifts import sign_on
from responder_app.dispatch import shared
from responder_app.models import BackupRequest, Incident
from tests import factories


@pytest.fixture(autouse=True)
def _nothing_kept():
    """A test may change a row without the log, and look again within the moment for which it is good."""
    shared.forget()


@pytest.fixture
def desk(client, dispatcher):
    client.force_login(dispatcher)
    return client


@pytest.fixture
def backup(assignment, medic, two_pm):
    said = {"level": "urgent", "reasons": ["threat_of_violence"]}
    call_backup(assignment=assignment, by=medic, id=uuid4(), occurred_at=two_pm, **said)
    return BackupRequest.objects.get()


@pytest.fixture
def tap():
    """Posts the form of a control, as htmx does or as a browser without JavaScript does."""

    def post(client, name, thing, *, htmx=True, id=None, **fields):
        headers = {"HX-Request": "true"} if htmx else {}
        return client.post(reverse(name, args=[thing.pk]), {"id": id or uuid4(), **fields}, headers=headers)

    return post


@pytest.fixture
def strangers(client, elsewhere, medic, manager, machine):
    """Signs in one after the other: the same role elsewhere, and the roles here that may not act at the desk."""

    def each():
        for stranger in (elsewhere.dispatcher, medic, manager, machine):
            client.force_login(stranger)
            yield client

    return each


@pytest.fixture
def as_(client):
    """`as_(person)`: the browser of somebody else."""

    def sign_in(person):
        client.force_login(person)
        return client

    return sign_in


@pytest.fixture
def ask(client):
    """What the page asks for: several regions at once, with the rows that it has."""

    def ask(person, *names, have=()):
        client.force_login(person)
        headers = {"HX-Request": "true", "X-Regions": " ".join(names), "X-Have": " ".join(have)}
        return client.get("/desk/", headers=headers).content.decode()

    return ask


@pytest.fixture
def city(assignment, other_unit, clinician, agency, dispatcher, two_pm):
    """One call under way, one in the hold queue with police, one that waits and came back, one kept for R1."""
    told = {"by": dispatcher, "occurred_at": two_pm}
    kind = assignment.incident.call_type
    held, returned, kept = (factories.Incident(agency=agency, call_type=kind) for _ in range(3))
    hold_queue.hold_for_team(incident=held, id=uuid4(), **told)
    supports.send_support(incident=held, kind="police", id=uuid4(), **told)
    Incident.objects.filter(pk=kept.pk).update(held_for=assignment.unit, held_at=two_pm)
    sign_on(unit=other_unit, by=clinician, id=uuid4(), occurred_at=two_pm)
    made = assignments.assign(incident=returned, unit=other_unit, id=uuid4(), **told)
    assignments.withdraw(assignment=made.assignment, id=uuid4(), **told)
    return agency
