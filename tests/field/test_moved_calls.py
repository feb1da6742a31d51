"""What a crew reads when the desk moves it, or its call."""

from uuid import uuid4

import pytest

from responder_app.actions.dispatching import preempt, reassign
from responder_app.actions.shifts import sign_on
from tests import factories


@pytest.fixture
def tap(dispatcher, two_pm):
    return {"by": dispatcher, "id": uuid4(), "occurred_at": two_pm}


def told(tablet, page):
    return " ".join(tablet.get(page).content.decode().split())


class TestACrewThatWasTakenOff:
    def test_reads_where_it_goes_on_both_calls(self, tablet, assignment, agency, tap):
        urgent = factories.Incident(agency=agency, priority=1)
        preempt(assignment=assignment, incident=urgent, **tap)

        assert f"Dispatch took you off call {assignment.incident} for this one." in told(tablet, "/tablet/")
        left = told(tablet, f"/tablet/calls/{assignment.pk}/")
        assert "Dispatch took this call back at" in left
        assert f"You were sent to call {urgent}." in left

    def test_reads_who_has_its_call_now(self, tablet, assignment, other_unit, clinician, tap, two_pm):
        sign_on(unit=other_unit, by=clinician, id=uuid4(), occurred_at=two_pm)
        reassign(assignment=assignment, unit=other_unit, **tap)

        assert "R2 has it now." in told(tablet, f"/tablet/calls/{assignment.pk}/")

    def test_reads_nothing_of_a_move_that_did_not_happen(self, tablet, assignment):
        assert "took you off" not in told(tablet, "/tablet/")
        assert "has it now" not in told(tablet, f"/tablet/calls/{assignment.pk}/")
