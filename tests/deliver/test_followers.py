import os
import signal
import subprocess
import sys
import time
from datetime import timedelta
from uuid import uuid4

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.utils import timezone

from responder_app import log
from responder_app.actions.assignments import assign
from responder_app.actions.encounters import write_note
from responder_app.actions.push import subscribe
from responder_app.actions.shifts import sign_on
from responder_app.deliver import followers
from responder_app.models import Event, Webhook
from tests.deliver.devices import Device
from tests.deliver.receiver import Receiver

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def running():
    stop = followers.start()
    yield
    stop()


def within(seconds, true):
    """Wait until `true()`, at most so long."""
    end = time.monotonic() + seconds
    while not (found := true()) and time.monotonic() < end:
        time.sleep(0.02)
    return found


def told(kind):
    return lambda: Event.objects.filter(kind=kind).exists()


class TestStart:
    def test_delivers_a_line_at_once(self, running, agency, center, incident, dispatcher, two_pm):
        call_command("webhook", "add", center.url, agency=agency.name)
        assert within(3, lambda: center.told)
        began = time.monotonic()

        line = write_note(incident=incident, body="Quick.", by=dispatcher, id=uuid4(), occurred_at=two_pm)

        assert within(3, lambda: str(line.id) in center.ids)
        assert time.monotonic() - began < 1

    def test_serves_the_others_while_one_address_is_slow(self, running, agency, center, settings):
        slow = Receiver()
        slow.drips = True
        settings.WEBHOOK_ALLOWED_HOSTS = [center.host, slow.host]
        try:
            call_command("webhook", "add", slow.url, agency=agency.name)
            assert within(3, lambda: slow.told)
            call_command("webhook", "add", center.url, agency=agency.name)
            assert within(3, lambda: center.told)
        finally:
            slow.close()

    def test_wakes_a_tablet_while_another_push_service_drips(
        self, running, center, medic, clinician, on_duty, unit, incident, dispatcher, settings
    ):
        drips = Receiver()
        drips.drips = True
        settings.WEBHOOK_ALLOWED_HOSTS = [center.host, drips.host]
        sign_on(unit=unit, by=clinician, id=uuid4(), occurred_at=timezone.now())
        keys = Device("").told
        try:
            for person, service in ((medic, drips), (clinician, center)):
                told = {**keys, "endpoint": service.url}
                subscribe(**told, by=person, id=uuid4(), occurred_at=timezone.now())
            assign(incident=incident, unit=unit, by=dispatcher, id=uuid4(), occurred_at=timezone.now())
            assert within(3, lambda: center.told)
        finally:
            drips.close()

    def test_marks_an_overdue_assignment(self, running, incident, unit, dispatcher, on_duty):
        at = timezone.now() - timedelta(minutes=2)
        assign(incident=incident, unit=unit, by=dispatcher, id=uuid4(), occurred_at=at)

        assert within(4, told("assignment.overdue"))

    def test_a_failed_turn_is_tried_again(self, running, agency, center, monkeypatch, caplog):
        due = followers.webhooks.due
        failures = [RuntimeError("the disk is full"), RuntimeError("still")]

        def stumbling(at):
            if failures:
                raise failures.pop()
            return due(at)

        monkeypatch.setattr(followers.webhooks, "due", stumbling)
        call_command("webhook", "add", center.url, agency=agency.name)

        assert within(5, lambda: center.told)
        assert "The deliverer failed and tries again" in caplog.text

    def test_takes_its_bell_down(self):
        before = list(log._bells)
        followers.start()()
        assert log._bells == before


class TestApart:
    @pytest.mark.parametrize("command", ["deliver", "watch"])
    def test_stops_when_told_to(self, command, tmp_path):
        surroundings = {**os.environ, "STATE_DIR": str(tmp_path), "LOG_LEVEL": "CRITICAL"}
        program = subprocess.Popen([sys.executable, "manage.py", command], env=surroundings, stdout=subprocess.PIPE)
        assert program.stdout.readline().startswith(b"Running")
        program.send_signal(signal.SIGTERM)
        assert program.wait(10) == 0


class TestWebhookCommand:
    def test_adds_lists_holds_and_resumes(self, agency, center, capsys):
        call_command("webhook", "add", center.url, agency=agency.name)
        added = capsys.readouterr().out
        assert Webhook.objects.get().secret in added

        call_command("webhook", "hold", center.url, agency=agency.name)
        call_command("webhook", "list", agency=agency.name)
        listed = capsys.readouterr().out
        assert "held" in listed
        assert Webhook.objects.get().secret not in listed

        call_command("webhook", "resume", center.url, agency=agency.name)
        call_command("webhook", "list", agency=agency.name)
        assert "ok" in capsys.readouterr().out

    @pytest.mark.parametrize(
        ("verb", "url", "sentence"),
        [
            ("add", "http://127.0.0.1:1/", "Only https"),
            ("add", "https://localhost/", "inside network"),
            ("hold", "https://cad.example/", "not on the list"),
        ],
    )
    def test_refuses_with_a_sentence(self, agency, verb, url, sentence):
        with pytest.raises(CommandError, match=sentence):
            call_command("webhook", verb, url, agency=agency.name)

    def test_knows_only_agencies_that_exist(self, db):
        with pytest.raises(CommandError, match="no agency called Nowhere"):
            call_command("webhook", "list", agency="Nowhere")
