import os
import sqlite3
import stat
import subprocess
import sys
import time
from pathlib import Path
from uuid import UUID

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.urls import reverse

from responder_app import access, words
from responder_app.actions.assignments import assign
from responder_app.actions.people import digest_of
from responder_app.demo import city, doors
from responder_app.demo.story import Story
from responder_app.models import Agency, Event, FollowUp, Hours, Incident, MachineToken, Referral, Unit, User
from tests import factories
from tests.servers import free_port

ROOT = Path(__file__).resolve().parent.parent
FRESH = {"reports": [], "seen_at": None, "accepted_at": None}


@pytest.fixture(autouse=True)
def _demo(settings, tmp_path):
    settings.DEMO, settings.STATE_DIR = True, tmp_path


def story(number, services=(1,)):
    return Story(UUID(int=number), list(services), ["All quiet."])


class TestTheCity:
    def test_fits_together(self):
        told = city.load()
        codes = {each["code"] for each in told["call_types"]}
        people = {each["username"] for each in told["people"]}
        assert (len(codes), len(told["units"]), len(told["services"])) == (12, 4, 8)
        assert {call["call_type"] for call in told["calls"]} == codes
        assert {call["caller_relation"] for call in told["calls"]} <= set(words.CallerRelation)
        assert {person["role"] for person in told["people"]} <= set(words.Role)
        assert {told["desk"], *(who for crew in told["crews"] for who in crew["people"])} <= people

    def test_leaves_a_unit_and_the_demo_accounts_to_people(self):
        told = city.load()
        assert set(told["units"]) - {crew["unit"] for crew in told["crews"]} == {"R1"}
        played = [told["desk"], *(who for crew in told["crews"] for who in crew["people"])]
        assert not [name for name in played if name.startswith("demo-")]

    def test_has_invented_numbers_only(self):
        told = city.load()
        numbers = [told["agency"]["phone"], *(service["phone"] for service in told["services"])]
        assert all(number.startswith("555-01") for number in numbers)


class TestPrepare:
    def test_founds_the_city_once(self, db):
        call_command("demo", prepare=True)
        lines, token = Event.objects.count(), city.token_file().read_text()
        call_command("demo", prepare=True)

        assert Agency.objects.count() == 1
        assert (Event.objects.count(), city.token_file().read_text()) == (lines, token)
        assert access.machine_of(digest_of(token)).agency == Agency.objects.get()

    def test_remembers_a_fortnight_that_is_over(self, db):
        call_command("demo", prepare=True)

        assert Incident.objects.count() > 30
        assert not Incident.objects.open().exists()
        assert Referral.objects.count() > 5
        assert not Unit.objects.on_duty().exists()
        assert FollowUp.objects.due().exists()
        assert FollowUp.objects.exclude(done_at=None).exists()
        assert not Incident.objects.filter(eligible=True, unserved_reason="", assignments=None).exists()

    def test_knows_what_people_can_do_and_when_the_program_is_open(self, db):
        call_command("demo", prepare=True)

        medic = User.objects.get(username="crew-r2-a")
        assert (medic.profession, medic.skills, medic.languages) == ("medic", ["medical", "driving"], ["en"])
        assert set(Hours.objects.values_list("unit__call_sign", flat=True)) == {None, "R4"}

    def test_lets_people_in_by_name_and_by_button(self, db, client, settings):
        call_command("demo", prepare=True)
        named = {"username": "demo-manager", "password": settings.DEMO_PASSWORD}
        assert client.post(reverse("sign-in"), named).status_code == 302
        assert set(access.demo_people().values_list("role", flat=True)) == set(words.Role) - {"machine"}

    def test_keeps_the_token_for_its_owner_only(self, db):
        call_command("demo", prepare=True)
        assert stat.S_IMODE(city.token_file().stat().st_mode) == 0o600

    def test_makes_a_new_token_where_the_old_one_is_lost(self, db):
        call_command("demo", prepare=True)
        lost = city.token_file().read_text()
        city.token_file().unlink()
        call_command("demo", prepare=True)

        assert access.machine_of(digest_of(lost)) is None
        assert MachineToken.objects.filter(revoked_at=None).count() == 1

    @pytest.mark.parametrize(
        ("options", "demo", "sentence"),
        [
            ({"prepare": True}, False, "DEMO=1"),
            ({}, True, "Say --prepare"),
            ({"play": True}, True, "no demo city here yet"),
        ],
    )
    def test_refuses_with_a_sentence(self, db, settings, options, demo, sentence):
        settings.DEMO = demo
        with pytest.raises(CommandError, match=sentence):
            call_command("demo", **options)
        assert not User.objects.exists()


class TestStory:
    @pytest.mark.parametrize("number", range(0, 10**38, 10**36 * 7))
    def test_is_the_same_every_time_and_ends(self, number):
        first, second = story(number), story(number)
        assert [(step.id, step.wait) for step in first.steps] == [(step.id, step.wait) for step in second.steps]
        assert first.steps[-1].path in {"decline/", "close/"}
        assert len({step.id for step in first.steps}) == len(first.steps)
        assert sum(step.wait for step in first.steps) < 420

    def test_goes_on_where_the_server_saw_it_last(self):
        found = next(each for each in map(story, range(100)) if each.steps[-1].path == "close/")
        record = FRESH | {"seen_at": "14:00", "accepted_at": "14:01", "reports": [{"status": "on_scene"}]}
        rest = found.after(record)
        assert found.after(FRESH) == found.steps
        assert [step.fields.get("status") for step in found.steps[: -len(rest)]][-1] == "on_scene"

    def test_every_turn_of_it_is_taken_by_the_field_door(self, client, agency, unit, on_duty, medic, dispatcher):
        """Forty calls from the first tap to the last: the tablet's door refuses none of them."""
        services, taken = [factories.Service(agency=agency).pk], set()
        client.force_login(medic)
        for number in range(40):
            assignment = UUID(int=number + 1)
            call = factories.Incident(agency=agency)
            at = call.received_at
            assign(incident=call, unit=unit, by=dispatcher, id=assignment, occurred_at=at)
            for step in story(assignment.int, services).steps:
                path = step.path if step.path.startswith("/") else f"/tablet/calls/{assignment}/{step.path}"
                answer = client.post(path, {"id": step.id, **step.fields}, headers={"Accept": "application/json"})
                assert answer.status_code == 201, (path, step.fields, answer.content)
                taken.add(step.path.split("/")[-2])
        arranged = {"referrals", "gaps", "transports"}
        assert taken == {"seen", "accept", "decline", "status", "notes", "backup", "end", "close"} | arranged


class Stage:
    """A server of its own with the city, and its players, which may be killed apart."""

    def __init__(self, state: Path):
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        own = {"STATE_DIR": str(state), "STATIC_ROOT": str(state / "static"), "DEMO": "1", "LOG_LEVEL": "ERROR"}
        abroad = {"DATABASE_URL", "REDIS_URL", "FOLLOWERS_INSIDE"}
        self._around = {name: value for name, value in os.environ.items() if name not in abroad} | own
        for command in (["migrate", "-v0"], ["collectstatic", "--no-input", "-v0"], ["demo", "--prepare"]):
            subprocess.run([sys.executable, "manage.py", *command], cwd=ROOT, env=self._around, check=True)
        self.token = (state / "demo-token").read_text()
        with sqlite3.connect(state / "responder.sqlite3") as tables:
            (self._past,) = tables.execute("SELECT MAX(seq) FROM responder_app_loghead").fetchone()
        self.server = self.players = None

    def serve(self):
        self.server = self._start("serve", "--host", "127.0.0.1", "--port", str(self.port))

    def play(self):
        self.players = self._start("demo", "--play", "--url", self.url, "--speed", "30")

    def events(self) -> list[str]:
        """What happened since the city was prepared."""
        try:
            told = doors.Door(self.url, token=self.token).read(f"events/?after={self._past}&limit=500")
        except doors.Away:
            return []
        return [event["type"] for event in told["events"]]

    def wait_for(self, kind, times, seconds=40):
        end = time.monotonic() + seconds
        while self.events().count(kind) < times:
            assert time.monotonic() < end, f"{kind} did not come {times} times: {self.events()}"
            time.sleep(0.3)

    def clear(self):
        for process in (self.players, self.server):
            if process:
                process.kill()
                process.wait()

    def _start(self, *command):
        return subprocess.Popen([sys.executable, "manage.py", *command], cwd=ROOT, env=self._around)


@pytest.fixture
def stage(tmp_path):
    stage = Stage(tmp_path)
    yield stage
    stage.clear()


class TestPlay:
    def test_moves_the_board_and_goes_on_after_the_server_was_killed(self, stage):
        stage.serve()
        stage.play()
        stage.wait_for("assignment.closed", 1)
        assert stage.events().count("shift.started") == 6
        assert "assignment.on_tablet" in stage.events()

        closed = stage.events().count("assignment.closed")
        stage.server.kill()
        stage.server.wait()
        time.sleep(1)
        stage.serve()

        stage.wait_for("assignment.closed", closed + 2)
        stage.players.terminate()
        assert stage.players.wait(15) == 0
