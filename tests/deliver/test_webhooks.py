import json
import threading
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import uuid4

import pytest
import standardwebhooks
from django.db import connections
from django.utils import timezone

from responder_app import log
from responder_app.actions.encounters import close, write_note
from responder_app.actions.webhooks import add_webhook, hold_webhook, new_secret, resume_webhook
from responder_app.deliver import webhooks
from responder_app.models import Event, Webhook

THREE_PM = datetime(2026, 5, 14, 15, 0, tzinfo=UTC)
VECTORS = Path(__file__).resolve().parents[3] / "shared/fixtures/standard-webhooks/vectors.json"
OUR_SECRET = "whsec_anVuaXBlci1mYWxscy1hbmQtc2FsdC1tYXJzaC0wMQ=="


@pytest.fixture
def webhook(center, administrator, two_pm):
    add_webhook(url=center.url, secret=new_secret(), by=administrator, id=uuid4(), occurred_at=two_pm)
    webhook = Webhook.objects.select_related("agency").get()
    log.advance(webhooks._cursor(webhook), log.head_of(webhook.agency_id).seq)  # past its own beginning
    return webhook


@pytest.fixture
def say(incident, dispatcher, two_pm):
    def say(body):
        return write_note(incident=incident, body=body, by=dispatcher, id=uuid4(), occurred_at=two_pm)

    return say


class Clock:
    """Stands at three until it is moved."""

    def __init__(self):
        self.time = THREE_PM

    def __call__(self):
        return self.time


@pytest.fixture
def clock():
    return Clock()


def place(webhook):
    return webhooks._cursor(webhook)


class TestSign:
    def test_agrees_with_the_standards_own_vector(self):
        signature = webhooks.sign(
            "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
            "msg_p5jXN8AQM9LWM0D4loKWxJek",
            1614265330,
            b'{"test": 2432232314}',
        )
        assert signature == "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="

    def test_agrees_with_the_reference_library(self):
        at = datetime(2026, 5, 14, 14, 0, tzinfo=UTC)
        body = '{"type":"unit.on_scene","note":"ünïcode"}'
        expected = standardwebhooks.Webhook(OUR_SECRET).sign("one", at, body)
        assert webhooks.sign(OUR_SECRET, "one", int(at.timestamp()), body.encode()) == expected

    def test_agrees_with_every_collected_vector_where_they_are_kept(self):
        vectors = json.loads(VECTORS.read_text()) if VECTORS.exists() else []
        for vector in vectors:
            body = vector["payload"].encode()
            assert webhooks.sign(vector["secret"], vector["id"], vector["timestamp"], body) == vector["signature"]


class TestServe:
    def test_tells_every_line_in_order_signed_and_once(self, webhook, center, say):
        lines = [say(f"Note {turn}.") for turn in range(3)]

        assert webhooks.serve(webhook) == 3
        assert webhooks.serve(webhook) == 0

        assert center.ids == [str(line.id) for line in lines]
        for headers, body in center.told:
            standardwebhooks.Webhook(webhook.secret).verify(body, headers)

    def test_tells_the_outcome_and_nothing_personal(self, webhook, center, assignment, medic, two_pm, minutes):
        outcome = {"contact_outcome": "contact_made", "disposition": "remained_resolved", "people_served": 1}
        close(assignment=assignment, by=medic, id=uuid4(), occurred_at=two_pm + minutes(30), **outcome)

        webhooks.serve(webhook)

        told = json.loads(center.told[-1][1])
        assert told["type"] == "assignment.closed"
        assert told["timestamp"] == "2026-05-14T14:30:00Z"
        assert told["data"]["disposition"] == "remained_resolved"
        everything = b"".join(body for _, body in center.told)
        for secret in (b"Mika", b"Alder Street", b"555-0100", b"cries"):
            assert secret not in everything

    def test_stops_at_the_first_failure_and_goes_on_there_with_the_same_id(self, webhook, center, say, clock):
        lines = [say(f"Note {turn}.") for turn in range(3)]
        center.answers = [204, 500]

        assert webhooks.serve(webhook, now=clock) == 1
        assert place(webhook).seq == lines[0].seq
        clock.time += timedelta(seconds=6)
        assert webhooks.serve(webhook, now=clock) == 2

        told = [str(line.id) for line in lines]
        assert center.ids == [told[0], told[1], told[1], told[2]]

    @pytest.mark.parametrize("status", [301, 302, 307, 400, 404, 429, 500, 503])
    def test_takes_nothing_but_2xx_for_success(self, webhook, center, say, status):
        say("Once.")
        center.answers, center.headers = [status], {"Location": center.url + "/elsewhere"}

        assert webhooks.serve(webhook) == 0

        assert len(center.told) == 1
        assert place(webhook).problem == f"It answered {status}."

    def test_a_server_that_is_away_is_a_failure(self, webhook, center, say):
        say("Once.")
        center.close()

        assert webhooks.serve(webhook) == 0

        assert place(webhook).problem == "It could not be reached: ConnectionRefusedError."

    def test_a_server_that_drips_is_cut_off(self, webhook, center, say, monkeypatch):
        monkeypatch.setattr(webhooks, "TIMEOUT", 0.5)
        center.drips = True
        say("Once.")
        began = timezone.now()

        assert webhooks.serve(webhook) == 0

        assert timezone.now() - began < timedelta(seconds=3)

    def test_does_nothing_while_another_process_is_at_it(self, webhook, center, say, clock):
        say("Once.")
        assert log.take(place(webhook), at=clock(), until=clock() + timedelta(seconds=90))

        assert webhooks.serve(webhook, now=clock) == 0
        assert center.told == []

        clock.time += timedelta(seconds=91)
        assert webhooks.serve(webhook, now=clock) == 1

    def test_does_nothing_while_it_is_held(self, webhook, center, say, administrator, two_pm):
        say("Once.")
        hold_webhook(webhook=webhook, by=administrator, id=uuid4(), occurred_at=two_pm)

        assert webhooks.serve(webhook) == 0
        assert webhooks.due(timezone.now()) == []

        resume_webhook(webhook=webhook, by=administrator, id=uuid4(), occurred_at=two_pm)
        assert webhooks.serve(webhook) == 3
        with pytest.raises(log.Refused):
            resume_webhook(webhook=webhook, by=administrator, id=uuid4(), occurred_at=two_pm)

    @pytest.mark.django_db(transaction=True)
    def test_several_deliverers_at_once_tell_each_line_once(self, webhook, center, say):
        lines = [say(f"Note {turn}.") for turn in range(10)]

        def serve():
            webhooks.serve(webhook)
            connections.close_all()

        threads = [threading.Thread(target=serve) for _ in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()

        assert center.ids == [str(line.id) for line in lines]


class TestBackoff:
    def test_waits_longer_with_every_failure_and_is_held_after_three_days(self, webhook, center, say, clock):
        say("Once.")
        center.answers = [500] * 100
        waits = []
        while not place(webhook).held:
            webhooks.serve(webhook, now=clock)
            due = place(webhook).next_try_at
            waits.append(due - clock.time)
            clock.time = max(due, clock.time)

        seconds = [wait.total_seconds() for wait in waits]
        for wait, meant in zip(seconds, [5, 300, 1800, 7200, 18000, 36000, 50400, 72000], strict=False):
            assert meant * 0.9 <= wait <= meant * 1.1
        assert clock.time - THREE_PM == timedelta(days=3)
        failed = Event.objects.get(kind="webhook.failed")
        assert failed.details == {"webhook": str(webhook.id)}
        assert set(center.ids) == {str(Event.objects.get(kind="note.written").id)}

    def test_starts_anew_after_a_success(self, webhook, center, say, clock):
        say("One.")
        center.answers = [500, 500]
        for _ in range(3):
            webhooks.serve(webhook, now=clock)
            clock.time += timedelta(hours=1)

        cursor = place(webhook)
        assert (cursor.tries, cursor.failing_since, cursor.next_try_at, cursor.problem) == (0, None, None, "")

    def test_is_held_at_once_when_the_address_is_gone(self, webhook, center, say):
        say("Once.")
        center.answers = [410]

        webhooks.serve(webhook)

        assert place(webhook).held
        assert Event.objects.filter(kind="webhook.failed").count() == 1

    @pytest.mark.parametrize(
        ("asked", "wait"),
        [
            ("120", timedelta(seconds=120)),
            ("Thu, 14 May 2026 15:10:00 GMT", timedelta(minutes=10)),
            ("99999999999999999999", timedelta(days=1)),
        ],
    )
    def test_waits_as_long_as_it_is_asked_to(self, webhook, center, say, clock, asked, wait):
        say("Once.")
        center.answers, center.headers = [503], {"Retry-After": asked}

        webhooks.serve(webhook, now=clock)

        assert place(webhook).next_try_at == THREE_PM + wait

    @pytest.mark.parametrize("asked", ["soon", "-5", "Thu, 14 May 1999 15:10:00 GMT", "²"])
    def test_ignores_what_it_cannot_read(self, asked):
        assert webhooks.asked_for(asked, THREE_PM) == timedelta()
