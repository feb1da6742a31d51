"""What a crew says of a call reaches the dispatch center by code."""

from uuid import uuid4

import pytest

from responder_app.actions.amendments import amend
from responder_app.actions.encounters import close
from responder_app.models import Event
from tests.callers import center_of

NOBODY = {"contact_outcome": "gone_on_arrival"}


@pytest.fixture
def closed(assignment, medic, two_pm):
    scene = {"answers": {"good_fit": "needed_police"}}
    close(assignment=assignment, scene=scene, by=medic, id=uuid4(), occurred_at=two_pm, **NOBODY)
    return assignment


@pytest.fixture
def center(agency):
    return center_of(agency)


class TestGoodFit:
    def test_is_in_the_outcome_and_in_its_line(self, center, closed):
        record = center.get(f"/assignments/{closed.pk}/").json()
        lines = center.get("/events/").json()["events"]

        assert record["outcome"]["good_fit"] == record["scene"]["answers"]["good_fit"] == "needed_police"
        (told,) = [line["data"] for line in lines if line["type"] == "assignment.closed"]
        assert told["good_fit"] == "needed_police"

    def test_is_what_the_crew_amended_it_to(self, center, closed, medic, two_pm, minutes):
        told = {"scene": {"answers": {"good_fit": "good"}}, "reason": "Police were not needed.", **NOBODY}
        amend(assignment=closed, by=medic, id=uuid4(), occurred_at=two_pm + minutes(2), **told)

        assert center.get(f"/assignments/{closed.pk}/").json()["outcome"]["good_fit"] == "good"
        assert Event.objects.get(kind="assignment.amended").details["good_fit"] == "good"

    def test_is_empty_where_the_crew_was_not_asked(self, center, assignment, medic, two_pm):
        close(assignment=assignment, by=medic, id=uuid4(), occurred_at=two_pm, **NOBODY)

        assert center.get(f"/assignments/{assignment.pk}/").json()["outcome"]["good_fit"] == ""
        assert "good_fit" not in Event.objects.get(kind="assignment.closed").details
