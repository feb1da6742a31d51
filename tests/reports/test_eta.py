from datetime import timedelta
from uuid import uuid4

import pytest

from responder_app.actions.assignments import report_status
from responder_app.actions.corrections import correct_status
from responder_app.models import Assignment, Incident, StatusReport
from responder_app.reports.eta import Trip, eta, trips
from tests import factories

ZONE = "America/Denver"  # two in the afternoon UTC is eight in the morning there


def usual(number=10, hour=8, priority=3, wait=20.0, way=12.0, away=60.0):
    return [Trip(hour, priority, wait + turn, way, away) for turn in range(number)]


@pytest.fixture
def told(two_pm):
    """What is told at eight in the morning, with two units free of three and nobody ahead."""

    def told(known, priority=3, **more):
        return eta(known, priority, two_pm, ZONE, **{"ahead": 0, "free": 2, "on_duty": 3, **more})

    return told


class TestEta:
    def test_is_the_median_to_the_ninetieth_percentile_in_steps_of_five(self, told):
        answer = told(usual())
        assert (answer.low, answer.high, answer.basis, answer.calls) == (20, 30, "same", 10)

    def test_is_of_the_same_hours_and_priority_first(self, told):
        assert told(usual() + usual(hour=20, wait=90) + usual(priority=1, wait=5)).low == 20

    @pytest.mark.parametrize(
        ("other", "basis"),
        [({"hour": 20}, "all_hours"), ({"priority": 1}, "all_priorities")],
    )
    def test_stands_on_more_calls_where_those_are_too_few(self, told, other, basis):
        answer = told(usual(9) + usual(9, **other))
        assert (answer.basis, answer.calls) == (basis, 18)

    def test_says_that_there_are_too_few(self, told):
        answer = told(usual(9))
        assert (answer.low, answer.high, answer.basis, answer.calls) == (None, None, "too_few", 9)

    def test_says_that_nobody_is_on_duty(self, told):
        assert told(usual(), free=0, on_duty=0).basis == "nobody"

    def test_is_longer_while_more_wait_than_are_free(self, told):
        calm, busy = told(usual(), ahead=1), told(usual(), ahead=6, free=1)
        assert (calm.low, calm.high) == (20, 30)
        assert (busy.low, busy.high) == (130, 135)  # six turns of 60 minutes by three units, and 12 on the way
        assert (calm.said, busy.said) == ("20–30 min", "2 h 10–2 h 15")

    def test_is_never_shorter_for_a_queue(self, told):
        quick = usual(away=3.0, way=1.0)
        assert told(quick, ahead=3, free=1).low == told(quick).low


class TestTrips:
    @pytest.fixture
    def arrive(self, agency, unit, medic, on_duty, two_pm, minutes):
        def arrive(received=0, made=10, arrived=25, cleared=70, **call):
            incident = factories.Incident(agency=agency, received_at=two_pm + minutes(received), **call)
            ride = Assignment.objects.create(
                agency=agency,
                incident=incident,
                unit=unit,
                status_at=two_pm,
                made_at=two_pm + minutes(made),
                accept_by=two_pm,
                cleared_at=two_pm + minutes(cleared),
            )
            tap = {"by": medic, "id": uuid4(), "occurred_at": two_pm + minutes(arrived)}
            report_status(assignment=ride, status="on_scene", **tap)
            return StatusReport.objects.get(pk=tap["id"])

        return arrive

    @pytest.fixture
    def known(self, two_pm):
        return lambda: trips(Incident.objects.all(), two_pm + timedelta(days=1), ZONE)

    def test_are_request_to_arrival_the_way_and_the_whole_time(self, arrive, known):
        arrive()
        assert known() == [Trip(hour=8, priority=3, wait=25, way=15, away=60)]

    def test_follow_what_the_crew_put_right(self, arrive, known, medic, two_pm, minutes):
        report = arrive()
        tap = {"by": medic, "id": uuid4(), "occurred_at": two_pm + minutes(80)}
        correct_status(report=report, kind="retimed", time=two_pm + minutes(30), reason="forgot", **tap)
        assert known()[0].wait == 30

    def test_leave_out_an_arrival_that_did_not_happen(self, arrive, known, medic, two_pm, minutes):
        report = arrive()
        tap = {"by": medic, "id": uuid4(), "occurred_at": two_pm + minutes(80)}
        correct_status(report=report, kind="struck", reason="wrong call", **tap)
        assert known() == []

    def test_leave_out_what_is_old_and_what_a_crew_started_itself(self, arrive, known, two_pm):
        old = arrive().assignment.incident
        old.received_at -= timedelta(weeks=5)
        old.save()
        arrive(dispatch_owner="responder")
        assert known() == []

    def test_of_two_crews_the_first_counts(self, arrive, known, agency, two_pm, minutes):
        first = arrive()
        later = arrive(arrived=60)
        later.assignment.incident, before = first.assignment.incident, later.assignment.incident
        later.assignment.save()
        assert before != later.assignment.incident
        assert [trip.wait for trip in known()] == [25]

    def test_are_as_many_queries_however_many(self, arrive, known, django_assert_num_queries):
        arrive()
        arrive(received=5)
        with django_assert_num_queries(2):
            known()
