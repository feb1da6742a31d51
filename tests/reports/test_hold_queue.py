from uuid import uuid4

import pytest

from responder_app.actions.hold_queue import hold_for_team, log_call_back
from responder_app.actions.supports import send_support
from responder_app.models import Incident
from responder_app.reports import board, hold_queue
from tests import factories


@pytest.fixture
def waits(agency, dispatcher, two_pm):
    """A caller of that priority who waits since two: with 3 a team by 14:20, a decision by 15:00."""

    def begin(priority=3):
        call = factories.Incident(agency=agency, priority=priority)
        hold_for_team(incident=call, by=dispatcher, id=uuid4(), occurred_at=two_pm)
        said = {"kind": "advised_of_delay", "reached": True, "told_minutes": 20}
        log_call_back(incident=call, **said, by=dispatcher, id=uuid4(), occurred_at=two_pm)
        send_support(incident=call, kind="police", by=dispatcher, id=uuid4(), occurred_at=two_pm)
        return call

    return begin


class TestTheStage:
    @pytest.mark.parametrize(
        ("after", "stage", "word"),
        [
            (0, "in_time", "In time"),
            (9, "in_time", "In time"),
            (10, "half_gone", "Half gone"),
            (20, "over", "Over target"),
            (59, "over", "Over target"),
            (60, "decide", "Decide now"),
        ],
    )
    def test_is_that_of_the_clock(self, waits, two_pm, minutes, after, stage, word):
        waits()
        (row,) = hold_queue.rows(board.in_no_hands(Incident.objects.all()), two_pm + minutes(after))
        assert (row.stage, row.word) == (stage, word)


class TestTheRows:
    def test_begin_with_what_needs_a_decision_and_then_go_by_the_target(self, waits, dispatcher, two_pm, minutes):
        late, left, soon, urgent = waits(4), waits(), waits(), waits(1)
        said = {"kind": "advised_of_delay", "reached": True, "will_wait": False}
        log_call_back(incident=left, **said, by=dispatcher, id=uuid4(), occurred_at=two_pm + minutes(1))

        rows = hold_queue.rows(board.in_no_hands(Incident.objects.all()), two_pm + minutes(2))

        assert [row.call for row in rows] == [left, urgent, soon, late]
        assert rows[0].last.will_wait is False

    def test_are_in_no_other_list(self, waits, agency):
        held, waiting = waits(), factories.Incident(agency=agency)
        assert board.waiting(board.in_no_hands(Incident.objects.all())) == [waiting]
        assert held not in board.waiting(board.in_no_hands(Incident.objects.all()))

    def test_cost_as_much_for_twenty_as_for_one(self, waits, two_pm, django_assert_num_queries):
        waits()
        with django_assert_num_queries(4):
            hold_queue.rows(board.in_no_hands(Incident.objects.all()), two_pm)
        for _ in range(19):
            waits()
        with django_assert_num_queries(4):
            assert len(hold_queue.rows(board.in_no_hands(Incident.objects.all()), two_pm)) == 20
