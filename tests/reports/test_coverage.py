from datetime import UTC, datetime, time
from types import SimpleNamespace

import pytest

from responder_app.models import Hours, ServiceArea
from responder_app.reports import coverage
from responder_app.words import Coverage
from tests import factories

NORTH = {"type": "Polygon", "coordinates": [[[0, 5], [10, 5], [10, 10], [0, 10], [0, 5]]]}
SOUTH = {"type": "Polygon", "coordinates": [[[0, 0], [10, 0], [10, 5], [0, 5], [0, 0]]]}
IN_NORTH, IN_SOUTH, ABROAD = (8, 5), (2, 5), (20, 5)  # latitude, longitude
OPEN, CLOSED = True, False


def area(pk, shape, *units):
    serving = SimpleNamespace(all=lambda: [SimpleNamespace(pk=unit) for unit in units])
    return SimpleNamespace(pk=pk, shape=shape, units=serving)


class TestDecide:
    @pytest.mark.parametrize(
        ("working", "place", "decided"),
        [
            ({1: OPEN}, ABROAD, Coverage.COVERED),
            ({1: OPEN}, (None, None), Coverage.COVERED),
            ({1: CLOSED, 2: CLOSED}, IN_NORTH, Coverage.OUT_OF_HOURS),
            ({1: CLOSED, 2: OPEN}, IN_NORTH, Coverage.COVERED),
        ],
    )
    def test_without_areas_the_hours_alone(self, working, place, decided):
        assert coverage.decide(working, [], *place) == decided

    @pytest.mark.parametrize(
        ("working", "place", "decided"),
        [
            ({1: OPEN, 2: CLOSED}, IN_NORTH, Coverage.COVERED),
            ({1: OPEN, 2: CLOSED}, IN_SOUTH, Coverage.OUT_OF_HOURS),  # R1 works, and does not go there
            ({1: OPEN, 2: OPEN}, ABROAD, Coverage.OUT_OF_AREA),
            ({1: CLOSED, 2: CLOSED}, ABROAD, Coverage.OUT_OF_AREA),
            ({1: OPEN, 2: CLOSED}, (None, None), Coverage.UNKNOWN),
            ({1: CLOSED, 2: CLOSED}, (None, None), Coverage.OUT_OF_HOURS),
        ],
    )
    def test_each_unit_where_and_when_it_works(self, working, place, decided):
        areas = [area(7, NORTH, 1), area(8, SOUTH, 2)]
        assert coverage.decide(working, areas, *place) == decided

    def test_a_unit_that_no_area_names_serves_all_of_them(self):
        areas = [area(7, NORTH, 1), area(8, SOUTH, 2)]
        assert coverage.decide({1: CLOSED, 2: CLOSED, 3: OPEN}, areas, *IN_SOUTH) == Coverage.COVERED
        assert coverage.decide({3: OPEN}, areas, *ABROAD) == Coverage.OUT_OF_AREA

    def test_who_does_not_serve_a_place(self):
        areas = [area(7, NORTH, 1), area(8, SOUTH, 2)]
        points = {"north": IN_NORTH, "south": IN_SOUTH, "abroad": ABROAD}
        assert coverage.outside(areas, points) == {(1, "south"), (2, "north"), (1, "abroad"), (2, "abroad")}
        assert coverage.outside([], points) == set()

    def test_an_area_that_names_nobody_is_served_by_those_without_an_own(self):
        areas = [area(7, NORTH, 1), area(8, SOUTH)]
        assert coverage.decide({1: OPEN}, areas, *IN_SOUTH) == Coverage.OUT_OF_AREA
        assert coverage.decide({1: CLOSED, 2: OPEN}, areas, *IN_SOUTH) == Coverage.COVERED


THURSDAY = 3
TWO_PM = datetime(2026, 5, 14, 20, 0, tzinfo=UTC)  # in Denver, on a Thursday
TEN_PM = datetime(2026, 5, 15, 4, 0, tzinfo=UTC)


class TestAtPlace:
    @pytest.fixture
    def by_day(self, agency):
        Hours.objects.create(agency=agency, weekday=THURSDAY, opens=time(8), closes=time(18))

    def test_is_covered_always_and_everywhere_where_nothing_is_set(self, agency, django_assert_num_queries):
        with django_assert_num_queries(2):
            assert coverage.at_place(agency.pk, None, None, TEN_PM) == Coverage.COVERED

    @pytest.mark.parametrize(("at", "decided"), [(TWO_PM, "covered"), (TEN_PM, "out_of_hours")])
    def test_goes_by_the_clock_on_the_agencys_wall_whoever_is_signed_on(self, agency, unit, by_day, at, decided):
        assert unit.status == "off_duty"
        assert coverage.at_place(agency.pk, *IN_NORTH, at) == decided

    def test_a_units_own_hours_come_before_the_programs(self, agency, unit, by_day):
        Hours.objects.create(agency=agency, unit=unit, weekday=THURSDAY, opens=time(20), closes=time(23))
        assert coverage.at_place(agency.pk, *IN_NORTH, TEN_PM) == "covered"
        assert coverage.at_place(agency.pk, *IN_NORTH, TWO_PM) == "out_of_hours"

    def test_knows_hours_of_a_program_that_has_no_units_yet(self, agency, by_day):
        assert coverage.at_place(agency.pk, None, None, TEN_PM) == "out_of_hours"

    def test_looks_into_every_area_in_as_many_queries_for_many_as_for_one(
        self, agency, unit, by_day, django_assert_num_queries
    ):
        for number in range(5):
            ServiceArea.objects.create(agency=agency, name=f"N{number}", shape=NORTH).units.add(unit)
        with django_assert_num_queries(4):
            assert coverage.at_place(agency.pk, *IN_SOUTH, TWO_PM) == "out_of_area"

    def test_does_not_know_another_agencys_hours_and_areas(self, agency, elsewhere, by_day):
        ServiceArea.objects.create(agency=agency, name="North", shape=NORTH)
        assert coverage.at_place(elsewhere.agency.pk, *ABROAD, TEN_PM) == "covered"


class TestReasonOf:
    @pytest.mark.parametrize(
        ("found", "reason"),
        [("out_of_hours", "out_of_hours"), ("out_of_area", "out_of_area"), ("covered", ""), ("place_unknown", "")],
    )
    def test_says_why_no_team_went(self, agency, found, reason):
        assert coverage.reason_of(factories.Incident(agency=agency, coverage=found)) == reason

    def test_says_nothing_once_a_unit_was_sent_or_where_none_was_to_go(self, agency, assignment):
        assignment.incident.coverage = "out_of_hours"
        assert coverage.reason_of(assignment.incident) == ""
        assert coverage.reason_of(factories.Incident(agency=agency, coverage="out_of_area", eligible=False)) == ""
