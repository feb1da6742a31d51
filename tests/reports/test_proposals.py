from datetime import time, timedelta
from decimal import Decimal
from uuid import uuid4

import pytest

from responder_app.actions.assignments import assign, report_status
from responder_app.actions.out_of_service import go_out_of_service
from responder_app.actions.positions import report_position
from responder_app.actions.shifts import sign_on
from responder_app.actions.waiting import hold
from responder_app.models import Agency, Hours, Incident, ListEntry, ServiceArea, Unit
from responder_app.reports import board
from responder_app.reports.proposals import Ranking, miles, program_of
from tests import factories

HERE = {"latitude": Decimal("44.050000"), "longitude": Decimal("-123.090000")}


@pytest.fixture(autouse=True)
def _one_is_enough(agency):
    Agency.objects.filter(pk=agency.pk).update(least_crew=1)


@pytest.fixture
def call(agency):
    return factories.Incident(agency=agency, **HERE)


@pytest.fixture
def crew(agency, two_pm):
    """A unit on duty: `crew("R1", miles_north=2)`."""

    def go(call_sign, miles_north=None, minutes_ago=0, **told):
        unit = Unit.objects.filter(call_sign=call_sign).first() or factories.Unit(agency=agency, call_sign=call_sign)
        person = factories.Person(agency=agency, first_name=f"Crew of {call_sign}", **told)
        sign_on(unit=unit, by=person, id=uuid4(), occurred_at=two_pm - timedelta(hours=1))
        if miles_north is not None:
            place = {"latitude": 44.05 + miles_north * 1609.344 / 111_195, "longitude": -123.09}
            report_position(**place, by=person, at=two_pm - timedelta(minutes=minutes_ago))
        return unit, person

    return go


@pytest.fixture
def proposals(agency, two_pm):
    def of(call, at=two_pm):
        agency.refresh_from_db()
        units = board.units(Unit.objects.filter(agency=agency))
        known = (kind.objects.filter(agency=agency) for kind in (Hours, ServiceArea, ListEntry))
        ranking = Ranking(units, [call], program_of(agency, *known), now=at)
        found = ranking.of(call)
        free = [one for one in found if one.is_free]
        assert ranking.best(call) == (free[0] if free else None)
        return found

    return of


def told(proposals):
    return [(str(one.unit), one.rank, ", ".join([*one.why, *one.against])) for one in proposals]


class TestTheOrder:
    def test_begins_with_the_nearest(self, call, crew, proposals):
        crew("R1", miles_north=3)
        crew("R2", miles_north=1.4)
        assert told(proposals(call)) == [("R2", 0, "1.4 mi"), ("R1", 0, "3.0 mi")]

    def test_puts_a_unit_that_serves_the_place_before_a_nearer_one(self, agency, call, crew, proposals):
        elsewhere = {"type": "Polygon", "coordinates": [[[0, 0], [1, 0], [1, 1], [0, 0]]]}
        unit, _person = crew("R1", miles_north=1)
        ServiceArea.objects.create(agency=agency, name="South", shape=elsewhere).units.add(unit)
        here = {"type": "Polygon", "coordinates": [[[-124, 44], [-123, 44], [-123, 45], [-124, 45], [-124, 44]]]}
        ServiceArea.objects.create(agency=agency, name="Here", shape=here)
        crew("R2", miles_north=4)
        assert told(proposals(call)) == [("R2", 0, "4.0 mi"), ("R1", 1, "1.0 mi, out of its area")]

    def test_puts_a_crew_that_speaks_the_callers_language_before_a_nearer_one(self, call, crew, proposals):
        call.caller_language = "Spanish"
        crew("R1", miles_north=1)
        crew("R2", miles_north=4, languages=["en", "es"])
        assert told(proposals(call)) == [
            ("R2", 0, "4.0 mi, Spanish aboard"),
            ("R1", 1, "1.0 mi, nobody speaks Spanish"),
        ]

    def test_leaves_nobody_out_and_says_why_somebody_is_last(self, call, agency, crew, proposals, dispatcher, two_pm):
        hand = {"occurred_at": two_pm}
        busy, _ = crew("R1")
        low = factories.Incident(agency=agency, priority=4)
        assign(incident=low, unit=busy, by=dispatcher, id=uuid4(), **hand)
        out, person = crew("R2")
        go_out_of_service(unit=out, reason="meal", by=person, id=uuid4(), **hand)
        factories.Unit(agency=agency, call_sign="R3")
        crew("R4", miles_north=9)
        assert told(proposals(call)) == [
            ("R4", 0, "9.0 mi"),
            ("R1", 2, f"assigned on call {low}, priority 4, place not known"),
            ("R2", 5, "out of service: meal or break, place not known"),
            ("R3", 6, "nobody aboard"),
        ]

    def test_tells_a_crew_with_somebody_in_its_care_from_one_that_could_leave(
        self, call, agency, crew, proposals, dispatcher, two_pm
    ):
        for call_sign, priority in (("R1", 4), ("R2", 4), ("R3", 3)):
            unit, person = crew(call_sign)
            other = factories.Incident(agency=agency, priority=priority)
            made = assign(incident=other, unit=unit, by=dispatcher, id=uuid4(), occurred_at=two_pm).assignment
            if call_sign == "R1":
                report_status(assignment=made, status="with_person", by=person, id=uuid4(), occurred_at=two_pm)
        found = proposals(call)
        assert [(str(one.unit), one.rank, one.may_be_taken) for one in found] == [
            ("R2", 2, True),
            ("R1", 3, True),
            ("R3", 4, True),
        ]

    def test_begins_with_the_unit_that_the_call_is_kept_for(self, call, crew, proposals, dispatcher, two_pm):
        crew("R1", miles_north=1)
        unit, _ = crew("R2", miles_north=2)
        hold(incident=call, unit=unit, by=dispatcher, id=uuid4(), occurred_at=two_pm)
        assert told(proposals(call))[0] == ("R2", 0, "2.0 mi, the call is kept for it")

    def test_goes_by_who_is_free_longest_where_no_place_is_known(self, agency, crew, proposals, two_pm):
        for call_sign, minutes in (("R1", 5), ("R2", 50)):
            unit, _ = crew(call_sign)
            Unit.objects.filter(pk=unit.pk).update(status_since=two_pm - timedelta(minutes=minutes))
        assert [str(one.unit) for one in proposals(factories.Incident(agency=agency))] == ["R2", "R1"]


class TestWhatIsSaid:
    def test_says_how_old_an_old_place_is(self, call, crew, proposals):
        crew("R1", miles_north=1, minutes_ago=12)
        assert told(proposals(call)) == [("R1", 0, "1.0 mi, its place is 12 min old")]

    def test_says_what_the_crew_lacks(self, call, agency, crew, proposals):
        Agency.objects.filter(pk=agency.pk).update(make_up=["clinician"], least_crew=2)
        crew("R1", miles_north=1, profession="medic")
        assert told(proposals(call)) == [("R1", 1, "1.0 mi, no clinician, 1 of 2 aboard")]

    def test_says_when_its_hours_end_and_that_they_have_ended(self, call, agency, crew, proposals, two_pm):
        unit, _ = crew("R1", miles_north=1)
        Hours.objects.create(agency=agency, unit=unit, weekday=3, opens=time(6), closes=time(8, 20))  # in Denver
        assert told(proposals(call)) == [("R1", 1, "1.0 mi, its hours end in 20 min")]
        assert told(proposals(call, two_pm + timedelta(hours=1)))[0][2].startswith("1.0 mi, out of its hours")

    def test_names_the_crews_skills(self, call, crew, proposals):
        crew("R1", skills=["youth", "medical"])
        assert proposals(call)[0].skills == ["Young people", "Medical care"]

    @pytest.mark.parametrize(
        ("wanted", "said"),
        [
            ("es", "Spanish aboard"),
            ("SPANISH", "Spanish aboard"),
            ("en", ""),
            ("", ""),
            ("Quechua", "nobody speaks Quechua"),
        ],
    )
    def test_knows_a_language_by_its_code_and_its_name(self, call, crew, proposals, wanted, said):
        call.caller_language = wanted
        crew("R1", miles_north=1, languages=["es"])
        assert told(proposals(call))[0][2] == ", ".join(filter(None, ["1.0 mi", said]))

    def test_knows_the_place_of_an_earlier_call_to_the_same_address(self, agency, call, crew, proposals):
        crew("R1", miles_north=2)
        again = factories.Incident(agency=agency, address=call.address)
        assert (again.latitude, told(proposals(again))) == (None, [("R1", 0, "2.0 mi")])

    def test_knows_no_place_of_another_agencys_call(self, call, crew, proposals, elsewhere, agency):
        Incident.objects.filter(pk=call.pk).update(agency=elsewhere.agency)
        crew("R1", miles_north=2)
        assert told(proposals(factories.Incident(agency=agency, address=call.address))) == [("R1", 0, "")]


@pytest.mark.parametrize(("metres", "said"), [(0, "0.0 mi"), (2253, "1.4 mi"), (19_000, "12 mi")])
def test_miles_are_said_as_on_the_radio(metres, said):
    assert miles(metres) == said
