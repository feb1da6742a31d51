"""Who calls the API in these stories: the dispatch center's machine, the desk, a tablet, and strangers."""

from types import SimpleNamespace
from uuid import uuid4

import pytest

from responder_app.actions.safety import call_backup
from responder_app.actions.shifts import sign_on
from responder_app.actions.supports import send_support
from responder_app.actions.transfers import offer_transfer
from responder_app.models import Event, Transfer
from tests import factories
from tests.callers import center_of, signed_in
from tests.conftest import TWO_PM


@pytest.fixture
def center(agency):
    return center_of(agency)


@pytest.fixture
def desk(dispatcher):
    return signed_in(dispatcher)


@pytest.fixture
def tablet(medic):
    return signed_in(medic)


@pytest.fixture
def call_type(agency):
    return factories.CallType(agency=agency, code="WELFARE", label="Check the welfare", priority=2)


@pytest.fixture
def backup(assignment, medic):
    id = uuid4()
    call_backup(assignment=assignment, level="urgent", reasons=["crowd_hostile"], by=medic, id=id, occurred_at=TWO_PM)
    return assignment.backup_requests.get(pk=id)


@pytest.fixture
def support(assignment, dispatcher):
    id = uuid4()
    send_support(incident=assignment.incident, kind="ems", by=dispatcher, id=id, occurred_at=TWO_PM)
    return assignment.incident.supports.get(pk=id)


@pytest.fixture
def world(agency, incident, unit, other_unit, assignment, backup, support, service, call_type, clinician):
    """One of everything in Juniper Falls: R1 is on the call and EMS go too, R2 is free with a crew."""
    sign_on(unit=other_unit, by=clinician, id=uuid4(), occurred_at=TWO_PM)
    return SimpleNamespace(
        agency=agency,
        incident=incident,
        support=support,
        waiting=factories.Incident(agency=agency, call_type=call_type, number=9001),
        unit=unit,
        other_unit=other_unit,
        assignment=assignment,
        backup=backup,
        service=service,
        call_type=call_type,
        transfer=offered_to_police(agency, call_type),
    )


def offered_to_police(agency, call_type) -> Transfer:
    """The caller of a call of its own, by the clinician in the room; at two, so that it is not answered yet."""
    told = {"incident": factories.Incident(agency=agency, call_type=call_type, number=9002), "reason": "emergency"}
    by = factories.Person(agency=agency, role="clinician", first_name="Ines")
    id = offer_transfer(to_party="police", **told, by=by, id=uuid4(), occurred_at=TWO_PM).id
    return Transfer.objects.get(pk=id)


@pytest.fixture
def lines():
    """How many lines the log has, to see that nothing was filed."""
    return lambda: Event.objects.count()
