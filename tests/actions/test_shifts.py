from uuid import uuid4

import pytest

from responder_app.actions.assignments import report_status
from responder_app.actions.shifts import sign_off, sign_on
from responder_app.log import NotYours, Refused
from responder_app.models import Shift


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
