from datetime import timedelta
from uuid import uuid4

import pytest

from responder_app.actions import corrections as verbs
from responder_app.actions.assignments import accept, assign, report_status, withdraw
from responder_app.actions.encounters import close
from responder_app.actions.shifts import sign_off
from responder_app.log import NotYours, Refused
from responder_app.models import Assignment, CheckInTimer, Correction, StatusReport
from responder_app.words import CorrectionKind
from tests import factories

RETIMED, STRUCK = CorrectionKind.RETIMED, CorrectionKind.STRUCK


@pytest.fixture
def report(assignment, medic, two_pm, minutes):
    """The medic reports a status so many minutes after two; the report itself is returned."""

    def at(status, minute):
        told = {"by": medic, "id": uuid4(), "occurred_at": two_pm + minutes(minute)}
        line = report_status(assignment=assignment, status=status, **told)
        return StatusReport.objects.select_related("assignment__incident", "assignment__unit").get(pk=line.id)

    return at


@pytest.fixture
def undo(medic):
    def undo(report, after=4, **changed):
        letter = {"report": report, "by": medic, "id": uuid4()}
        letter["occurred_at"] = report.occurred_at + timedelta(seconds=after)
        return verbs.undo_status(**letter | changed)

    return undo


@pytest.fixture
def correct(medic, two_pm, minutes):
    """Says an hour later what was right; `minute` is minutes after two."""

    def correct(report, kind=RETIMED, minute=None, **changed):
        time = None if minute is None else two_pm + minutes(minute)
        letter = {"report": report, "kind": kind, "time": time, "reason": "tapped_late", "by": medic, "id": uuid4()}
        return verbs.correct_status(**letter | {"occurred_at": two_pm + minutes(60)} | changed)

    return correct


@pytest.fixture
def stands(assignment, unit):
    def stands():
        assignment.refresh_from_db()
        unit.refresh_from_db()
        assert unit.status == assignment.status
        return assignment.status

    return stands


class TestUndoStatus:
    def test_lets_what_was_before_stand_again(self, report, undo, stands, assignment, two_pm, minutes):
        report("en_route", 3)
        line = undo(report("on_scene", 9))

        assert (line.kind, line.details["status"]) == ("status.undone", "on_scene")
        assert stands() == "en_route"
        assert assignment.status_at == two_pm + minutes(3)

    def test_keeps_the_report_as_it_was_filed(self, report, undo, two_pm, minutes):
        undo(report("on_scene", 9))

        assert StatusReport.objects.get().occurred_at == two_pm + minutes(9)
        assert Correction.objects.get().kind == "undone"

    def test_of_the_only_answer_leaves_the_call_unanswered(self, report, undo, stands, assignment):
        undo(report("en_route", 1))

        assert stands() == "assigned"
        assert assignment.accepted_at is None

    def test_leaves_an_acceptance_that_was_tapped(self, report, undo, stands, assignment, medic, two_pm):
        accept(assignment=assignment, by=medic, id=uuid4(), occurred_at=two_pm)
        undo(report("en_route", 1))

        assert stands() == "acknowledged"
        assert assignment.accepted_at == two_pm

    def test_of_clear_puts_the_unit_on_the_call_again(self, report, undo, stands, assignment):
        report("on_scene", 9)
        undo(report("available", 20))

        assert stands() == "on_scene"
        assert assignment.cleared_at is None

    def test_of_on_scene_stops_the_check_in(self, report, undo, assignment):
        report("en_route", 3)
        undo(report("on_scene", 9))

        assert CheckInTimer.objects.get(assignment=assignment).stage == "stopped"

    def test_of_clear_is_refused_on_another_call(self, report, undo, unit, agency, dispatcher, two_pm, minutes):
        clear = report("available", 20)
        other = factories.Incident(agency=agency, number=77)
        assign(incident=other, unit=unit, by=dispatcher, id=uuid4(), occurred_at=two_pm + minutes(20))

        with pytest.raises(Refused, match="R1 is on call #77 by now"):
            undo(clear)
        assert not Correction.objects.exists()

    def test_of_clear_is_refused_when_the_crew_has_gone_home(self, report, undo, on_duty, medic, two_pm, minutes):
        clear = report("available", 20)
        sign_off(shift=on_duty, by=medic, id=uuid4(), occurred_at=two_pm + minutes(20))

        with pytest.raises(Refused, match="R1 is by now: Off duty"):
            undo(clear)

    def test_changes_nothing_once_the_desk_took_the_call_back(
        self, report, undo, assignment, unit, dispatcher, two_pm, minutes
    ):
        there = report("on_scene", 9)
        withdraw(assignment=assignment, by=dispatcher, id=uuid4(), occurred_at=two_pm + minutes(9))
        undo(there)

        unit.refresh_from_db()
        assert unit.status == "available"

    def test_sent_twice_happens_once(self, report, undo):
        there, id = report("on_scene", 9), uuid4()
        undo(there, id=id)
        assert undo(there, id=id).repeated

    def test_is_refused_after_ten_seconds(self, report, undo):
        there = report("on_scene", 9)
        undo(there, after=11)  # two clocks never agree quite

        with pytest.raises(Refused, match="Correct the time instead"):
            undo(report("with_person", 12), after=13)

    def test_is_refused_a_second_time(self, report, undo):
        there = report("on_scene", 9)
        undo(there)
        with pytest.raises(Refused, match="put right already"):
            undo(there)

    def test_of_an_acceptance_is_refused(self, assignment, undo, medic, two_pm):
        line = accept(assignment=assignment, by=medic, id=uuid4(), occurred_at=two_pm)
        with pytest.raises(Refused, match="Ask dispatch"):
            undo(StatusReport.objects.get(pk=line.id))

    def test_is_not_for_strangers(self, report, undo, dispatcher, elsewhere):
        there = report("on_scene", 9)
        for stranger in (dispatcher, elsewhere.responder):
            with pytest.raises(NotYours):
                undo(there, by=stranger)


class TestCorrectStatus:
    def test_gives_the_true_time_with_the_reason(self, report, correct, stands, assignment, two_pm, minutes):
        there = report("on_scene", 20)
        line = correct(there, minute=12)

        assert line.details == {
            "status": "on_scene",
            "report": str(there.pk),
            "kind": "retimed",
            "stands_at": (two_pm + minutes(12)).isoformat(),
        }
        assert stands() == "on_scene"
        assert assignment.status_at == two_pm + minutes(12)
        assert Correction.objects.get().reason == "tapped_late"

    def test_says_that_it_did_not_happen(self, report, correct, stands):
        report("on_scene", 9)
        correct(report("transporting", 12), STRUCK)

        assert stands() == "on_scene"
        assert StatusReport.objects.get(status="transporting").stands_at is None

    def test_is_itself_corrected_by_a_later_one(self, report, correct, stands, two_pm, minutes):
        there = report("on_scene", 9)
        correct(there, STRUCK)
        correct(there, minute=8, occurred_at=two_pm + minutes(61))

        assert stands() == "on_scene"

    def test_moves_the_end_of_a_call_and_the_age_of_being_free(
        self, report, correct, assignment, unit, two_pm, minutes
    ):
        clear = report("available", 30)
        correct(clear, minute=25)

        assignment.refresh_from_db()
        unit.refresh_from_db()
        assert assignment.cleared_at == unit.status_since == two_pm + minutes(25)

    def test_leaves_the_unit_alone_that_has_another_call(
        self, report, correct, assignment, unit, agency, dispatcher, two_pm, minutes
    ):
        clear = report("available", 30)
        other = factories.Incident(agency=agency, number=77)
        assign(incident=other, unit=unit, by=dispatcher, id=uuid4(), occurred_at=two_pm + minutes(40))
        correct(clear, minute=25)

        assignment.refresh_from_db()
        unit.refresh_from_db()
        assert assignment.cleared_at == two_pm + minutes(25)
        assert (unit.status, unit.status_since) == ("assigned", two_pm + minutes(40))

    def test_of_a_closed_call_does_not_open_it_again(self, report, correct, assignment, unit, medic, two_pm, minutes):
        clear = report("available", 30)
        told = {"contact_outcome": "gone_on_arrival", "by": medic, "id": uuid4()}
        close(assignment=assignment, occurred_at=two_pm + minutes(50), **told)
        correct(clear, STRUCK)

        assignment.refresh_from_db()
        unit.refresh_from_db()
        assert assignment.cleared_at == assignment.closed_at
        assert unit.status == "available"

    def test_of_an_earlier_rung_does_not_bring_a_clear_crew_back(self, report, correct, assignment, two_pm, minutes):
        first = report("en_route", 3)
        report("available", 30)
        report("transporting", 35)  # late, from the other tablet
        correct(first, minute=2)

        assignment.refresh_from_db()
        assert assignment.cleared_at == two_pm + minutes(30)

    def test_sent_twice_happens_once(self, report, correct):
        there, id = report("on_scene", 9), uuid4()
        correct(there, minute=8, id=id)
        assert correct(there, minute=8, id=id).repeated
        assert Correction.objects.count() == 1

    def test_is_refused_without_a_reason(self, report, correct):
        with pytest.raises(Refused, match="Say why"):
            correct(report("on_scene", 9), minute=8, reason=" ")

    def test_is_refused_without_a_time(self, report, correct):
        with pytest.raises(Refused, match="when it really was"):
            correct(report("on_scene", 9))

    def test_is_refused_for_a_time_to_come(self, report, correct):
        with pytest.raises(Refused, match="still to come"):
            correct(report("on_scene", 9), minute=61)

    def test_is_refused_before_the_call_came_in(self, report, correct, assignment, two_pm, minutes):
        assignment.incident.received_at = two_pm
        assignment.incident.save()
        there = report("on_scene", 9)
        correct(there, minute=0)

        with pytest.raises(Refused, match="before the call"):
            correct(there, minute=-1)

    def test_is_not_for_strangers(self, report, correct, dispatcher, elsewhere):
        there = report("on_scene", 9)
        for stranger in (dispatcher, elsewhere.responder):
            with pytest.raises(NotYours):
                correct(there, minute=8, by=stranger)


def test_clear_taken_back_leaves_one_open_assignment(report, undo):
    report("on_scene", 9)
    undo(report("available", 20))
    assert Assignment.objects.open().count() == 1
