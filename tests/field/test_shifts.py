from uuid import uuid4

import pytest
from django.urls import reverse

from responder_app.models import Shift


@pytest.fixture
def sign_on(submit, unit):
    return lambda **more: submit("tablet-shift", unit=unit.pk, **more)


class TestSignOn:
    def test_goes_aboard_and_home(self, sign_on, unit):
        answer = sign_on()

        assert answer["Location"] == reverse("tablet")
        assert Shift.objects.running().get().unit == unit

    def test_tapped_twice_is_one_shift(self, sign_on):
        id = uuid4()
        sign_on(id=id)

        assert sign_on(id=id).status_code == 302
        assert Shift.objects.count() == 1

    def test_aboard_another_unit_is_refused_with_a_sentence(self, sign_on, submit, other_unit):
        sign_on()

        answer = submit("tablet-shift", unit=other_unit.pk)

        assert answer.status_code == 409
        assert "You are signed on to R1. Sign off first." in answer.content.decode()

    def test_knows_the_own_agencys_units_only(self, submit, elsewhere):
        answer = submit("tablet-shift", unit=elsewhere.unit.pk)

        assert answer.status_code == 422
        assert not Shift.objects.filter(person__agency__name="Juniper Falls").exists()

    @pytest.mark.parametrize("unit", ["", "x", "\0", "9" * 40])
    def test_never_breaks_on_strange_units(self, submit, unit):
        assert submit("tablet-shift", unit=unit).status_code == 422

    def test_is_for_crews(self, client, dispatcher):
        client.force_login(dispatcher)

        assert client.get(reverse("tablet-shift")).status_code == 404


class TestSignOff:
    def test_ends_the_shift(self, submit, on_duty):
        assert submit("tablet-shift-end").status_code == 302
        assert not Shift.objects.running().exists()

    def test_on_a_call_is_refused_with_a_sentence(self, submit, assignment):
        answer = submit("tablet-shift-end")

        assert answer.status_code == 409
        assert "clear it first" in answer.content.decode()

    def test_without_a_shift_shows_the_units(self, submit):
        assert submit("tablet-shift-end")["Location"] == reverse("tablet-shift")
