from uuid import uuid4

import pytest

from responder_app import access
from responder_app.actions.assignments import report_status
from responder_app.models import FollowUp
from responder_app.reports import unfinished
from tests import factories


@pytest.fixture
def owed(medic, two_pm):
    def owed(person=medic):
        return unfinished.of(
            assignments=access.assignments_for(person),
            follow_ups=access.follow_ups_for(person).filter(owner=person),
            requests=access.backup_requests_for(person),
            held=access.held_calls_for(person),
            until=two_pm,
        )

    return owed


class TestUnfinished:
    def test_is_nothing_on_a_quiet_day(self, owed, on_duty):
        assert not owed()
        assert owed().counts == {}

    def test_a_call_in_hand_is_no_paperwork_yet_and_is_once_clear(self, owed, assignment, medic, two_pm):
        assert owed().counts == {}

        report_status(assignment=assignment, status="available", by=medic, id=uuid4(), occurred_at=two_pm)

        assert owed().counts == {"paperwork": 1}

    def test_follow_ups_are_ones_own_that_are_due_within_a_day(self, owed, incident, medic, clinician, two_pm, minutes):
        told = {"agency": medic.agency, "incident": incident, "planned_by": medic, "planned_at": two_pm}
        for owner, due in ((medic, 60), (medic, 60 * 48), (clinician, 60)):
            FollowUp.objects.create(owner=owner, due_at=two_pm + minutes(due), what="Call back", **told)

        assert owed().counts == {"follow_ups": 1}

    def test_a_call_kept_for_the_unit_is_held(self, owed, on_duty, unit, other_unit, agency):
        kept = factories.Incident(agency=agency, held_for=unit)
        factories.Incident(agency=agency, held_for=other_unit)

        assert owed().held == [kept]

    def test_is_nobody_elses(self, owed, assignment, medic, clinician, elsewhere, two_pm):
        report_status(assignment=assignment, status="available", by=medic, id=uuid4(), occurred_at=two_pm)

        assert owed()
        assert not owed(clinician)
        assert not owed(elsewhere.responder)
