import pytest
from django.urls import reverse

from responder_app.models import UnitPosition

HERE = {"latitude": "44.05", "longitude": "-123.09", "accuracy": "12.4"}


class TestPosition:
    def test_is_kept_for_the_unit_on_duty(self, post, on_duty, unit):
        assert post("tablet-position", **HERE).status_code == 204

        place = UnitPosition.objects.get()
        assert (place.unit, place.latitude, place.accuracy) == (unit, 44.05, 12)

    def test_is_refused_off_duty_with_a_sentence(self, post):
        answer = post("tablet-position", **HERE)

        assert answer.status_code == 409
        assert answer.json()["detail"] == "You are on no unit, so your position is not taken."
        assert not UnitPosition.objects.exists()

    @pytest.mark.parametrize(
        "wrong",
        [
            {"latitude": "91"},
            {"longitude": "-181"},
            {"latitude": ""},
            {"longitude": "nan"},
            {"latitude": "north"},
            {"accuracy": "-1"},
            {"at": "yesterday"},
        ],
    )
    def test_that_is_none_is_refused(self, wrong, post, on_duty):
        assert post("tablet-position", **HERE | wrong).status_code == 422

    def test_from_a_clock_that_runs_ahead_is_from_now(self, post, on_duty):
        post("tablet-position", **HERE, at="2199-01-01T00:00:00Z")

        assert UnitPosition.objects.get().at.year < 2100

    def test_is_not_taken_from_the_desk_or_a_stranger(self, client, post, dispatcher, on_duty):
        assert post("tablet-position", author=dispatcher.pk, **HERE).status_code == 403
        client.force_login(dispatcher)
        assert post("tablet-position", author=dispatcher.pk, **HERE).status_code == 404
        client.logout()
        assert client.post(reverse("tablet-position"), HERE).status_code == 401
        assert client.get(reverse("tablet-position")).status_code == 405
        assert not UnitPosition.objects.exists()
