from datetime import UTC, datetime, time
from types import SimpleNamespace

import pytest

from responder_app.models import Hours
from responder_app.reports import hours

DENVER = "America/Denver"
FRIDAY_NOON = datetime(2026, 5, 15, 18, 0, tzinfo=UTC)  # 12:00 in Denver
SATURDAY_ONE = datetime(2026, 5, 16, 7, 0, tzinfo=UTC)  # 01:00


def on(weekday, opens, closes, unit=None):
    return Hours(weekday=weekday, opens=time(*opens), closes=time(*closes), unit_id=unit)


FRIDAY, SATURDAY = 4, 5


class TestToday:
    def test_without_hours_is_always(self):
        assert hours.today([], FRIDAY_NOON, DENVER) == hours.Today([], True, True)

    @pytest.mark.parametrize(
        ("opens", "closes", "open_now"),
        [((6, 0), (22, 0), True), ((12, 0), (13, 0), True), ((6, 0), (12, 0), False), ((13, 0), (14, 0), False)],
    )
    def test_goes_by_the_clock_on_the_agencys_wall(self, opens, closes, open_now):
        assert hours.today([on(FRIDAY, opens, closes)], FRIDAY_NOON, DENVER).is_open is open_now

    def test_closing_before_opening_is_the_next_day(self):
        found = hours.today([on(FRIDAY, (18, 0), (2, 0))], SATURDAY_ONE, DENVER)

        assert found.is_open
        assert [f"{closes:%a %H:%M}" for _opens, closes in found.spans] == ["Sat 02:00"]

    def test_the_same_hour_twice_is_a_day_and_a_night(self):
        around = [on(FRIDAY, (8, 0), (8, 0))]

        assert hours.today(around, FRIDAY_NOON, DENVER).is_open
        assert hours.today(around, SATURDAY_ONE, DENVER).is_open

    def test_a_day_without_hours_is_closed(self):
        found = hours.today([on(SATURDAY, (6, 0), (22, 0))], FRIDAY_NOON, DENVER)

        assert (found.spans, found.is_open, found.always) == ([], False, False)


class TestOfUnits:
    def test_a_unit_has_its_own_or_the_programs(self):
        rows = [on(FRIDAY, (6, 0), (22, 0)), on(FRIDAY, (18, 0), (23, 0), unit=2)]
        units = [SimpleNamespace(pk=1), SimpleNamespace(pk=2)]

        found = hours.of_units(rows, units, FRIDAY_NOON, DENVER)

        assert (found[1].is_open, found[2].is_open) == (True, False)
