"""A crew that has reported, and what stands of it."""

from datetime import timedelta
from uuid import uuid4

import pytest

from responder_app.actions.assignments import report_status
from responder_app.actions.hold_queue import hold_for_team
from responder_app.actions.safety import call_backup
from responder_app.actions.training import enter_training, open_training
from responder_app.models import Agency, BackupRequest, StatusReport, User


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
    """Each time another letter, of two o'clock or so many minutes later."""
    return lambda after=0: {"id": uuid4(), "occurred_at": two_pm + timedelta(minutes=after)}


@pytest.fixture
def waits(incident, dispatcher, hand):
    """The caller waits since two; the priority is 3: a team within 20 minutes, a decision after 60."""
    hold_for_team(incident=incident, by=dispatcher, **hand())
    return incident


@pytest.fixture
def backup(assignment, medic, hand):
    """The crew asked for help at two."""
    said = {"level": "emergency", "reasons": ["weapon_seen"]}
    call_backup(assignment=assignment, by=medic, **said, **hand())
    return BackupRequest.objects.get()


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
