"""Fills an empty database for bench/board.py: `city_board.py CALLS UNITS DESKS`; prints who is there as JSON.

One agency: so many units, each with two aboard, seven in ten of them on a call; the other open calls wait, one in four
of them in the hold queue. Its dispatchers and crews are signed in.
"""

import json
import os
import random
import sys
from datetime import timedelta
from pathlib import Path
from uuid import uuid4

sys.path[:0] = [str(Path(__file__).resolve().parent.parent), str(Path(__file__).resolve().parent)]
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "responder_app.settings")

import city_live  # noqa: E402  # sets Django up
from django.utils import timezone  # noqa: E402

from responder_app import models  # noqa: E402
from responder_app.actions import assignments, hold_queue, shifts, supports  # noqa: E402
from responder_app.actions.people import create_token, digest_of, new_token  # noqa: E402
from tests import factories  # noqa: E402

# No timer raises an alarm by itself while it is measured: nobody would take it.
PATIENT = {"accept_limit": 3_600, "silent_after": 30_000, "check_in_first": 900, "check_in_every": 900}
PATIENT |= {"hold_limits": [900] * 5, "second_person_after": 30_000}
LUCK = random.Random(2026)
NOW = timezone.now()
STREETS = ("Alder Street", "Mill Lane", "Harbour Road", "Quarry Hill", "Station Square", "Orchard Way")
KINDS = ("Check the welfare", "Suicidal person", "Intoxicated person", "Disturbance", "Syringe pick-up")
TOLD = "Somebody sits on the kerb and has not moved for an hour; the caller passes by every day and worries."


def staffed(agency, number: int) -> list[dict]:
    """So many units; of each crew the first is the one who taps."""
    found = []
    for turn in range(1, number + 1):
        unit = factories.Unit(agency=agency, call_sign=f"R{turn}", status_since=NOW)
        crew = [_person(agency, "responder", f"Robin {turn}-{seat}") for seat in (1, 2)]
        for person in crew:
            shifts.sign_on(unit=unit, by=person, id=uuid4(), occurred_at=NOW)
            models.Tablet.objects.create(agency=agency, person=person, unit=unit, heard_at=NOW, open_since=NOW)
        place = {"latitude": 44 + LUCK.random() / 5, "longitude": -123 - LUCK.random() / 5}
        models.UnitPosition.objects.create(agency=agency, unit=unit, by=crew[0], at=NOW, accuracy=10, **place)
        found.append({"unit": unit, "person": crew[0]})
    return found


def _person(agency, role: str, name: str):
    """Nobody signs in with a password here: that is slow on purpose."""
    told = {"first_name": name, "profession": LUCK.choice(["medic", "clinician", "peer"])}
    return models.User.objects.create(agency=agency, username=name, password="unused", role=role, **told)


def open_calls(agency, number: int) -> list:
    kinds = [factories.CallType(agency=agency, code=f"K{turn}", label=label) for turn, label in enumerate(KINDS)]
    rows = []
    for turn in range(1, number + 1):
        address = f"{LUCK.randrange(1, 900)} {LUCK.choice(STREETS)}"
        told = {"call_type": LUCK.choice(kinds), "priority": LUCK.choice([1, 2, 3, 3, 4]), "address": address}
        told |= {"latitude": round(44 + LUCK.random() / 5, 6), "longitude": round(-123 - LUCK.random() / 5, 6)}
        told |= {"received_at": NOW - timedelta(minutes=LUCK.randrange(40)), "summary": TOLD, "number": turn}
        rows.append(factories.Incident.build(agency=agency, **told))
    return models.Incident.objects.bulk_create(rows)


def work(crews: list[dict], calls: list, dispatcher) -> None:
    """Seven crews in ten are on scene or on the way; of the callers who wait, one in four was told so."""
    out = len(crews) * 7 // 10
    for turn, (crew, call) in enumerate(zip(crews[:out], calls, strict=False)):
        made = assignments.assign(incident=call, unit=crew["unit"], by=dispatcher, id=uuid4(), occurred_at=NOW)
        crew["assignment"] = made.assignment
        for status in (None, "en_route", "on_scene")[: 1 + turn % 3]:
            told = {"assignment": made.assignment, "by": crew["person"], "id": uuid4(), "occurred_at": NOW}
            assignments.report_status(**told, status=status) if status else assignments.accept(**told)
    for turn, call in enumerate(calls[out:]):
        if turn % 4 == 0:
            hold_queue.hold_for_team(incident=call, by=dispatcher, id=uuid4(), occurred_at=NOW)
        if turn % 9 == 0:
            supports.send_support(incident=call, kind="police", by=dispatcher, id=uuid4(), occurred_at=NOW)


def found(calls: int, units: int, desks: int) -> dict:
    agency = factories.agency("Bench")
    models.Agency.objects.filter(pk=agency.pk).update(**PATIENT)
    agency.refresh_from_db()
    people = [_person(agency, "dispatcher", f"Dana {turn}") for turn in range(desks)]
    crews = staffed(agency, units)
    told = open_calls(agency, calls)
    work(crews, told, people[0])
    sessions = city_live.sessions_of([*people, *(crew["person"] for crew in crews)])
    rows = [
        {"unit": crew["unit"].pk, "call_sign": str(crew["unit"]), "person": crew["person"].pk, "session": session}
        | ({"assignment": str(crew["assignment"].pk)} if "assignment" in crew else {})
        for crew, session in zip(crews, sessions[desks:], strict=True)
    ]
    waits = told[sum("assignment" in row for row in rows) :]
    waiting, held = ([str(call.pk) for call in waits if bool(call.wait_from) is held] for held in (False, True))
    desk = [{"person": person.pk, "session": key} for person, key in zip(people, sessions, strict=False)]
    token, administrator = new_token(), _person(agency, "administrator", "Ada")
    create_token(name="CAD", digest=digest_of(token), by=administrator, id=uuid4(), occurred_at=NOW)
    beside = {"waiting": waiting, "held": held, "type": told[0].call_type.code, "token": token}
    return {"agency": agency.pk, "desks": desk, "crews": rows} | beside


if __name__ == "__main__":
    print(json.dumps(found(*map(int, sys.argv[1:]))))
