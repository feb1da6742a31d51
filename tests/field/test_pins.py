from uuid import uuid4

import pytest
from django.contrib.auth.hashers import check_password
from django.urls import reverse

from responder_app.field.forms.pins import hard_to_guess, too_close
from responder_app.models import Event
from tests.factories import PASSWORD

GOOD = {"password": PASSWORD, "pin": "2580", "again": "2580", "duress_pin": "2711"}


class TestThePinPage:
    def test_sets_both_with_the_password(self, medic, submit):
        answer = submit("tablet-pin", **GOOD)
        medic.refresh_from_db()
        assert answer.headers["Location"] == reverse("tablet")
        assert (check_password("2580", medic.pin), check_password("2711", medic.duress_pin)) == (True, True)

    def test_answers_the_tablet_with_a_mark_of_each(self, medic, post):
        told = post("tablet-pin", **GOOD).json()
        medic.refresh_from_db()
        assert (len(told["marks"]), told["pin"]) == (2, medic.pin_mark)
        assert post("tablet-pin", **GOOD | {"duress_pin": ""}).json()["marks"][1:] == []

    def test_leaves_no_pin_in_the_log(self, post):
        post("tablet-pin", **GOOD)
        told = str(list(Event.objects.values_list("kind", "details")))  # a number may look like anything
        assert "person.changed" in told
        assert [pin for pin in ("2580", "2711", PASSWORD) if pin in told] == []

    def test_sent_twice_is_the_same_pin_once(self, medic, post):
        number = uuid4()
        assert [post("tablet-pin", id=number, **GOOD).status_code for _ in range(2)] == [200, 200]
        assert Event.objects.filter(kind="person.changed").count() == 1

    def test_lets_nobody_guess_the_password_of_a_tablet_left_open(self, medic, post):
        for _ in range(5):
            post("tablet-pin", **GOOD | {"password": "wrong"})

        answer = post("tablet-pin", **GOOD)

        assert (answer.status_code, "Wait 30 seconds" in answer.json()["detail"]) == (422, True)
        medic.refresh_from_db()
        assert medic.pin == ""

    @pytest.mark.parametrize(
        ("said", "sentence"),
        [
            ({"password": "wrong"}, "not your password"),
            ({"password": ""}, "Give your password"),
            ({"pin": "123", "again": "123"}, "4 to 8 digits"),
            ({"pin": "25a0", "again": "25a0"}, "4 to 8 digits"),
            ({"pin": "٢٥٨٠", "again": "٢٥٨٠"}, "4 to 8 digits"),
            ({"pin": "123456789", "again": "123456789"}, "4 to 8 digits"),
            ({"pin": "4321", "again": "4321"}, "too easy to guess"),
            ({"again": "2581"}, "not the same"),
            ({"duress_pin": "2581"}, "too close to your PIN"),
            ({"duress_pin": "1111"}, "too easy to guess"),
        ],
    )
    def test_says_what_is_wrong(self, medic, post, submit, said, sentence):
        answer = post("tablet-pin", **GOOD | said)
        assert (answer.status_code, sentence in answer.json()["detail"]) == (422, True)
        page = submit("tablet-pin", **GOOD | said)
        assert page.status_code == 422
        assert sentence in page.content.decode()
        medic.refresh_from_db()
        assert medic.pin == ""

    def test_never_shows_a_pin_again(self, submit):
        page = submit("tablet-pin", **GOOD | {"again": "9999"}).content.decode()
        assert [pin for pin in ("2580", "2711", "9999") if f'value="{pin}"' in page] == []

    def test_is_a_crews(self, client, dispatcher):
        assert client.get(reverse("tablet-pin")).status_code == 302
        client.force_login(dispatcher)
        assert client.get(reverse("tablet-pin")).status_code == 404


class TestAPin:
    @pytest.mark.parametrize("pin", ["1111", "1212", "123123", "1234", "7890", "8901", "9876", "3210"])
    def test_that_anybody_would_try_is_refused(self, pin):
        with pytest.raises(Exception, match="too easy"):
            hard_to_guess(pin)

    @pytest.mark.parametrize("pin", ["2580", "1357", "112233", "19283746"])
    def test_that_is_hard_to_guess_is_taken(self, pin):
        assert hard_to_guess(pin) == pin

    @pytest.mark.parametrize("other", ["2580", "2581", "2508", "258", "25800", "12580"])
    def test_and_its_duress_pin_are_more_than_a_slip_apart(self, other):
        assert too_close("2580", other)

    @pytest.mark.parametrize("other", ["2611", "258011", "9173"])
    def test_and_its_duress_pin_may_differ_by_two(self, other):
        assert not too_close("2580", other)
