from uuid import uuid4

import pytest

from responder_app import log
from responder_app.actions.push import FOLLOWER, subscribe, unsubscribe
from responder_app.models import Event, PushSubscription
from tests.conftest import TWO_PM

pytestmark = pytest.mark.django_db
DEVICE = {"endpoint": "https://push.example/one", "p256dh": "B" * 87, "auth": "a" * 22}


@pytest.fixture
def device(medic):
    subscribe(**DEVICE, by=medic, id=uuid4(), occurred_at=TWO_PM)
    return PushSubscription.objects.get()


class TestSubscribe:
    def test_wakes_the_device_for_its_person_from_the_next_line_on(self, medic, agency):
        before = log.head_of(agency.pk).seq

        line = subscribe(**DEVICE, by=medic, id=uuid4(), occurred_at=TWO_PM)

        device = PushSubscription.objects.get()
        assert (device.person, device.agency, device.endpoint) == (medic, agency, DEVICE["endpoint"])
        assert (line.kind, line.details) == ("push.subscribed", {})
        assert log.cursor_of(agency.pk, FOLLOWER).seq == before

    def test_twice_happens_once(self, medic):
        told = {**DEVICE, "by": medic, "id": uuid4(), "occurred_at": TWO_PM}
        subscribe(**told)

        assert subscribe(**told).repeated
        assert Event.objects.filter(kind="push.subscribed").count() == 1

    def test_again_under_another_number_is_the_same_device(self, device, medic):
        subscribe(**DEVICE, by=medic, id=uuid4(), occurred_at=TWO_PM)

        assert PushSubscription.objects.get() == device

    def test_takes_the_device_over_from_who_was_at_it_before(self, device, clinician, elsewhere):
        subscribe(**DEVICE, by=clinician, id=uuid4(), occurred_at=TWO_PM)
        assert PushSubscription.objects.get().person == clinician

        subscribe(**DEVICE, by=elsewhere.responder, id=uuid4(), occurred_at=TWO_PM)
        assert PushSubscription.objects.get().agency == elsewhere.agency

    def test_refuses_who_knows_the_address_but_not_the_keys(self, device, elsewhere):
        with pytest.raises(log.Refused, match="other keys"):
            subscribe(**DEVICE | {"auth": "b" * 22}, by=elsewhere.responder, id=uuid4(), occurred_at=TWO_PM)

        assert PushSubscription.objects.get().person == device.person

    def test_is_not_for_the_desk(self, dispatcher):
        with pytest.raises(log.NotYours):
            subscribe(**DEVICE, by=dispatcher, id=uuid4(), occurred_at=TWO_PM)


class TestUnsubscribe:
    def test_forgets_the_device(self, device, medic):
        line = unsubscribe(subscription=device, by=medic, id=uuid4(), occurred_at=TWO_PM)

        assert line.kind == "push.ended"
        assert not PushSubscription.objects.exists()

    def test_twice_happens_once(self, device, medic):
        told = {"subscription": device, "by": medic, "id": uuid4(), "occurred_at": TWO_PM}
        unsubscribe(**told)

        assert unsubscribe(**told).repeated

    def test_may_be_the_agencys_own_doing(self, device, agency):
        unsubscribe(subscription=device, by=agency, id=uuid4(), occurred_at=TWO_PM)

        assert not PushSubscription.objects.exists()

    @pytest.mark.parametrize("who", ["colleague", "neighbour", "desk"])
    def test_is_for_no_stranger(self, who, device, clinician, dispatcher, elsewhere):
        by = {"colleague": clinician, "neighbour": elsewhere.responder, "desk": dispatcher}[who]
        with pytest.raises(log.NotYours):
            unsubscribe(subscription=device, by=by, id=uuid4(), occurred_at=TWO_PM)

        assert PushSubscription.objects.exists()
