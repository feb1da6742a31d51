from uuid import uuid4

import pytest

from responder_app.actions.assignments import assign
from responder_app.actions.corrections import correct_status
from responder_app.actions.encounters import close
from responder_app.log import NotYours, Refused
from responder_app.models import Correction, StatusReport
from responder_app.words import CorrectionKind
from tests import factories

RETIMED, STRUCK = CorrectionKind.RETIMED, CorrectionKind.STRUCK


@pytest.fixture
def correct(medic, two_pm, minutes):
    """Says an hour later what was right; `minute` is minutes after two."""

    def correct(report, kind=RETIMED, minute=None, **changed):
        time = None if minute is None else two_pm + minutes(minute)
        letter = {"report": report, "kind": kind, "time": time, "reason": "tapped_late", "by": medic, "id": uuid4()}
        return correct_status(**letter | {"occurred_at": two_pm + minutes(60)} | changed)

    return correct


class TestCorrectStatus:
    def test_gives_the_true_time_with_the_reason(self, reported, correct, stands, assignment, two_pm, minutes):
        there = reported("on_scene", 20)
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

    def test_says_that_it_did_not_happen(self, reported, correct, stands):
        reported("on_scene", 9)
        correct(reported("transporting", 12), STRUCK)

        assert stands() == "on_scene"
        assert StatusReport.objects.get(status="transporting").stands_at is None

    def test_is_itself_corrected_by_a_later_one(self, reported, correct, stands, two_pm, minutes):
        there = reported("on_scene", 9)
        correct(there, STRUCK)
        correct(there, minute=8, occurred_at=two_pm + minutes(61))

        assert stands() == "on_scene"

    def test_moves_the_end_of_a_call_and_the_age_of_being_free(
        self, reported, correct, assignment, unit, two_pm, minutes
    ):
        clear = reported("available", 30)
        correct(clear, minute=25)

        assignment.refresh_from_db()
        unit.refresh_from_db()
        assert assignment.cleared_at == unit.status_since == two_pm + minutes(25)

    def test_leaves_the_unit_alone_that_has_another_call(
        self, reported, correct, assignment, unit, agency, dispatcher, two_pm, minutes
    ):
        clear = reported("available", 30)
        other = factories.Incident(agency=agency, number=77)
        assign(incident=other, unit=unit, by=dispatcher, id=uuid4(), occurred_at=two_pm + minutes(40))
        correct(clear, minute=25)

        assignment.refresh_from_db()
        unit.refresh_from_db()
        assert assignment.cleared_at == two_pm + minutes(25)
        assert (unit.status, unit.status_since) == ("assigned", two_pm + minutes(40))

    def test_of_a_closed_call_does_not_open_it_again(self, reported, correct, assignment, unit, medic, two_pm, minutes):
        clear = reported("available", 30)
        told = {"contact_outcome": "gone_on_arrival", "by": medic, "id": uuid4()}
        close(assignment=assignment, occurred_at=two_pm + minutes(50), **told)
        correct(clear, STRUCK)

        assignment.refresh_from_db()
        unit.refresh_from_db()
        assert assignment.cleared_at == assignment.closed_at
        assert unit.status == "available"

    def test_of_an_earlier_rung_does_not_bring_a_clear_crew_back(self, reported, correct, assignment, two_pm, minutes):
        first = reported("en_route", 3)
        reported("available", 30)
        reported("transporting", 35)  # late, from the other tablet
        correct(first, minute=2)

        assignment.refresh_from_db()
        assert assignment.cleared_at == two_pm + minutes(30)

    def test_sent_twice_happens_once(self, reported, correct):
        there, id = reported("on_scene", 9), uuid4()
        correct(there, minute=8, id=id)
        assert correct(there, minute=8, id=id).repeated
        assert Correction.objects.count() == 1

    def test_is_refused_without_a_reason(self, reported, correct):
        with pytest.raises(Refused, match="Say why"):
            correct(reported("on_scene", 9), minute=8, reason=" ")

    def test_is_refused_without_a_time(self, reported, correct):
        with pytest.raises(Refused, match="when it really was"):
            correct(reported("on_scene", 9))

    def test_is_refused_for_a_time_to_come(self, reported, correct):
        with pytest.raises(Refused, match="still to come"):
            correct(reported("on_scene", 9), minute=61)

    def test_is_refused_before_the_call_came_in(self, reported, correct, assignment, two_pm, minutes):
        assignment.incident.received_at = two_pm
        assignment.incident.save()
        there = reported("on_scene", 9)
        correct(there, minute=0)

        with pytest.raises(Refused, match="before the call"):
            correct(there, minute=-1)

    def test_is_not_for_strangers(self, reported, correct, dispatcher, elsewhere):
        there = reported("on_scene", 9)
        for stranger in (dispatcher, elsewhere.responder):
            with pytest.raises(NotYours):
                correct(there, minute=8, by=stranger)
