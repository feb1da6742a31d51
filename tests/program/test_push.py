"""A manager's device is woken when nobody at the desk takes an alarm."""

from uuid import uuid4

import pytest

from responder_app.access import woken_by
from responder_app.actions.assignments import mark_overdue
from responder_app.actions.push import subscribe
from responder_app.actions.second_person import call_second_person
from responder_app.models import Alert, Event, PushSubscription
from tests import factories
from tests.actions.test_push import DEVICE


@pytest.fixture
def office(client, manager):
    client.force_login(manager)
    return client


@pytest.fixture
def device():
    return {**DEVICE, "id": str(uuid4())}


class TestTheDevice:
    def test_is_kept_once_for_who_asks(self, office, manager, device):
        answers = [office.post("/program/push/", device) for _ in range(2)]
        assert [answer.status_code for answer in answers] == [200, 200]
        assert PushSubscription.objects.get().person == manager

    @pytest.mark.parametrize("wrong", [{"endpoint": "http://push.example/1"}, {"auth": "x"}, {"p256dh": ""}])
    def test_that_cannot_be_woken_is_refused_with_a_sentence(self, office, device, wrong):
        answer = office.post("/program/push/", device | wrong)
        assert (answer.status_code, answer.json()["detail"][:29]) == (422, "This device cannot be woken: ")

    def test_is_let_go_by_its_own_person_only(self, office, manager, agency, device):
        other = factories.Person(agency=agency, role="manager")
        subscribe(**DEVICE, by=other, id=uuid4(), occurred_at=factories.NOON)
        gone = {"id": str(uuid4()), "endpoint": DEVICE["endpoint"]}
        assert office.post("/program/push/end/", gone).status_code == 422
        office.force_login(other)
        assert office.post("/program/push/end/", gone).status_code == 200
        assert not PushSubscription.objects.exists()

    def test_is_not_for_other_roles(self, client, dispatcher, medic, device):
        for stranger in (dispatcher, medic):
            client.force_login(stranger)
            assert client.post("/program/push/", device).status_code == 404
            assert client.get("/program/worker.js").status_code == 404

    def test_has_a_worker_that_keeps_nothing(self, office):
        answer = office.get("/program/worker.js")
        assert (answer["Content-Type"], answer["Cache-Control"]) == ("text/javascript", "no-cache")
        assert b"caches" not in answer.content


class TestWhoIsWoken:
    def test_is_who_manages_the_same_program_on_duty_or_not(
        self, assignment, agency, manager, administrator, medic, elsewhere, two_pm
    ):
        for number, person in enumerate((manager, administrator, medic, elsewhere.manager)):
            told = DEVICE | {"endpoint": f"{DEVICE['endpoint']}{number}"}
            subscribe(**told, by=person, id=uuid4(), occurred_at=two_pm)
        mark_overdue(assignment=assignment, by=agency, id=uuid4(), occurred_at=two_pm)
        call_second_person(alert=Alert.objects.get(), by=agency, id=uuid4(), occurred_at=two_pm)

        line = Event.objects.get(kind="alert.second_person")
        assert {device.person for device in woken_by(line)} == {manager, administrator}
