"""A crew that has reported, and what stands of it."""

from uuid import uuid4

import pytest

from responder_app.actions.assignments import report_status
from responder_app.actions.training import enter_training, open_training
from responder_app.models import Agency, StatusReport, User


@pytest.fixture
def reported(assignment, medic, two_pm, minutes):
    """The medic reports a status so many minutes after two; the report itself is returned."""

    def at(status, minute):
        told = {"by": medic, "id": uuid4(), "occurred_at": two_pm + minutes(minute)}
        line = report_status(assignment=assignment, status=status, **told)
        return StatusReport.objects.select_related("assignment__incident", "assignment__unit").get(pk=line.id)

    return at


@pytest.fixture
def stands(assignment, unit):
    def stands():
        assignment.refresh_from_db()
        unit.refresh_from_db()
        assert unit.status == assignment.status
        return assignment.status

    return stands


@pytest.fixture
def hand(two_pm):
    """Each time another letter of two o'clock."""
    return lambda: {"id": uuid4(), "occurred_at": two_pm}


@pytest.fixture
def ground(administrator, hand, unit):
    open_training(by=administrator, **hand())
    return Agency.objects.get(training_of=administrator.agency)


@pytest.fixture
def twin(ground, hand):
    """`twin(medic)`: their account for practice."""

    def twin(person):
        enter_training(by=person, **hand())
        return User.objects.select_related("agency").get(trainee_of=person)

    return twin
