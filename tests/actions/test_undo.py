from datetime import timedelta
from uuid import uuid4

import pytest

from responder_app.actions.assignments import accept, assign, withdraw
from responder_app.actions.corrections import undo_status
from responder_app.actions.shifts import sign_off
from responder_app.log import NotYours, Refused
from responder_app.models import Assignment, CheckInTimer, Correction, StatusReport
from tests import factories


@pytest.fixture
def undo(medic):
    def undo(report, after=4, **changed):
        letter = {"report": report, "by": medic, "id": uuid4()}
        letter["occurred_at"] = report.occurred_at + timedelta(seconds=after)
        return undo_status(**letter | changed)

    return undo


class TestUndoStatus:
    def test_lets_what_was_before_stand_again(self, reported, undo, stands, assignment, two_pm, minutes):
        reported("en_route", 3)
        line = undo(reported("on_scene", 9))

        assert (line.kind, line.details["status"]) == ("status.undone", "on_scene")
        assert stands() == "en_route"
        assert assignment.status_at == two_pm + minutes(3)

    def test_keeps_the_report_as_it_was_filed(self, reported, undo, two_pm, minutes):
        undo(reported("on_scene", 9))

        assert StatusReport.objects.get().occurred_at == two_pm + minutes(9)
        assert Correction.objects.get().kind == "undone"

    def test_of_the_only_answer_leaves_the_call_unanswered(self, reported, undo, stands, assignment):
        undo(reported("en_route", 1))

        assert stands() == "assigned"
        assert assignment.accepted_at is None

    def test_leaves_an_acceptance_that_was_tapped(self, reported, undo, stands, assignment, medic, two_pm):
        accept(assignment=assignment, by=medic, id=uuid4(), occurred_at=two_pm)
        undo(reported("en_route", 1))

        assert stands() == "acknowledged"
        assert assignment.accepted_at == two_pm

    def test_of_clear_puts_the_unit_on_the_call_again(self, reported, undo, stands, assignment):
        reported("on_scene", 9)
        undo(reported("available", 20))

        assert stands() == "on_scene"
        assert assignment.cleared_at is None

    def test_of_on_scene_stops_the_check_in(self, reported, undo, assignment):
        reported("en_route", 3)
        undo(reported("on_scene", 9))

        assert CheckInTimer.objects.get(assignment=assignment).stage == "stopped"

    def test_of_clear_is_refused_on_another_call(self, reported, undo, unit, agency, dispatcher, two_pm, minutes):
        clear = reported("available", 20)
        other = factories.Incident(agency=agency, number=77)
        assign(incident=other, unit=unit, by=dispatcher, id=uuid4(), occurred_at=two_pm + minutes(20))

        with pytest.raises(Refused, match="R1 is on call #77 by now"):
            undo(clear)
        assert not Correction.objects.exists()

    def test_of_clear_is_refused_when_the_crew_has_gone_home(self, reported, undo, on_duty, medic, two_pm, minutes):
        clear = reported("available", 20)
        sign_off(shift=on_duty, by=medic, id=uuid4(), occurred_at=two_pm + minutes(20))

        with pytest.raises(Refused, match="R1 is by now: Off duty"):
            undo(clear)

    def test_changes_nothing_once_the_desk_took_the_call_back(
        self, reported, undo, assignment, unit, dispatcher, two_pm, minutes
    ):
        there = reported("on_scene", 9)
        withdraw(assignment=assignment, by=dispatcher, id=uuid4(), occurred_at=two_pm + minutes(9))
        undo(there)

        unit.refresh_from_db()
        assert unit.status == "available"

    def test_sent_twice_happens_once(self, reported, undo):
        there, id = reported("on_scene", 9), uuid4()
        undo(there, id=id)
        assert undo(there, id=id).repeated

    def test_is_refused_after_ten_seconds(self, reported, undo):
        there = reported("on_scene", 9)
        undo(there, after=11)  # two clocks never agree quite

        with pytest.raises(Refused, match="Correct the time instead"):
            undo(reported("with_person", 12), after=13)

    def test_is_refused_a_second_time(self, reported, undo):
        there = reported("on_scene", 9)
        undo(there)
        with pytest.raises(Refused, match="put right already"):
            undo(there)

    def test_of_an_acceptance_is_refused(self, assignment, undo, medic, two_pm):
        line = accept(assignment=assignment, by=medic, id=uuid4(), occurred_at=two_pm)
        with pytest.raises(Refused, match="Ask dispatch"):
            undo(StatusReport.objects.get(pk=line.id))

    def test_is_not_for_strangers(self, reported, undo, dispatcher, elsewhere):
        there = reported("on_scene", 9)
        for stranger in (dispatcher, elsewhere.responder):
            with pytest.raises(NotYours):
                undo(there, by=stranger)


def test_clear_taken_back_leaves_one_open_assignment(reported, undo):
    reported("on_scene", 9)
    undo(reported("available", 20))
    assert Assignment.objects.open().count() == 1
