"""Two agencies in one database: whoever comes from Salt Marsh gets nothing of Juniper Falls, at any address."""

import json
import re
from types import SimpleNamespace
from uuid import uuid4

import pytest
from django.test import Client

from responder_app import log, models
from responder_app.words import Role
from tests import factories
from tests.busy import ARRANGED, AT_THE_DESK, OWN_WORD, PASSED_ON, make_busy
from tests.callers import center_of, signed_in
from tests.conftest import TWO_PM
from tests.said import said_at, said_by_a_stranger
from tests.walk import Ear, addresses, made_up, routes, tables, text_of

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


def kept(agency) -> dict:
    """Every row of the agency, to see that none changed."""
    rows = {
        table.__name__: list(table._base_manager.filter(agency=agency).order_by("pk").values()) for table in tables()
    }
    rows["Agency"] = list(models.Agency.objects.filter(pk=agency.pk).values())
    rows["crews"] = sorted(models.Assignment.crew.through.objects.filter(assignment__agency=agency).values_list())
    return rows


def head_of(agency) -> int:
    return log.head_of(agency.pk).seq


def ids_of(agency) -> list[str]:
    """The numbers of its rows: what somebody who knows them might put into an address."""
    newest = [table._base_manager.filter(agency=agency).order_by("-pk")[:2] for table in tables()]
    return list(dict.fromkeys(str(row.pk) for rows in newest for row in rows))


def answers_at(client: Client, address: str, said: dict):
    """What the address answers to a look, a form and a program's letter; `said` forgets what no letter has."""
    letter = {"id": str(uuid4()), "occurred_at": TWO_PM.isoformat()}
    yield client.get(address)
    yield client.post(address, {**said, **letter, "id": str(uuid4())}, headers={"Accept": "application/json"})
    strange = True
    while strange:
        answer = client.post(address, json.dumps({**said, **letter}), content_type="application/json")
        yield answer
        strange = said.keys() & re.findall(r'"There is no such field.", "pointer": "#/(\w+)"', text_of(answer))
        for name in strange:
            del said[name]


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


@pytest.fixture
def ear(monkeypatch):
    return Ear(monkeypatch)


@pytest.mark.parametrize("who", [*(role.value for role in Role), "nobody"])
def test_a_stranger_gets_nothing_anywhere(who, falls, elsewhere, ear):
    said = said_by_a_stranger(falls)
    numbers = {id for id in ids_of(falls.agency) if len(id) > 30 and id not in str(said)}
    center, before, lines = center_of(elsewhere.agency), kept(falls.agency), head_of(falls.agency)

    for route in routes():
        client, here = stranger(who, elsewhere, center), said_at(route, said)
        for address in ear.walk(route, falls.agency, elsewhere.agency):
            for answer in answers_at(client, address, here):
                assert answer.status_code < 500, f"{who} at {address}"
                told = text_of(answer)
                assert [secret for secret in SECRETS if secret in told] == [], f"{who} at {address}"
                assert [id for id in numbers if id in told and id not in address] == [], f"{who} at {address}"
        assert head_of(falls.agency) == lines, f"{who} did something through {route}"

    assert kept(falls.agency) == before, f"{who} changed something"
    assert links_across(elsewhere, falls) == []


def test_the_same_walk_shows_its_own_people_everything_the_api_has(falls, ear):
    """The control: what strangers are refused is really there."""
    told = ""

    for client in (signed_in(falls.people["dispatcher"]).client, signed_in(falls.people["responder"]).client):
        for route in routes():
            if route.startswith("/api/"):
                told += "".join(text_of(client.get(address)) for address in ear.walk(route, falls.agency))

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


def test_the_walk_finds_the_rows_that_every_address_looks_for(falls, ear):
    """The other control: at each address with a part to fill in, some of its own people are answered by a row."""
    said = said_by_a_stranger(falls)
    unheard = [route for route in routes() if "<" in route]

    for person in falls.people.values():
        for route in list(unheard):
            client = signed_in(person).client
            for address in addresses(route, ids := made_up()):
                list(answers_at(client, address, said_at(route, said)))
            if ear.columns(ids):
                unheard.remove(route)

    assert unheard == ["/tablet/lock/<str:language>/"]


def test_every_door_is_walked():
    doors = {route.split("/")[1] for route in routes()}

    assert {"", "api"} <= doors
    assert all("<" not in address for route in routes() for address in addresses(route, made_up()))
