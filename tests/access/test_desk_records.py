"""Who may see whom the desk sent, and the log of who rang the caller."""

from uuid import uuid4

import pytest

from responder_app import access
from responder_app.actions.hold_queue import log_call_back
from responder_app.actions.supports import send_support
from tests import factories


@pytest.fixture
def on_file(assignment, dispatcher, two_pm):
    told = {"incident": assignment.incident, "by": dispatcher, "occurred_at": two_pm}
    send_support(kind="police", id=uuid4(), **told)
    log_call_back(kind="safety_check", reached=True, id=uuid4(), **told)


@pytest.mark.parametrize("rule", [access.supports_for, access.caller_contacts_for])
class TestWhatTheDeskFiled:
    def test_is_seen_by_the_desk_the_manager_the_center_and_the_calls_crew(
        self, on_file, rule, dispatcher, manager, machine, medic
    ):
        assert [rule(person).count() for person in (dispatcher, manager, machine, medic)] == [1, 1, 1, 1]

    def test_is_seen_by_no_other_crew_and_no_other_agency(self, on_file, rule, clinician, elsewhere):
        assert [rule(person).count() for person in (clinician, elsewhere.dispatcher, elsewhere.responder)] == [0, 0, 0]


class TestServiceAreas:
    def test_are_the_agencys_own(self, agency, administrator, elsewhere):
        agency.service_areas.create(name="North", shape={"type": "Polygon", "coordinates": []})
        assert access.service_areas_for(administrator).count() == 1
        assert access.service_areas_for(elsewhere.administrator).count() == 0
        assert factories.Unit(agency=agency).areas.count() == 0
