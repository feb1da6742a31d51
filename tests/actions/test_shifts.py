from uuid import uuid4

import pytest

from responder_app.actions.assignments import report_status
from responder_app.actions.shifts import (
    sign_off,
    sign_off_crew,
    sign_on,
    take_aboard,
)
from responder_app.log import Conflict, NotYours, Refused
from responder_app.models import Shift
from tests import factories


def aboard(unit):
    return set(Shift.objects.running().filter(unit=unit).values_list("person__first_name", flat=True))


class TestSignOn:
    def test_makes_the_unit_available(self, on_duty, unit):
        unit.refresh_from_db()
        assert unit.status == "available"

    def test_joins_the_crews_call(self, assignment, unit, clinician, two_pm):
        sign_on(unit=unit, by=clinician, id=uuid4(), occurred_at=two_pm)
        assert set(assignment.crew.values_list("person__first_name", flat=True)) == {"Mika", "Cleo"}

    def test_refuses_two_units_at_once(self, on_duty, medic, other_unit, two_pm):
        with pytest.raises(Refused, match="signed on to R1"):
            sign_on(unit=other_unit, by=medic, id=uuid4(), occurred_at=two_pm)

    def test_sent_twice_happens_once(self, unit, medic, two_pm):
        tap = {"unit": unit, "by": medic, "id": uuid4(), "occurred_at": two_pm}
        sign_on(**tap)
        assert sign_on(**tap).repeated
        assert Shift.objects.count() == 1

    def test_is_not_for_strangers(self, unit, dispatcher, elsewhere, two_pm):
        for stranger in (dispatcher, elsewhere.responder):
            with pytest.raises(NotYours):
                sign_on(unit=unit, by=stranger, id=uuid4(), occurred_at=two_pm)


class TestSignOnWithMates:
    @pytest.fixture
    def tap(self, unit, medic, clinician, two_pm):
        return {"unit": unit, "mates": [clinician], "by": medic, "id": uuid4(), "occurred_at": two_pm}

    def test_takes_all_aboard_in_one_line_that_names_no_person(self, tap, unit):
        line = sign_on(**tap)

        assert aboard(unit) == {"Mika", "Cleo"}
        assert line.shifts == sorted(Shift.objects.values_list("pk", flat=True))
        assert line.details == {}

    def test_sent_twice_happens_once_and_with_another_mate_is_a_conflict(self, tap, agency):
        sign_on(**tap)

        assert sign_on(**tap).repeated
        with pytest.raises(Conflict):
            sign_on(**tap | {"mates": [factories.Person(agency=agency)]})
        assert Shift.objects.count() == 2

    def test_named_twice_or_naming_oneself_is_aboard_once(self, tap, medic, clinician, unit):
        sign_on(**tap | {"mates": [clinician, medic, clinician]})

        assert Shift.objects.running().count() == 2

    def test_refuses_all_where_one_is_aboard_elsewhere_and_says_who_and_where(
        self, tap, clinician, other_unit, two_pm, unit
    ):
        sign_on(unit=other_unit, by=clinician, id=uuid4(), occurred_at=two_pm)

        with pytest.raises(Refused, match="Cleo on R2"):
            sign_on(**tap)
        assert aboard(unit) == set()

    def test_refuses_who_is_no_responder(self, tap, dispatcher):
        with pytest.raises(Refused, match="Dana is no responder"):
            sign_on(**tap | {"mates": [dispatcher]})

    def test_takes_nobody_of_another_agency_aboard(self, tap, elsewhere):
        with pytest.raises(NotYours):
            sign_on(**tap | {"mates": [elsewhere.responder]})

    def test_all_join_the_call_of_the_crew(self, assignment, tap, agency):
        sam, joe = (factories.Person(agency=agency, first_name=name) for name in ("Sam", "Joe"))
        sign_on(**tap | {"by": sam, "mates": [joe]})

        assert set(assignment.crew.values_list("person__first_name", flat=True)) == {"Mika", "Sam", "Joe"}


class TestTakeAboard:
    @pytest.fixture
    def tap(self, on_duty, unit, medic, clinician, two_pm):
        return {"unit": unit, "mates": [clinician], "by": medic, "id": uuid4(), "occurred_at": two_pm}

    def test_adds_somebody_to_the_crew_and_its_call(self, assignment, tap, unit):
        line = take_aboard(**tap)

        assert (line.kind, aboard(unit)) == ("shift.started", {"Mika", "Cleo"})
        assert assignment.crew.count() == 2

    def test_sent_twice_happens_once(self, tap):
        take_aboard(**tap)

        assert take_aboard(**tap).repeated

    def test_refuses_somebody_who_is_aboard_already(self, tap):
        take_aboard(**tap)

        with pytest.raises(Refused, match="Cleo on R1"):
            take_aboard(**tap | {"id": uuid4()})

    def test_refuses_nobody(self, tap):
        with pytest.raises(Refused, match="Choose who"):
            take_aboard(**tap | {"mates": []})

    def test_is_for_the_crew_only(self, tap, agency, elsewhere, dispatcher):
        with pytest.raises(Refused, match="You are not aboard R1"):
            take_aboard(**tap | {"by": factories.Person(agency=agency)})
        for stranger in (dispatcher, elsewhere.responder):
            with pytest.raises(NotYours):
                take_aboard(**tap | {"by": stranger})


class TestSignOff:
    def test_takes_the_empty_unit_off_duty(self, on_duty, medic, unit, two_pm):
        sign_off(shift=on_duty, by=medic, id=uuid4(), occurred_at=two_pm)
        unit.refresh_from_db()
        assert unit.status == "off_duty"

    def test_leaves_the_unit_to_the_others(self, on_duty, medic, clinician, unit, two_pm):
        sign_on(unit=unit, by=clinician, id=uuid4(), occurred_at=two_pm)
        sign_off(shift=on_duty, by=medic, id=uuid4(), occurred_at=two_pm)
        unit.refresh_from_db()
        assert unit.status == "available"

    def test_refuses_the_last_of_a_crew_on_a_call(self, assignment, on_duty, medic, two_pm):
        with pytest.raises(Refused, match="clear it first"):
            sign_off(shift=on_duty, by=medic, id=uuid4(), occurred_at=two_pm)

    def test_is_free_once_the_call_is_clear(self, assignment, on_duty, medic, two_pm):
        report_status(assignment=assignment, status="available", by=medic, id=uuid4(), occurred_at=two_pm)
        assert sign_off(shift=on_duty, by=medic, id=uuid4(), occurred_at=two_pm).kind == "shift.ended"

    def test_sent_twice_happens_once_and_a_second_is_refused(self, on_duty, medic, two_pm):
        tap = {"shift": on_duty, "by": medic, "id": uuid4(), "occurred_at": two_pm}
        sign_off(**tap)
        assert sign_off(**tap).repeated
        with pytest.raises(Refused, match="already signed off"):
            sign_off(**tap | {"id": uuid4()})

    def test_refuses_somebody_elses_shift(self, on_duty, clinician, two_pm):
        with pytest.raises(Refused, match="somebody else"):
            sign_off(shift=on_duty, by=clinician, id=uuid4(), occurred_at=two_pm)

    def test_is_not_for_another_agency(self, on_duty, elsewhere, two_pm):
        with pytest.raises(NotYours):
            sign_off(shift=on_duty, by=elsewhere.responder, id=uuid4(), occurred_at=two_pm)

    def test_of_a_mate_is_for_whoever_is_aboard_with_them(self, on_duty, medic, clinician, unit, two_pm):
        sign_on(unit=unit, by=clinician, id=uuid4(), occurred_at=two_pm)

        line = sign_off(shift=on_duty, by=clinician, id=uuid4(), occurred_at=two_pm)

        assert (aboard(unit), line.by) == ({"Cleo"}, clinician)

    def test_of_a_mate_from_another_unit_is_refused(self, on_duty, clinician, other_unit, two_pm):
        sign_on(unit=other_unit, by=clinician, id=uuid4(), occurred_at=two_pm)

        with pytest.raises(Refused, match="somebody else"):
            sign_off(shift=on_duty, by=clinician, id=uuid4(), occurred_at=two_pm)


class TestSignOffCrew:
    @pytest.fixture
    def tap(self, on_duty, unit, medic, clinician, two_pm):
        take_aboard(unit=unit, mates=[clinician], by=medic, id=uuid4(), occurred_at=two_pm)
        return {"unit": unit, "by": medic, "id": uuid4(), "occurred_at": two_pm}

    def test_sends_all_home_in_one_line(self, tap, unit):
        line = sign_off_crew(**tap)

        unit.refresh_from_db()
        assert (aboard(unit), unit.status, len(line.shifts)) == (set(), "off_duty", 2)

    def test_sent_twice_happens_once(self, tap):
        sign_off_crew(**tap)

        assert sign_off_crew(**tap).repeated

    def test_on_a_call_is_refused_and_nobody_goes(self, assignment, tap, unit):
        with pytest.raises(Refused, match="clear it first"):
            sign_off_crew(**tap)
        assert aboard(unit) == {"Mika", "Cleo"}

    def test_is_for_the_crew_only(self, tap, agency, elsewhere, dispatcher):
        with pytest.raises(Refused, match="You are not aboard R1"):
            sign_off_crew(**tap | {"by": factories.Person(agency=agency)})
        for stranger in (dispatcher, elsewhere.responder):
            with pytest.raises(NotYours):
                sign_off_crew(**tap | {"by": stranger})
