"""Two agencies in one database: whoever comes from Salt Marsh gets nothing of Juniper Falls, at any address."""

import json
import re
from types import SimpleNamespace
from uuid import uuid4

import pytest
from django.apps import apps
from django.test import Client

from responder_app import models
from responder_app.words import Role
from tests import factories
from tests.actions.test_push import DEVICE
from tests.busy import ARRANGED, AT_THE_DESK, OWN_WORD, PASSED_ON, make_busy
from tests.callers import center_of, signed_in
from tests.conftest import TWO_PM
from tests.walk import addresses, routes, text_of

pytestmark = pytest.mark.django_db(transaction=True)

# What only Juniper Falls knows. Each stands in a row of its own.
SECRETS = (
    "Juniper Falls",
    "Quillfeather",
    "17 Hidden Orchard",
    "Whispered summary",
    "Murmured note",
    "Muttered referral",
    "Orchard shelter",
    "JF-VAN",
    "Torn letter",
    "Sighed reason",
    "orchard.example",
    "Orchard welfare",
    "CAD-JUNIPER",
    "Hushed errand",
    "12.345678",
    "Inked map",
    "Breathed word",
    "Orchard mirror",
    OWN_WORD,
    *ARRANGED,
    *PASSED_ON,
    *AT_THE_DESK,
)

WAITING = {"told_minutes": 20, "minutes": 15, "stage": "on_scene", "ending": "information"}
# What starts a call, and plans or ends a follow-up.
STARTING = {
    "unsent": 0,
    "to_party": "988",
    "answer": "agrees",
    "question": "x",
    "asked_by": "police",
    "intake_channel": "on_view",
    "outcome": "x",
    "what": "x",
    "due": "24",
    "owner": "me",
}


@pytest.fixture
def falls(agency):
    """Juniper Falls, busy: one of everything that can be looked for."""
    people = {
        role.value: factories.Person(agency=agency, role=role, last_name="Quillfeather")
        for role in Role
        if role != Role.MACHINE
    }
    call_type = factories.CallType(agency=agency, code="ORCHARD", label="Orchard welfare")
    incident = factories.Incident(
        agency=agency,
        call_type=call_type,
        address="17 Hidden Orchard",
        summary="Whispered summary",
        external_id="CAD-JUNIPER",
    )
    falls = SimpleNamespace(
        agency=agency,
        people=people,
        call_type=call_type,
        incident=incident,
        unit=factories.Unit(agency=agency, call_sign="JF-VAN"),
        service=factories.Service(agency=agency, name="Orchard shelter"),
        center=center_of(agency),
    )
    make_busy(falls)
    return falls


def tables() -> list:
    return [table for table in apps.get_app_config("responder_app").get_models() if hasattr(table, "agency")]


def kept(agency) -> dict:
    """Every row of the agency, to see that none changed."""
    rows = {
        table.__name__: list(table._base_manager.filter(agency=agency).order_by("pk").values()) for table in tables()
    }
    rows["Agency"] = list(models.Agency.objects.filter(pk=agency.pk).values())
    rows["crews"] = sorted(models.Assignment.crew.through.objects.filter(assignment__agency=agency).values_list())
    return rows


def ids_of(agency) -> list[str]:
    """The numbers of its rows: what somebody who knows them might put into an address."""
    newest = [table._base_manager.filter(agency=agency).order_by("-pk")[:2] for table in tables()]
    return list(dict.fromkeys(str(row.pk) for rows in newest for row in rows))


def said_by_a_stranger(falls) -> dict:
    """A form with every field that a page might read, each pointing at Juniper Falls."""
    backup, letter = models.BackupRequest.objects.get(), models.SetAsideLetter.objects.get()
    pointing = {
        "incident": str(falls.incident.pk),
        "follow_up": str(models.FollowUp.objects.get().pk),
        "assignment": str(falls.assignment.pk),
        "backup": str(backup.pk),
        "letter": str(letter.pk),
        "unit": falls.unit.pk,
        "service": falls.service.pk,
        "mates": [falls.people["responder"].pk],
        "person": falls.people["responder"].pk,
        "call_type": falls.call_type.pk,
        "transfer": str(models.Transfer.objects.get().pk),
        "shift": models.Shift.objects.get(agency=falls.agency).pk,
        "device": str(models.Tablet.objects.get(agency=falls.agency).pk),
    }
    plain = {"body": "x", "reason": "unsafe", "status": "on_scene", "level": "urgent", "mode": "information"}
    riding = {"need": "shelter", "by_whom": "team", "destination": "shelter", "people": 1, "text": "x"}
    closing = {
        "contact_outcome": "gone_on_arrival",
        "sent_instead": "police",
        "result": "arrived",
        "end": "withdrawn",
        "kind": "struck",
    }
    return {
        **pointing,
        **plain,
        **riding,
        **closing,
        **STARTING,
        **waiting_said(falls),
        "reasons": ["animal"],
        "priority": 3,
        "label": "x",
        "problem": "x",
        **DEVICE,
        "auth": "b" * 22,
    }


def waiting_said(falls) -> dict:
    """What is said of a call that waits or ends, and of who else goes."""
    plain = {"answer": "waits", "told_minutes": 20, "minutes": 15, "stage": "on_scene", "ending": "information"}
    return plain | {"other": str(falls.incident.number), "area": models.ServiceArea.objects.get().pk}


def answers_at(client: Client, address: str, said: dict):
    """What the address answers to a look, a form and a program's letter."""
    letter = {"id": str(uuid4()), "occurred_at": TWO_PM.isoformat()}
    yield client.get(address)
    yield client.post(address, {**said, **letter, "id": str(uuid4())}, headers={"Accept": "application/json"})
    told = {**said, **letter}
    for _ in range(5):
        answer = client.post(address, json.dumps(told), content_type="application/json")
        yield answer
        strange = re.findall(r'"There is no such field.", "pointer": "#/(\w+)"', text_of(answer))
        if not strange:
            return
        told = {name: value for name, value in told.items() if name not in strange}


def stranger(who: str, elsewhere, center) -> Client:
    """A fresh way in for every route: the last one may have been the way out."""
    if who == "machine":
        return center.client
    return Client() if who == "nobody" else signed_in(getattr(elsewhere, who)).client


def links_across(elsewhere, falls) -> list[str]:
    """Columns of the strangers' own rows that point at a row of Juniper Falls."""
    return [
        f"{table.__name__}.{key.name}"
        for table in tables()
        for key in table._meta.get_fields()
        if key.many_to_one and key.concrete and hasattr(key.related_model, "agency")
        if table._base_manager.filter(**{"agency": elsewhere.agency, f"{key.name}__agency": falls.agency}).exists()
    ]


@pytest.mark.parametrize("who", [*(role.value for role in Role), "nobody"])
def test_a_stranger_gets_nothing_anywhere(who, falls, elsewhere):
    said, theirs, own = said_by_a_stranger(falls), ids_of(falls.agency), ids_of(elsewhere.agency)
    numbers = {id for id in theirs if len(id) > 30 and id not in str(said)}
    center, before = center_of(elsewhere.agency), kept(falls.agency)

    for route in routes():
        client = stranger(who, elsewhere, center)
        for address in addresses(route, list(dict.fromkeys([*theirs, *own]))):
            for answer in answers_at(client, address, said):
                assert answer.status_code < 500, f"{who} at {address}"
                told = text_of(answer)
                assert [secret for secret in SECRETS if secret in told] == [], f"{who} at {address}"
                assert [id for id in numbers if id in told and id not in address] == [], f"{who} at {address}"
        assert kept(falls.agency) == before, f"{who} changed something through {route}"

    assert links_across(elsewhere, falls) == []


def test_the_same_walk_shows_its_own_people_everything_the_api_has(falls):
    """The control: what strangers are refused is really there."""
    ids, told = ids_of(falls.agency), ""

    for client in (signed_in(falls.people["dispatcher"]).client, signed_in(falls.people["responder"]).client):
        for route in routes():
            if route.startswith("/api/"):
                told += "".join(text_of(client.get(address)) for address in addresses(route, ids))

    unseen = {secret for secret in SECRETS if secret not in told}
    assert unseen <= {
        "Juniper Falls",
        "orchard.example",
        "Torn letter",
        "Hushed errand",
        "Sighed reason",
        "Breathed word",
        "Orchard mirror",
        "12.345678",
        "Inked map",
        OWN_WORD,
        *ARRANGED,
        *PASSED_ON,
        *AT_THE_DESK[1:],
    }


def test_every_door_is_walked():
    doors = {route.split("/")[1] for route in routes()}

    assert {"", "api"} <= doors
    assert all("<" not in address for route in routes() for address in addresses(route, [str(uuid4()), "7"]))
