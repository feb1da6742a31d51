"""Fills an empty database for bench/live.py: `city_live.py TABLETS`; prints who is there as JSON.

One agency: a machine's token, a dispatcher, and so many units with one responder aboard; two in five are on a call.
"""

import json
import os
import sys
from datetime import timedelta
from pathlib import Path
from uuid import uuid4

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "responder_app.settings")

import django

django.setup()

from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY  # noqa: E402
from django.contrib.sessions.models import Session  # noqa: E402
from django.utils import timezone  # noqa: E402

from responder_app import access, log, models  # noqa: E402
from responder_app.actions.people import create_token, digest_of, new_token  # noqa: E402
from responder_app.deliver import tickets  # noqa: E402
from tests import factories  # noqa: E402

BACKEND = "responder_app.sessions.People"
NOW = timezone.now()


def sessions_of(people) -> list[str]:
    def row(person):
        told = {SESSION_KEY: str(person.pk), BACKEND_SESSION_KEY: BACKEND}
        told[HASH_SESSION_KEY] = person.get_session_auth_hash()
        kept = Session.objects.encode(told)
        return Session(session_key=uuid4().hex, session_data=kept, expire_date=NOW + timedelta(days=1))

    return [made.session_key for made in Session.objects.bulk_create([row(person) for person in people])]


def tablets(agency, number: int) -> list[dict]:
    people = [models.User(agency=agency, username=f"crew-{turn}", password="unused") for turn in range(number)]
    people = models.User.objects.bulk_create(people)
    units = [
        models.Unit(agency=agency, call_sign=f"B{turn}", status="available", status_since=NOW) for turn in range(number)
    ]
    units = models.Unit.objects.bulk_create(units)
    pairs = zip(people, units, strict=True)
    shifts = models.Shift.objects.bulk_create(
        [models.Shift(agency=agency, person=person, unit=unit, started_at=NOW) for person, unit in pairs]
    )
    told = zip(people, units, shifts, sessions_of(people), strict=True)
    return [
        {"person": person.pk, "unit": unit.pk, "shift": shift.pk, "session": session, "role": "responder"}
        for person, unit, shift, session in told
    ]


def calls(agency, number: int) -> list[str]:
    first = factories.Incident(agency=agency)
    told = {"agency": agency, "call_type": first.call_type, "intake_channel": first.intake_channel, "priority": 3}
    rows = [models.Incident(**told, number=10 + turn, eligible=True, received_at=NOW) for turn in range(number)]
    return [str(row.pk) for row in models.Incident.objects.bulk_create(rows)]


def man(agency, crews: list[dict], incidents: list[str]) -> None:
    """Each crew is on one of the calls already."""
    told = {"agency": agency, "status": "on_scene", "status_at": NOW, "made_at": NOW, "accept_by": NOW}
    told |= {"accepted_at": NOW, "sent_at": NOW, "on_tablet_at": NOW}
    pairs = list(zip(crews, incidents, strict=True))
    rows = [models.Assignment(incident_id=call, unit_id=crew["unit"], **told) for crew, call in pairs]
    rows = models.Assignment.objects.bulk_create(rows)
    through = models.Assignment.crew.through
    aboard = [through(assignment=row, shift_id=crew["shift"]) for row, (crew, _) in zip(rows, pairs, strict=True)]
    through.objects.bulk_create(aboard)


def found(number: int) -> dict:
    agency, token = factories.agency("Bench"), new_token()
    administrator = factories.Person(agency=agency, role="administrator")
    create_token(name="CAD", digest=digest_of(token), by=administrator, id=uuid4(), occurred_at=NOW)
    dispatcher = factories.Person(agency=agency, role="dispatcher")
    head = log.head_of(agency.pk)
    desk = {"person": dispatcher.pk, "role": "dispatcher", "session": sessions_of([dispatcher])[0]}
    told = {"agency": agency.pk, "epoch": str(head.epoch), "token": token, "desk": desk}
    crews, incidents = tablets(agency, number), calls(agency, 3 * number)
    manned = 2 * number // 5
    man(agency, crews[:manned], incidents[:manned])
    return told | {"tablets": crews, "manned": incidents[:manned], "calls": incidents[manned:]}


def ticket_of(city: dict, socket: dict, head: int) -> str:
    """As the ticket's window issues it; minted here so that only sockets are measured."""
    shifts = frozenset({socket["shift"]} if "shift" in socket else ())
    sight = access.Sight(city["agency"], socket["person"], socket["role"], shifts)
    return tickets.issue(tickets.Ticket(sight, head, tickets.digest_of(socket["session"]), {}))


if __name__ == "__main__":
    print(json.dumps(found(int(sys.argv[1]))))
