from datetime import timedelta
from uuid import uuid4

import pytest

from responder_app.actions.assignments import (
    accept,
    assign,
    confirm_on_tablet,
    decline,
    mark_sent,
    report_status,
    withdraw,
)
from responder_app.actions.encounters import close
from responder_app.actions.out_of_service import back_in_service, go_out_of_service
from responder_app.actions.safety import call_backup
from responder_app.actions.shifts import sign_on
from responder_app.models import Assignment, BackupRequest, Event, Incident, SetAsideLetter, Shift, Unit
from responder_app.reports import board
from tests import factories


class TestWaiting:
    def test_puts_the_more_urgent_first_and_then_the_older(self, agency, two_pm, minutes):
        kind = factories.CallType(agency=agency)

        def call(priority, age):
            at = two_pm - minutes(age)
            return factories.Incident(agency=agency, call_type=kind, priority=priority, received_at=at)

        young, old, urgent = call(3, 5), call(3, 50), call(1, 1)
        assert board.waiting(board.in_no_hands(Incident.objects.all())) == [urgent, old, young]

    def test_leaves_out_what_a_crew_has_or_owes(self, assignment, medic, two_pm):
        said = {"assignment": assignment, "by": medic, "id": uuid4(), "occurred_at": two_pm}
        assert board.waiting(board.in_no_hands(Incident.objects.all())) == []
        report_status(status="available", **said)
        assert board.waiting(board.in_no_hands(Incident.objects.all())) == []

    @pytest.mark.parametrize("back", ["declined", "withdrawn"])
    def test_has_a_call_again_that_came_back_and_who_had_it(self, assignment, medic, dispatcher, two_pm, back):
        said = {"assignment": assignment, "id": uuid4(), "occurred_at": two_pm}
        if back == "declined":
            decline(reason="unsafe", by=medic, **said)
        else:
            withdraw(by=dispatcher, **said)

        (call,) = board.waiting(board.in_no_hands(Incident.objects.all()))
        assert call.returned == [assignment]


class TestUnderWay:
    def test_tells_the_seconds_of_each_step_to_the_crew(self, assignment, medic, agency, two_pm):
        def at(seconds, by):
            when = two_pm + timedelta(seconds=seconds)
            return {"assignment": assignment, "by": by, "id": uuid4(), "occurred_at": when}

        mark_sent(**at(1, agency))
        confirm_on_tablet(**at(2, medic))
        (row,) = board.under_way(Assignment.objects.all(), two_pm)
        assert [(step.word, step.seconds) for step in row.steps] == [
            ("sent", 1),
            ("on the tablet", 2),
            ("seen", None),
            ("accepted", None),
        ]

    def test_no_step_takes_less_than_no_time(self, assignment, medic, two_pm):
        before = two_pm - timedelta(seconds=3)
        accept(assignment=assignment, by=medic, id=uuid4(), occurred_at=before)
        (row,) = board.under_way(Assignment.objects.all(), two_pm)
        assert row.steps[-1].seconds == 0

    def test_is_overdue_from_the_second_the_limit_is_over(self, assignment):
        limit, second = assignment.accept_by, timedelta(seconds=1)
        told = [board.under_way(Assignment.objects.all(), at)[0].overdue for at in (limit - second, limit)]
        assert told == [False, True]

    def test_an_answer_ends_it(self, assignment, medic, two_pm, minutes):
        accept(assignment=assignment, by=medic, id=uuid4(), occurred_at=two_pm)
        assert not board.under_way(Assignment.objects.all(), two_pm + minutes(9))[0].overdue

    def test_puts_the_overdue_first(self, assignment, medic, other_unit, clinician, dispatcher, two_pm, minutes):
        accept(assignment=assignment, by=medic, id=uuid4(), occurred_at=two_pm)
        sign_on(unit=other_unit, by=clinician, id=uuid4(), occurred_at=two_pm)
        call = factories.Incident(agency=assignment.agency)
        late = assign(incident=call, unit=other_unit, by=dispatcher, id=uuid4(), occurred_at=two_pm + minutes(1))

        rows = board.under_way(Assignment.objects.all(), two_pm + minutes(5))
        assert [row.assignment for row in rows] == [late.assignment, assignment]

    def test_marks_a_crew_that_asks_for_backup(self, assignment, medic, two_pm):
        said = {"level": "urgent", "reasons": ["animal"], "by": medic, "id": uuid4(), "occurred_at": two_pm}
        call_backup(assignment=assignment, **said)
        assert board.under_way(Assignment.objects.all(), two_pm)[0].assignment.asking == [BackupRequest.objects.get()]


class TestUnits:
    def test_tells_who_is_aboard_and_on_which_call(self, assignment, medic, other_unit):
        out, off = board.units(Unit.objects.filter(agency=assignment.agency))
        assert ([shift.person for shift in out.aboard], out.out_on) == ([medic], [assignment])
        assert (off, off.aboard, off.out_on) == (other_unit, [], [])

    def test_tells_why_one_takes_no_calls_while_it_takes_none(self, on_duty, unit, medic, two_pm):
        told = {"unit": unit, "by": medic, "occurred_at": two_pm}
        go_out_of_service(reason="meal", **told, id=uuid4())
        back_in_service(**told, id=uuid4())
        assert board.units(Unit.objects.all())[0].out == []

        go_out_of_service(reason="vehicle", **told, id=uuid4())
        assert [spell.reason for spell in board.units(Unit.objects.all())[0].out] == ["vehicle"]


class TestPaperwork:
    def test_is_owed_from_clear_to_closed(self, assignment, medic, two_pm):
        def owed():
            return board.paperwork(Assignment.objects.all())

        said = {"assignment": assignment, "by": medic, "occurred_at": two_pm}
        before = owed()
        report_status(status="available", id=uuid4(), **said)
        between = owed()
        close(contact_outcome="gone_on_arrival", id=uuid4(), **said)
        assert (before, between, owed()) == ([], [assignment], [])


@pytest.fixture
def a_great_night(agency, dispatcher, two_pm):
    """Fifty units, each on a call with backup asked and its delivery half done, and 200 calls waiting."""
    kind = factories.CallType(agency=agency)
    made = {"agency": agency, "call_type": kind, "priority": 3, "eligible": True, "received_at": two_pm}
    calls = [Incident(number=n, intake_channel="988", **made) for n in range(10**6, 10**6 + 250)]
    Incident.objects.bulk_create(calls)
    crew = factories.Person(agency=agency, first_name="Remy")
    units = [Unit(agency=agency, call_sign=f"N{n}", status="on_scene", status_since=two_pm) for n in range(50)]
    Unit.objects.bulk_create(units)
    limits = {"status_at": two_pm, "made_at": two_pm, "accept_by": two_pm}
    rides = [Assignment(agency=agency, incident=c, unit=u, **limits) for c, u in zip(calls, units, strict=False)]
    Assignment.objects.bulk_create(rides)
    said = {"level": "urgent", "reasons": ["animal"], "requested_by": crew, "requested_at": two_pm}
    BackupRequest.objects.bulk_create([BackupRequest(agency=agency, unit=r.unit, assignment=r, **said) for r in rides])
    said = {"author": crew, "label": "A note", "problem": "Empty.", "occurred_at": two_pm}
    SetAsideLetter.objects.bulk_create([SetAsideLetter(agency=agency, unit=unit, **said) for unit in units])
    ended = [Shift(agency=agency, unit=unit, person=crew, started_at=two_pm, ended_at=two_pm) for unit in units]
    Shift.objects.bulk_create(ended)


class TestQueries:
    @pytest.mark.parametrize("night", ["quiet", "great"])
    @pytest.mark.parametrize(
        ("part", "model", "number"),
        [
            (board.in_no_hands, Incident, 3),
            (lambda rows: board.under_way(rows, None), Assignment, 3),
            (board.units, Unit, 6),
            (board.paperwork, Assignment, 1),
            (board.letters, SetAsideLetter, 1),
        ],
        ids=["in no hands", "under_way", "units", "paperwork", "letters"],
    )
    def test_are_as_many_in_a_great_night_as_in_a_quiet_one(
        self, request, accepted, two_pm, django_assert_num_queries, part, model, number, night
    ):
        if night == "great":
            request.getfixturevalue("a_great_night")
            Assignment.objects.update(accepted_at=two_pm)
        assert Event.objects.exists()
        with django_assert_num_queries(number if model.objects.exists() else 1):
            part(model.objects.all())

    @pytest.fixture
    def accepted(self, assignment, medic, two_pm):
        """So that every part has something to show but paperwork and letters."""
        accept(assignment=assignment, by=medic, id=uuid4(), occurred_at=two_pm)
        said = {"level": "urgent", "reasons": ["animal"], "by": medic, "id": uuid4(), "occurred_at": two_pm}
        call_backup(assignment=assignment, **said)
        factories.Incident(agency=assignment.agency)
