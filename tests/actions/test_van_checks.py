from uuid import uuid4

import pytest

from responder_app.actions.shifts import sign_off
from responder_app.actions.van_checks import check_van
from responder_app.log import NotYours, Refused
from responder_app.models import VanCheck


class TestCheckVan:
    @pytest.fixture
    def tap(self, on_duty, medic, two_pm):
        items = {"radio": "ok", "water_food": "missing", "naloxone": "missing"}
        what = {"items": items, "mileage": 48_210, "note": "Left mirror loose"}
        return {"shift": on_duty, **what, "by": medic, "id": uuid4(), "occurred_at": two_pm}

    def test_is_kept_and_the_log_says_what_is_missing(self, tap, unit):
        line = check_van(**tap)

        check = VanCheck.objects.get()
        assert (check.pk, check.unit, check.items["radio"], check.mileage) == (tap["id"], unit, "ok", 48_210)
        assert line.details == {"missing": ["naloxone", "water_food"]}

    def test_sent_twice_happens_once(self, tap):
        check_van(**tap)

        assert check_van(**tap).repeated
        assert VanCheck.objects.count() == 1

    def test_of_a_shift_that_has_ended_is_filed_all_the_same(self, tap, on_duty, medic, two_pm):
        sign_off(shift=on_duty, by=medic, id=uuid4(), occurred_at=two_pm)

        assert check_van(**tap).shifts == [on_duty.pk]

    def test_refuses_to_have_looked_at_nothing(self, tap):
        with pytest.raises(Refused, match="at least one thing"):
            check_van(**tap | {"items": {}})

    def test_is_not_for_strangers(self, tap, clinician, elsewhere, dispatcher):
        with pytest.raises(Refused, match="somebody else"):
            check_van(**tap | {"by": clinician})
        for stranger in (dispatcher, elsewhere.responder):
            with pytest.raises(NotYours):
                check_van(**tap | {"by": stranger})
