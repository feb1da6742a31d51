from datetime import date, timedelta

import pytest

from responder_app.models import Transfer
from responder_app.reports import transfers
from tests import factories

ZONE = "America/Denver"


@pytest.fixture
def passed(agency, two_pm):
    """A transfer of a call of its own, `days` later, that ended like that."""

    def passed(end="", days=0, way=("hotline", "911_center"), **told):
        at = two_pm + timedelta(days=days)
        ended = {"end": end, "ended_at": at} if end else {}
        ended |= {"end_reason": "other"} if end == "declined" else {}
        parties = {"from_party": way[0], "to_party": way[1], "reason": "emergency"}
        call = factories.Incident(agency=agency)
        hours = {"offered_at": at, "answer_by": at}
        return Transfer.objects.create(agency=agency, incident=call, **parties, **hours, **ended, **told)

    return passed


def tallies(**more):
    return transfers.by_month(Transfer.objects.all(), ZONE, **more)


class TestByMonth:
    def test_says_how_many_arrived_of_how_many(self, passed, two_pm):
        for end in ("accepted", "accepted", "accepted", "declined", "dropped", ""):
            passed(end)
        passed("accepted", alarmed_at=two_pm)

        (row,) = tallies()
        assert (row.offered, row.accepted, row.declined, row.dropped) == (7, 4, 1, 1)
        assert (row.over, row.waiting, row.unanswered, row.percent) == (6, 1, 1, 67)

    def test_has_no_rate_where_none_is_over(self, passed):
        passed("")
        assert tallies()[0].percent is None

    def test_leaves_out_what_was_taken_back_and_what_was_a_test(self, passed, two_pm):
        passed("withdrawn")
        test = passed("accepted").incident
        test.closed_at, test.ending = two_pm, "void"
        test.save()
        assert tallies() == []

    def test_keeps_the_ways_and_the_months_apart_the_newest_first(self, passed):
        passed("accepted", days=-30)
        passed("accepted")
        passed("declined", way=("911_center", "hotline"))

        told = [(row.month, row.from_party, row.accepted, row.declined) for row in tallies()]
        assert told == [
            (date(2026, 5, 1), "911_center", 0, 1),
            (date(2026, 5, 1), "hotline", 1, 0),
            (date(2026, 4, 1), "hotline", 1, 0),
        ]

    def test_counts_a_month_by_the_agencys_own_calendar(self, passed):
        transfer = passed("accepted")
        transfer.offered_at = transfer.offered_at.replace(month=6, day=1, hour=3)
        transfer.save()
        assert tallies()[0].month == date(2026, 5, 1)

    def test_begins_where_it_is_asked_to(self, passed, two_pm):
        passed("accepted", days=-1)
        assert tallies(since=two_pm) == []

    @pytest.mark.parametrize(
        ("way", "direction"),
        [
            (("hotline", "911_center"), "out"),
            (("988", "hotline"), "in"),
            (("911_call_taker", "embedded_clinician"), "within"),
        ],
    )
    def test_knows_which_way_it_went(self, passed, way, direction):
        passed(way=way)
        assert tallies()[0].direction == direction

    def test_is_one_query_however_many(self, passed, django_assert_num_queries):
        for end in ("accepted", "declined", ""):
            passed(end)
        with django_assert_num_queries(1):
            tallies()


class TestOfDesk:
    def test_are_those_it_offered_or_was_offered(self, passed):
        passed(way=("hotline", "988"))
        passed(way=("311", "hotline"))
        passed(way=("911_call_taker", "embedded_clinician"))

        ways = {(row.from_party, row.to_party) for row in transfers.of_desk(tallies(), "hotline")}
        assert ways == {("hotline", "988"), ("311", "hotline")}
