"""The rest of the world in a story: runs beside the server, on its database, and does what it is told.

One line of JSON comes in for each deed, `{"do": name, "with": {…}}`, and one goes out, `{"told": …}` or `{"broke": …}`.
"""

import json
import sys
import traceback
from datetime import time, timedelta
from uuid import uuid4

import django

django.setup()

from django.contrib.auth.hashers import PBKDF2PasswordHasher, make_password  # noqa: E402
from django.contrib.sessions.models import Session  # noqa: E402
from django.utils import timezone  # noqa: E402

from responder_app import models  # noqa: E402
from responder_app.actions import (  # noqa: E402
    assignments,
    cautions,
    encounters,
    follow_ups,
    gaps,
    hand_overs,
    intake,
    letters,
    maps,
    people,
    pins,
    positions,
    referrals,
    safety,
    scenes,
    settings,
    shifts,
    transports,
    waiting,
)
from tests import factories  # noqa: E402
from tests.journeys.practised import last_month, log_of, open_training  # noqa: E402, F401
from tests.journeys.programs import found_program  # noqa: E402, F401
from tests.journeys.town_alarms import nobody_answers, nobody_comes, tablet_heard  # noqa: E402, F401
from tests.journeys.town_callers import ask, category, offer, take, wait  # noqa: E402, F401

PBKDF2PasswordHasher.iterations = 1_000  # these people need no strong locks, and are many
PEOPLE = {"dana": "dispatcher", "ada": "administrator", "manu": "manager", "mika": "responder", "cleo": "responder"}


def _person(username):
    return models.User.objects.get(username=username)


def _now(ago=0):
    """By id, an action happens once; `ago` is in seconds."""
    return {"id": uuid4(), "occurred_at": timezone.now() - timedelta(seconds=ago)}


def found(units=("R1", "R2", "R3"), accept_limit=60):
    """An agency with somebody of every role (their names are in PEOPLE), units and two call types."""
    agency = factories.agency()
    models.Agency.objects.filter(pk=agency.pk).update(accept_limit=accept_limit)
    for username, role in PEOPLE.items():
        factories.Person(agency=agency, username=username, role=role, first_name=username.title())
    for call_sign in units:
        factories.Unit(agency=agency, call_sign=call_sign, status_since=timezone.now())
    factories.CallType(agency=agency, code="CW", label="Check the welfare", priority=3)
    factories.CallType(agency=agency, code="DIST", label="Disturbance", priority=2, eligible=False)
    factories.Service(agency=agency)
    return {name: _person(name).pk for name in PEOPLE}


def person(username, name, role="responder"):
    first, _, last = name.partition(" ")
    told = {"username": username, "first_name": first, "last_name": last, "role": role}
    return factories.Person(agency=models.Agency.objects.get(), **told).pk


def sign_on(username, call_sign, ago=600):
    shifts.sign_on(unit=models.Unit.objects.get(call_sign=call_sign), by=_person(username), **_now(ago))


def go_home(username):
    by = _person(username)
    shifts.sign_off(shift=by.shifts.get(ended_at=None), by=by, **_now())


def describe(username, **told):
    """What somebody can do and speaks, as Ada enters it."""
    people.change_person(person=_person(username), by=_person("ada"), **told, **_now())


def leave_word(username, body, ago=0):
    """A hand-over, and then home."""
    shift = models.Shift.objects.running().get(person=_person(username))
    hand_overs.hand_over(shift=shift, body=body, by=_person(username), **_now(ago))
    shifts.sign_off(shift=shift, by=_person(username), **_now(ago))


def set_hours(hours):
    """`hours`: (weekday, opens, closes), the times as 06:00."""
    told = [(weekday, time.fromisoformat(opens), time.fromisoformat(closes)) for weekday, opens, closes in hours]
    settings.set_hours(hours=told, by=_person("ada"), **_now())


def call(address, code="CW", ago=0, **told):
    kind = models.CallType.objects.get(code=code)
    told = {"intake_channel": "911_call_taker", "address": address} | told
    line = intake.receive_call(call_type=kind, by=_person("dana"), **told, **_now(ago))
    return str(line.incident_id)


def assign(incident, call_sign, ago=0):
    unit = models.Unit.objects.get(call_sign=call_sign)
    what = {"incident": models.Incident.objects.get(pk=incident), "unit": unit}
    return str(assignments.assign(by=_person("dana"), **what, **_now(ago)).assignment_id)


def crew(username, deed, assignment, ago=0, **told):
    """What a crew does by its tablet, by the name of the action."""
    action = next(getattr(noun, deed) for noun in (assignments, encounters, safety, transports) if hasattr(noun, deed))
    by = models.Agency.objects.get() if username is None else _person(username)
    return str(action(assignment=models.Assignment.objects.get(pk=assignment), by=by, **told, **_now(ago)).id)


def note(username, incident, body, ago=0):
    told = {"incident": models.Incident.objects.get(pk=incident), "body": body}
    encounters.write_note(by=_person(username), **told, **_now(ago))


def hold(incident, call_sign):
    told = {"incident": models.Incident.objects.get(pk=incident), "unit": models.Unit.objects.get(call_sign=call_sign)}
    waiting.hold(by=_person("dana"), **told, **_now())


def plan(username, incident, what, hours, owner="mika"):
    """A follow-up so many hours from now; without an owner anybody's."""
    told = {"incident": models.Incident.objects.get(pk=incident), "due_at": timezone.now() + timedelta(hours=hours)}
    told |= {"what": what, "owner": owner and _person(owner)}
    return str(follow_ups.plan_follow_up(by=_person(username), **told, **_now(86_400)).id)


def tell(username, deed, incident, **told):
    """What a crew says of a call, by the name of the action; a service by its name."""
    action = next(getattr(noun, deed) for noun in (cautions, gaps, referrals) if hasattr(noun, deed))
    told |= {"service": models.Service.objects.get(name=told["service"])} if "service" in told else {}
    action(incident=models.Incident.objects.get(pk=incident), by=_person(username), **told, **_now())


def withdraw(assignment):
    assignments.withdraw(assignment=models.Assignment.objects.get(pk=assignment), by=_person("dana"), **_now())


def acknowledge():
    """Dana takes the one request for backup that is open."""
    safety.acknowledge_backup(backup=models.BackupRequest.objects.get(ended_at=None), by=_person("dana"), **_now())


def train(username, profession):
    models.User.objects.filter(username=username).update(profession=profession)


def directory(number):
    """So many services more, in nine categories; each has its number in its name and telephone."""
    home = factories.Organization(agency=models.Agency.objects.get(), name="Falls Table")
    for turn in range(number):
        told = {"name": f"Cafe {turn}", "category": f"Category {turn % 9}", "phone": f"555-01{turn % 100:02}"}
        factories.Service(agency=home.agency, organization=home, hours="Daily 11:00 to 14:00", **told)


def retire(service, active=False):
    models.Service.objects.filter(name=service).update(active=active)


def give_pin(username, pin, duress=""):
    hashes = {"pin": make_password(pin), "duress_pin": make_password(duress) if duress else ""}
    pins.set_pins(**hashes, by=_person(username), **_now())


def change_agency(**settings):
    models.Agency.objects.update(**settings)


def check_in_is_due():
    """As if its minutes had passed."""
    models.CheckInTimer.objects.update(due_at=timezone.now())


def draw(area):
    """The agency's map."""
    maps.set_map(area=area, by=_person("ada"), **_now())


def place(service, latitude, longitude):
    models.Service.objects.filter(name=service).update(latitude=latitude, longitude=longitude)


def stand(username, latitude, longitude, ago=0):
    """Where somebody's unit is."""
    at = timezone.now() - timedelta(seconds=ago)
    positions.report_position(latitude=latitude, longitude=longitude, by=_person(username), at=at)


def end_sessions():
    """As if a fortnight had passed."""
    Session.objects.all().delete()


def set_aside(username, call_sign, label, problem):
    unit = models.Unit.objects.get(call_sign=call_sign)
    line = letters.set_letter_aside(unit=unit, label=label, problem=problem, by=_person(username), **_now())
    return str(line.id)


def hand_over(letter, body):
    letter = models.SetAsideLetter.objects.get(pk=letter)
    letters.settle_letter(letter=letter, end="handed_over", body=body, by=letter.author, **_now())


def publish_form(**sections):
    """What Manu asks of the crews from today on; see FormVersion."""
    agency = models.Agency.objects.get()
    begins = agency.day_of(timezone.now())
    scenes.publish_form(sections=sections, effective_from=begins, by=_person("manu"), **_now())


def look(model, *fields, **where):
    """Rows of a table, as lists of what `fields` say."""
    return [list(row) for row in getattr(models, model).objects.filter(**where).values_list(*fields)]


def log():
    """The kinds of all lines, in order."""
    return list(models.Event.objects.order_by("seq").values_list("kind", flat=True))


def main():
    for line in sys.stdin:
        asked = json.loads(line)
        try:
            answer = {"told": globals()[asked["do"]](*asked["by"], **asked["with"])}
        except Exception:
            answer = {"broke": traceback.format_exc()}
        print(json.dumps(answer, default=str), flush=True)


if __name__ == "__main__":
    main()
