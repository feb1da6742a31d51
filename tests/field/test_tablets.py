from uuid import uuid4

import pytest
from django.urls import reverse

from responder_app.models import Tablet

FINE = {"device": str(uuid4()), "unsent": "0"}


class TestHealth:
    def test_is_kept_for_the_unit_on_duty(self, post, on_duty, unit):
        assert (
            post("tablet-health", **FINE | {"unsent": "2", "oldest_unsent_at": "2026-05-14T13:46:00Z"}).status_code
            == 204
        )

        tablet = Tablet.objects.get()
        assert (str(tablet.pk), tablet.unit, tablet.unsent) == (FINE["device"], unit, 2)
        assert tablet.oldest_unsent_at.minute == 46

    def test_is_refused_off_duty_with_a_sentence(self, post):
        answer = post("tablet-health", **FINE)

        assert answer.status_code == 409
        assert answer.json()["detail"] == "You are on no unit, so nobody asks how your tablet is."

    @pytest.mark.parametrize(
        "wrong", [{"device": "van"}, {"unsent": "-1"}, {"unsent": ""}, {"oldest_unsent_at": "yesterday"}]
    )
    def test_that_is_none_is_refused(self, wrong, post, on_duty):
        assert post("tablet-health", **FINE | wrong).status_code == 422

    def test_is_not_taken_from_the_desk_or_a_stranger(self, client, post, dispatcher, on_duty):
        assert post("tablet-health", author=dispatcher.pk, **FINE).status_code == 403
        client.force_login(dispatcher)
        assert post("tablet-health", author=dispatcher.pk, **FINE).status_code == 404
        client.logout()
        assert client.post(reverse("tablet-health"), FINE).status_code == 401
        assert client.get(reverse("tablet-health")).status_code == 405
        assert not Tablet.objects.exists()

    def test_does_not_touch_another_agencys_device(self, post, stranger_posts, on_duty, medic):
        post("tablet-health", **FINE)
        assert stranger_posts("tablet-health", **FINE).status_code == 404
        assert Tablet.objects.get().person == medic
