from uuid import uuid4

import pytest
from django.contrib.auth.hashers import check_password, make_password

from responder_app.actions.pins import refuse_pin, set_pins, unlock
from responder_app.log import Conflict, NotYours, Refused
from responder_app.models import Event


@pytest.fixture
def tap(medic, two_pm):
    return {"by": medic, "id": uuid4(), "occurred_at": two_pm}


@pytest.fixture
def type_wrong(medic, two_pm):
    """So many wrong PINs for the medic, each so many minutes after the one before."""

    def type_wrong(times, minutes_between=1):
        for turn in range(times):
            at = two_pm.replace(hour=two_pm.hour + turn * minutes_between // 60, minute=turn * minutes_between % 60)
            refuse_pin(person=medic, by=medic, id=uuid4(), occurred_at=at)
        medic.refresh_from_db()

    return type_wrong


class TestSetPins:
    @pytest.fixture
    def pins(self):
        return {"pin": make_password("2580"), "duress_pin": make_password("2508")}

    def test_keeps_hashes_only_and_says_no_pin(self, medic, tap, pins):
        line = set_pins(**pins, **tap)
        medic.refresh_from_db()
        assert check_password("2580", medic.pin)
        assert check_password("2508", medic.duress_pin)
        assert (line.kind, line.details) == ("person.changed", {"person": medic.pk, "changed": ["pin"]})

    def test_forgets_wrong_tries_before(self, medic, tap, pins, type_wrong):
        type_wrong(5)
        set_pins(**pins, **tap)
        medic.refresh_from_db()
        assert medic.pin_failures == 0

    def test_changes_the_mark_that_tablets_compare(self, medic, tap, pins, two_pm):
        assert medic.pin_mark == ""
        set_pins(**pins, **tap)
        before = medic.pin_mark
        set_pins(pin=make_password("9173"), duress_pin="", by=medic, id=uuid4(), occurred_at=two_pm)
        assert "" != before != medic.pin_mark

    def test_sent_twice_happens_once_and_another_pin_under_its_number_is_refused(self, medic, tap, pins):
        set_pins(**pins, **tap)
        assert set_pins(**pins, **tap).repeated
        with pytest.raises(Conflict):
            set_pins(**pins | {"pin": make_password("9173")}, **tap)
        medic.refresh_from_db()
        assert check_password("2580", medic.pin)

    def test_is_the_crews(self, pins, tap, dispatcher, machine):
        for stranger in (dispatcher, machine):
            with pytest.raises(NotYours):
                set_pins(**pins, **tap | {"by": stranger})


class TestUnlock:
    def test_is_filed_with_its_way_and_forgets_wrong_tries(self, medic, tap, type_wrong):
        type_wrong(4)
        line = unlock(way="pin", came=True, **tap)
        medic.refresh_from_db()
        assert line.details == {"person": medic.pk, "way": "pin", "came": True}
        assert medic.pin_failures == 0

    def test_refuses_a_pin_after_five_wrong_ones_but_takes_the_password(self, medic, tap, type_wrong):
        type_wrong(5)
        with pytest.raises(Refused, match="Only the password"):
            unlock(way="pin", **tap)
        assert unlock(way="password", **tap).kind == "person.unlocked"
        medic.refresh_from_db()
        assert medic.pin_failures == 0

    def test_that_was_made_offline_is_a_fact_and_frees_no_pin(self, medic, tap, type_wrong):
        type_wrong(5)
        assert unlock(way="offline", **tap).kind == "person.unlocked"
        medic.refresh_from_db()
        assert medic.pin_failures == 5

    def test_sent_twice_happens_once(self, tap):
        unlock(way="pin", **tap)
        assert unlock(way="pin", **tap).repeated
        assert Event.objects.filter(kind="person.unlocked").count() == 1

    def test_is_the_crews(self, tap, dispatcher, manager):
        for stranger in (dispatcher, manager):
            with pytest.raises(NotYours):
                unlock(way="pin", **tap | {"by": stranger})


class TestRefusePin:
    def test_counts_five_in_a_row(self, medic, type_wrong):
        type_wrong(5)
        assert medic.pin_failures == 5

    def test_begins_anew_after_a_quarter_of_an_hour(self, medic, type_wrong):
        type_wrong(3, minutes_between=16)
        assert medic.pin_failures == 1

    def test_does_not_forget_once_only_the_password_helps(self, medic, type_wrong, two_pm):
        type_wrong(5)
        refuse_pin(person=medic, by=medic, id=uuid4(), occurred_at=two_pm.replace(hour=23))
        medic.refresh_from_db()
        assert medic.pin_failures == 6

    def test_counts_for_the_person_tried_not_for_whoever_typed(self, medic, clinician, tap):
        line = refuse_pin(person=clinician, **tap)
        clinician.refresh_from_db()
        assert (clinician.pin_failures, line.by_id, line.details["person"]) == (1, medic.pk, clinician.pk)

    def test_sent_twice_counts_once(self, medic, tap):
        refuse_pin(person=medic, **tap)
        assert refuse_pin(person=medic, **tap).repeated
        medic.refresh_from_db()
        assert medic.pin_failures == 1

    def test_is_not_for_strangers(self, tap, medic, dispatcher, elsewhere):
        for stranger in (dispatcher, elsewhere.responder):
            with pytest.raises(NotYours):
                refuse_pin(person=medic, **tap | {"by": stranger})
