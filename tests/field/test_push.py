from uuid import uuid4

import pytest
from django.urls import reverse

from responder_app.models import PushSubscription
from tests.conftest import TWO_PM
from tests.deliver.devices import Device

KEYS = Device("https://push.example/device").told


@pytest.fixture
def subscribed(post):
    return post("tablet-push", **KEYS, occurred_at=TWO_PM.isoformat())


class TestSubscribe:
    def test_wakes_the_medics_tablet(self, subscribed, medic):
        assert subscribed.status_code == 201
        assert subscribed.json()["kind"] == "push.subscribed"
        assert PushSubscription.objects.get().person == medic

    def test_again_is_harmless(self, subscribed, post):
        assert post("tablet-push", **KEYS).status_code == 201
        assert PushSubscription.objects.count() == 1

    @pytest.mark.parametrize(
        "wrong",
        [
            {"endpoint": ""},
            {"endpoint": "http://push.example/device"},
            {"endpoint": "https://me@push.example/device"},
            {"endpoint": "javascript:alert(1)"},
            {"endpoint": "https://[push/"},
            {"endpoint": "https://push.example/" + "x" * 600},
            {"p256dh": "AAAA"},
            {"p256dh": "ä" * 87},
            {"p256dh": ""},
            {"auth": "AAAA"},
            {"auth": "%%%"},
        ],
    )
    def test_refuses_what_cannot_be_woken_with_a_sentence(self, wrong, post):
        answer = post("tablet-push", **KEYS | wrong)

        assert answer.status_code == 422
        assert "for wake-ups cannot be used." in answer.json()["detail"]
        assert not PushSubscription.objects.exists()

    def test_refuses_other_keys_for_a_known_address(self, subscribed, stranger_posts):
        other = Device(KEYS["endpoint"]).told

        assert stranger_posts("tablet-push", **other).status_code == 409

    def test_is_not_for_the_desk(self, client, post, dispatcher):
        client.force_login(dispatcher)

        assert post("tablet-push", author=dispatcher.pk, **KEYS).status_code == 404

    def test_needs_somebody(self, client):
        answer = client.post(reverse("tablet-push"), KEYS | {"id": uuid4()}, headers={"Accept": "application/json"})

        assert answer.status_code == 401


class TestUnsubscribe:
    def test_lets_the_tablet_sleep(self, subscribed, post):
        assert post("tablet-push-end", endpoint=KEYS["endpoint"]).status_code == 201
        assert not PushSubscription.objects.exists()

    def test_finds_nothing_of_a_stranger(self, subscribed, stranger_posts):
        assert stranger_posts("tablet-push-end", endpoint=KEYS["endpoint"]).status_code == 404
        assert PushSubscription.objects.exists()
