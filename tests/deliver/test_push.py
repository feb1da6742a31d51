"""Tablets are woken through a push service that stands on loopback and reads nothing."""

import json
from datetime import timedelta
from uuid import uuid4

import pytest
from django.utils import timezone
from py_vapid import Vapid02

from responder_app import log, vapid
from responder_app.actions.assignments import assign, withdraw
from responder_app.actions.encounters import write_note
from responder_app.actions.push import subscribe
from responder_app.actions.safety import acknowledge_backup, call_backup, panic
from responder_app.actions.screening import override_screening, screen
from responder_app.actions.shifts import sign_off, sign_on
from responder_app.deliver import push
from responder_app.models import BackupRequest, Event, PushSubscription
from tests.conftest import TWO_PM
from tests.deliver.devices import Device, raw

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def device(center, medic):
    """Mika's tablet."""
    device = Device(center.url)
    subscribe(**device.told, by=medic, id=uuid4(), occurred_at=TWO_PM)
    return device


def wake_all(at=None):
    return [push.wake(wake, at or timezone.now()) for wake in push.due(at or timezone.now())]


def kinds(center, device):
    return [device.read(body)["kind"] for _, body in center.told]


class TestACallForACrew:
    @pytest.fixture(autouse=True)
    def _made(self, device, assignment):
        """The device asked first, then the call came."""

    def test_wakes_its_tablet_and_says_nothing_else(self, center, device, incident):
        wake_all()

        ((headers, body),) = center.told
        assert device.read(body) == {"v": 1, "kind": "assignment.made"}
        assert headers["content-encoding"] == "aes128gcm"
        assert headers["urgency"] == "high"
        assert 290 <= int(headers["ttl"]) <= 300
        assert len(headers["topic"]) <= 32
        assert PushSubscription.objects.get().woken_at

    def test_is_signed_for_that_push_service(self, center):
        wake_all()

        signature = center.told[0][0]["authorization"]
        assert Vapid02.verify(signature)
        claims = json.loads(raw(signature.split("t=")[1].split(".")[1]))
        assert claims["aud"] == f"http://{center.host}"
        assert claims["exp"] - timezone.now().timestamp() < 24 * 60 * 60
        assert signature.endswith(f"k={vapid.public_key()}")

    def test_wakes_it_once(self, center):
        wake_all()
        wake_all()

        assert len(center.told) == 1

    def test_taken_back_wakes_it_with_the_same_topic(self, center, device, assignment, dispatcher):
        withdraw(assignment=assignment, by=dispatcher, id=uuid4(), occurred_at=TWO_PM)
        wake_all()

        assert kinds(center, device) == ["assignment.made", "assignment.withdrawn"]
        assert len({headers["topic"] for headers, _ in center.told}) == 1

    def test_is_not_news_after_five_minutes(self, center):
        wake_all(at=timezone.now() + timedelta(minutes=6))

        assert center.told == []
        assert wake_all() == []


class TestWhoIsWoken:
    def test_a_note_of_the_desk_wakes_the_crew_that_is_out_on_the_call(self, center, device, assignment, dispatcher):
        push.due(timezone.now())
        note = {"incident": assignment.incident, "body": "The caller moved to the back door.", "occurred_at": TWO_PM}
        write_note(by=dispatcher, id=uuid4(), **note)
        wake_all()

        assert kinds(center, device) == ["note.written"]

    def test_a_new_screening_wakes_the_crew_that_is_out_on_the_call(self, center, device, assignment, dispatcher):
        wake_all()
        hand = {"incident": assignment.incident, "by": dispatcher, "occurred_at": TWO_PM}
        screen(answers={"weapon": "yes"}, id=uuid4(), **hand)
        override_screening(result="phone_only", reason="supervisor", id=uuid4(), **hand)
        wake_all()

        assert kinds(center, device)[1:] == ["incident.screened", "incident.overridden"]

    def test_a_crews_own_note_wakes_nobody(self, center, device, assignment, medic, clinician):
        sign_on(unit=assignment.unit, by=clinician, id=uuid4(), occurred_at=TWO_PM)
        push.due(timezone.now())
        for author in (medic, clinician):
            write_note(incident=assignment.incident, body="x", by=author, id=uuid4(), occurred_at=TWO_PM)

        assert push.due(timezone.now()) == []

    def test_a_request_for_backup_that_somebody_has(self, center, device, assignment, medic, dispatcher):
        call_backup(assignment=assignment, level="urgent", reasons=["animal"], by=medic, id=uuid4(), occurred_at=TWO_PM)
        push.due(timezone.now())
        acknowledge_backup(backup=BackupRequest.objects.get(), by=dispatcher, id=uuid4(), occurred_at=TWO_PM)
        wake_all()

        assert kinds(center, device) == ["backup.acknowledged"]

    def test_never_for_an_alarm_under_duress(self, device, assignment, medic, dispatcher):
        panic(assignment=assignment, silent=True, by=medic, id=uuid4(), occurred_at=TWO_PM)
        push.due(timezone.now())
        acknowledge_backup(backup=BackupRequest.objects.get(), by=dispatcher, id=uuid4(), occurred_at=TWO_PM)

        assert Event.objects.filter(kind="backup.acknowledged").exists()
        assert push.due(timezone.now()) == []

    def test_nobody_who_is_off_duty(self, device, on_duty, medic, other_unit, incident, dispatcher, clinician):
        sign_off(shift=on_duty, by=medic, id=uuid4(), occurred_at=TWO_PM)
        sign_on(unit=other_unit, by=clinician, id=uuid4(), occurred_at=TWO_PM)
        assign(incident=incident, unit=other_unit, by=dispatcher, id=uuid4(), occurred_at=TWO_PM)

        assert push.due(timezone.now()) == []

    def test_no_other_crew_and_no_other_agency(
        self, device, on_duty, other_unit, incident, dispatcher, clinician, elsewhere
    ):
        theirs = Device("https://push.example/theirs")
        sign_on(unit=other_unit, by=clinician, id=uuid4(), occurred_at=TWO_PM)
        subscribe(**theirs.told, by=elsewhere.responder, id=uuid4(), occurred_at=TWO_PM)
        assign(incident=incident, unit=other_unit, by=dispatcher, id=uuid4(), occurred_at=TWO_PM)

        assert push.due(timezone.now()) == []


class TestAPushServiceThat:
    @pytest.fixture
    def wake(self, device, assignment):
        (wake,) = push.due(timezone.now())
        return wake

    @pytest.mark.parametrize("status", [404, 410])
    def test_knows_the_device_no_longer_ends_it(self, status, center, wake):
        center.answers = [status]

        assert push.wake(wake, timezone.now()) is None
        assert not PushSubscription.objects.exists()
        assert Event.objects.filter(kind="push.ended", by=None).count() == 1

    @pytest.mark.parametrize("status", [429, 500, 503])
    def test_is_busy_is_tried_again_until_it_is_too_late(self, status, center, wake):
        center.answers = [status] * 50
        now, tries = timezone.now(), 0
        while wake:
            again = push.wake(wake, now)
            assert again is None or again.at - now >= timedelta(seconds=4)
            now, wake, tries = again.at if again else now, again, tries + 1

        assert 4 < tries < 15
        assert PushSubscription.objects.get().woken_at is None

    def test_asks_for_patience_gets_it(self, center, wake):
        center.answers, center.headers = [429], {"Retry-After": "120"}
        now = timezone.now()

        assert push.wake(wake, now).at - now == timedelta(seconds=120)

    @pytest.mark.parametrize("status", [301, 400, 401, 413])
    def test_will_not_have_it_is_not_asked_again(self, status, center, wake):
        center.answers, center.headers = [status], {"Location": "http://127.0.0.1:1/"}

        assert push.wake(wake, timezone.now()) is None
        assert PushSubscription.objects.exists()

    def test_is_away_is_tried_again(self, center, wake):
        center.close()

        assert push.wake(wake, timezone.now()).tries == 1

    def test_stands_on_an_inside_network_is_never_asked(self, center, wake, settings):
        settings.WEBHOOK_ALLOWED_HOSTS = []

        assert push.wake(wake, timezone.now()) is None
        assert center.told == []


class TestADeviceWithKeysThatAreNone:
    @pytest.mark.parametrize("keys", [("", ""), ("AAAA", "AAAA"), ("B" * 87, "a" * 22)])
    def test_is_given_up(self, keys, device, assignment, center):
        (wake,) = push.due(timezone.now())
        wake.subscription.p256dh, wake.subscription.auth = keys

        assert push.wake(wake, timezone.now()) is None
        assert center.told == []


class TestTheCursor:
    def test_moves_on_although_a_device_cannot_be_reached(self, center, device, assignment, agency):
        center.answers = [503]
        wake_all()

        assert log.cursor_of(agency.pk, push.FOLLOWER).seq == log.head_of(agency.pk).seq

    def test_is_left_to_the_process_that_has_it(self, device, assignment, agency):
        cursor = log.cursor_of(agency.pk, push.FOLLOWER)
        log.take(cursor, at=timezone.now(), until=timezone.now() + timedelta(minutes=1))

        assert push.due(timezone.now()) == []
