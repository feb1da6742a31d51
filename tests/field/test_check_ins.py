from uuid import uuid4

import pytest
from django.urls import reverse

from responder_app.actions.assignments import report_status
from responder_app.deliver import timers
from responder_app.models import CheckInTimer


@pytest.fixture
def timer(assignment, medic, two_pm):
    report_status(assignment=assignment, status="on_scene", by=medic, id=uuid4(), occurred_at=two_pm)
    return CheckInTimer.objects.get()


@pytest.fixture
def shown(tablet):
    return lambda: tablet.get(reverse("tablet")).content.decode().split("<template")[0]


class TestTheCard:
    def test_says_by_when_on_every_page(self, timer, shown):
        assert "Check in by 08:05" in shown()

    def test_is_not_there_without_a_timer(self, assignment, shown):
        assert "data-check-in" not in shown()

    def test_says_that_dispatch_is_calling(self, timer, shown, two_pm, minutes):
        timers.ring(two_pm + minutes(5))
        assert "Check in now: dispatch is calling you" in shown()

    def test_gives_way_to_the_alarm(self, timer, shown, two_pm, minutes):
        timers.ring(two_pm + minutes(5))
        timers.ring(two_pm + minutes(7))
        assert "data-check-in" not in shown()
        assert "Check-in missed." in shown()


class TestCheckIn:
    def test_is_filed(self, timer, post, assignment):
        assert post("tablet-check-in", assignment.pk).json()["kind"] == "check_in.made"

    def test_of_another_agency_is_not_found(self, stranger_posts, timer, assignment):
        assert stranger_posts("tablet-check-in", assignment.pk).status_code == 404


class TestMoreTime:
    def test_is_given_with_its_reason(self, timer, post, assignment):
        assert post("tablet-more-time", assignment.pk, minutes=20, reason="Still talking.").status_code == 201
        timer.refresh_from_db()
        assert timer.reason == "Still talking."

    @pytest.mark.parametrize(
        "wrong", [{"minutes": 20}, {"minutes": 500, "reason": "x"}, {"minutes": "x", "reason": "x"}]
    )
    def test_needs_a_time_and_a_reason(self, timer, post, assignment, wrong):
        assert post("tablet-more-time", assignment.pk, **wrong).status_code == 422

    def test_of_another_agency_is_not_found(self, stranger_posts, timer, assignment):
        assert stranger_posts("tablet-more-time", assignment.pk, minutes=20, reason="x").status_code == 404
