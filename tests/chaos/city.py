"""Fills an empty database (`city.py found CREWS DESKS`) or tells its log (`city.py log`); prints JSON."""

import json
import os
import sys
from pathlib import Path
from uuid import uuid4

sys.path.insert(0, str(Path(__file__).resolve().parent.parent.parent))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "responder_app.settings")

import django

django.setup()

from django.conf import settings  # noqa: E402
from django.test import Client  # noqa: E402
from django.utils import timezone  # noqa: E402

from responder_app import log, models  # noqa: E402
from responder_app.actions.people import create_token, digest_of, new_token  # noqa: E402
from responder_app.actions.shifts import sign_on  # noqa: E402
from tests import factories  # noqa: E402

settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


def cookie_of(person) -> str:
    client = Client()
    client.force_login(person)
    return f"sessionid={client.cookies['sessionid'].value}"


def found(crews: int, desks: int) -> dict:
    """An agency with a machine's token, `crews` units with a responder aboard each, `desks` dispatchers."""
    agency, now, token = factories.agency(), timezone.now(), new_token()
    administrator = factories.Person(agency=agency, role="administrator")
    create_token(name="CAD", digest=digest_of(token), by=administrator, id=uuid4(), occurred_at=now)
    units, sockets = [], []
    for _ in range(crews):
        person, unit = factories.Person(agency=agency), factories.Unit(agency=agency)
        sign_on(unit=unit, by=person, id=uuid4(), occurred_at=now)
        units.append(unit.pk)
        sockets.append({"cookie": cookie_of(person), "shift": person.shifts.get().pk})
    for _ in range(desks):
        sockets.append({"cookie": cookie_of(factories.Person(agency=agency, role="dispatcher")), "shift": None})
    calls = [str(factories.Incident(agency=agency).pk) for _ in range(crews // 2 + 1)]
    head = log.head_of(agency.pk)
    told = {"token": token, "units": units, "calls": calls, "head": head.seq, "epoch": str(head.epoch)}
    return told | {"agency": agency.pk, "sockets": sockets}


def lines() -> list:
    told = models.Event.objects.order_by("agency", "seq").values_list("seq", "kind", "shifts", "assignment_id")
    return [[seq, kind, shifts, str(assignment)] for seq, kind, shifts, assignment in told]


if __name__ == "__main__":
    told = lines() if sys.argv[1] == "log" else found(*map(int, sys.argv[2:]))
    print(json.dumps(told))
