import csv
from datetime import UTC, date, datetime, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest

from responder_app.models import Referral, Withdrawal
from responder_app.reports import referrals as report
from tests import factories

DENVER = ZoneInfo("America/Denver")
MAY = report.Period(date(2026, 5, 1), date(2026, 5, 31), DENVER)


@pytest.fixture
def refer(agency, incident, service, medic, two_pm):
    def refer(at=two_pm, **what):
        given = {"mode": "information", "status": "sent", "service": service}
        return Referral.objects.create(agency=agency, incident=incident, by=medic, occurred_at=at, **(given | what))

    return refer


def read(referrals, period=MAY):
    """The whole file, leaf by leaf."""
    text, place = report.heading(), None
    while True:
        leaf, place = report.leaf(referrals, period, place)
        text += leaf
        if place is None:
            return list(csv.DictReader(text.splitlines()))


class TestPeriod:
    def test_is_whole_days_by_the_agencys_clock(self):
        assert MAY.begins == datetime(2026, 5, 1, 6, tzinfo=UTC)
        assert MAY.ends == datetime(2026, 6, 1, 6, tzinfo=UTC)

    def test_knows_a_day_of_twenty_three_hours(self):
        day = date(2026, 3, 8)
        spring = report.Period(day, day, DENVER)
        assert spring.ends - spring.begins == timedelta(hours=23)

    @pytest.mark.parametrize(
        ("at", "first", "last"),
        [
            (datetime(2026, 6, 1, 5, tzinfo=UTC), date(2026, 5, 1), date(2026, 5, 31)),
            (datetime(2028, 2, 10, tzinfo=UTC), date(2028, 2, 1), date(2028, 2, 29)),
            (datetime(2026, 12, 31, 12, tzinfo=UTC), date(2026, 12, 1), date(2026, 12, 31)),
        ],
    )
    def test_of_a_month_is_that_of_the_agencys_clock(self, at, first, last):
        month = report.month_of(at, DENVER)
        assert (month.first, month.last) == (first, last)

    def test_takes_in_its_first_moment_and_not_the_one_after_its_last(self, refer):
        inside = [refer(MAY.begins), refer(MAY.ends - timedelta(microseconds=1))]
        refer(MAY.begins - timedelta(microseconds=1))
        refer(MAY.ends)
        assert set(report.within(Referral.objects.all(), MAY)) == set(inside)


class TestOneTakenBackAsAMistake:
    @pytest.fixture
    def mistaken(self, refer, agency, medic, two_pm):
        """Two were filed; the second was a mistake."""
        stands, mistaken = refer(), refer(two_pm + timedelta(minutes=1), mode="transport")
        Withdrawal.objects.create(agency=agency, referral=mistaken, reason="wrong_choice", by=medic, occurred_at=two_pm)
        return stands

    def test_is_in_no_sum_and_not_among_the_latest(self, mistaken):
        found = report.within(Referral.objects.all(), MAY)

        assert report.sums(found)[1]["all"] == 1
        assert list(report.latest(found)) == [mistaken]

    def test_is_not_in_the_file(self, mistaken):
        assert [row["referral"] for row in read(Referral.objects.all())] == [str(mistaken.pk)]

    def test_is_counted_as_such(self, mistaken):
        june = report.Period(date(2026, 6, 1), date(2026, 6, 30), DENVER)

        assert [report.withdrawn(Referral.objects.all(), period) for period in (MAY, june)] == [1, 0]


class TestSums:
    def test_counts_by_category_and_mode(self, refer, agency):
        food = factories.Service(agency=agency, name="Soup kitchen", category="Food")
        refer()
        refer(mode="transport")
        refer(service=food, mode="warm_handoff", status="offered_declined")

        rows, total = report.sums(Referral.objects.all())

        assert [row["category"] for row in rows] == ["Food", "Shelter"]
        assert rows[1] | {"category": ""} == {
            "category": "",
            "information": 1,
            "warm_handoff": 0,
            "appointment": 0,
            "transport": 1,
            "declined": 0,
            "all": 2,
        }
        assert (total["all"], total["declined"]) == (3, 1)

    def test_asks_once(self, refer, django_assert_num_queries):
        refer()
        with django_assert_num_queries(1):
            report.sums(Referral.objects.all())


class TestLeaf:
    def test_tells_when_by_both_clocks(self, refer):
        refer()
        row = read(Referral.objects.all())[0]
        assert row["occurred_at"] == "2026-05-14T08:00:00-06:00"
        assert row["occurred_at_utc"] == "2026-05-14T14:00:00Z"

    def test_holds_nothing_that_names_a_person(self, refer, incident):
        incident.caller_name, incident.place_note = "Casey Caller", "code 4711"
        incident.save()
        refer(note="Her brother Bo will come along.")
        text = str(read(Referral.objects.all()))
        for secret in ("Casey", "Bo will", "Mika", "Alder", "555-0100", "cries", "4711"):
            assert secret not in text

    @pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t"])
    def test_disarms_formulas(self, refer, agency, start):
        bait = factories.Service(agency=agency, name=f'{start}HYPERLINK("http://evil.example")')
        refer(service=bait)
        assert read(Referral.objects.all())[0]["service"].startswith(f"'{start}")

    def test_keeps_commas_quotes_lines_and_accents(self, refer, agency):
        refer(service=factories.Service(agency=agency, name='Café "Zuflucht",\nhinten'))
        text, _ = report.leaf(Referral.objects.all(), MAY)
        assert next(csv.reader(text.splitlines(True)))[7] == 'Café "Zuflucht",\nhinten'

    @pytest.mark.parametrize("size", [1, 2, 3, 7])
    def test_leaves_out_and_repeats_nothing_between_leaves(self, refer, monkeypatch, size, two_pm):
        monkeypatch.setattr(report, "LEAF", size)
        for number in range(6):  # three pairs, each at one moment
            refer(two_pm + timedelta(hours=number // 2), id=UUID(int=10 - number))
        numbers = [row["referral"] for row in read(Referral.objects.all())]
        assert sorted(numbers) == sorted(str(UUID(int=10 - number)) for number in range(6))

    def test_costs_one_query(self, refer, django_assert_num_queries):
        for _ in range(3):
            refer()
        with django_assert_num_queries(1):
            report.leaf(Referral.objects.all(), MAY)

    def test_every_column_is_explained(self):
        assert all(column.meaning.endswith(".") for column in report.COLUMNS)
        assert len({column.name for column in report.COLUMNS}) == len(report.COLUMNS)
