"""A small invented city: founded once, in one piece, and its machine token kept for the players."""

import json
import os
from datetime import datetime, time, timedelta
from pathlib import Path
from uuid import uuid4

from django.conf import settings
from django.db import transaction

from .. import access
from ..actions.directory import add_service
from ..actions.maps import set_map
from ..actions.people import add_person, change_person, create_token, digest_of, new_token, revoke_token
from ..actions.program import add_call_type, add_unit, found_agency
from ..actions.scenes import publish_form
from ..actions.settings import set_hours
from .history import DAYS, remember

CITY = Path(__file__).with_name("city.json")
AREA = Path(__file__).with_name("area.geojson")


def load() -> dict:
    return json.loads(CITY.read_text(encoding="utf-8"))


def token_file() -> Path:
    """Where the dispatch center's token is kept, readable by its owner only."""
    return Path(settings.STATE_DIR) / "demo-token"


def prepare(at: datetime) -> bool:
    """Found the city where it does not exist, and see to it that there is a token; True if it was founded."""
    city = load()
    agency = access.agency_named(city["agency"]["name"])
    founded = agency is None
    with transaction.atomic():
        if founded:
            agency = _found(city, at - timedelta(days=DAYS + 2))
            remember(agency, city, at)
        if founded or not token_file().exists():
            _keep_token(agency, city["center"], at)
    return founded


def _found(city: dict, at: datetime):
    agency = found_agency(**city["agency"], id=uuid4(), occurred_at=at)

    def act(action, **what):
        action(by=agency, id=uuid4(), occurred_at=at, **what)

    act(set_map, area=json.loads(AREA.read_text(encoding="utf-8")))
    for call_sign in city["units"]:
        act(add_unit, call_sign=call_sign)
    for call_type in city["call_types"]:
        act(add_call_type, **call_type)
    act(publish_form, sections=city["form"], effective_from=agency.day_of(at))
    for service in city["services"]:
        act(add_service, assured_on=at.date(), **service)
    for person in city["people"]:
        _employ(agency, person, act)
    _open(agency, city["hours"], act)
    return agency


def _employ(agency, person: dict, act) -> None:
    """With what they are, can do and speak, where the city says so."""
    details = {name: person[name] for name in ("profession", "skills", "languages") if name in person}
    account = {name: told for name, told in person.items() if name not in details}
    act(add_person, password=settings.DEMO_PASSWORD, **account)
    if details:
        act(change_person, person=agency.people.get(username=person["username"]), **details)


def _open(agency, hours: list[dict], act) -> None:
    """The program's hours, and those of units that have their own."""
    units = {unit.call_sign: unit for unit in agency.units.all()} | {None: None}
    for call_sign in dict.fromkeys(row.get("unit") for row in hours):
        rows = [row for row in hours if row.get("unit") == call_sign]
        week = [
            (day, time.fromisoformat(row["opens"]), time.fromisoformat(row["closes"]))
            for row in rows
            for day in row["days"]
        ]
        act(set_hours, unit=units[call_sign], hours=week)


def _keep_token(agency, name: str, at: datetime) -> None:
    token = new_token()
    if access.tokens_of(agency).filter(name=name, revoked_at=None).exists():
        revoke_token(name=name, by=agency, id=uuid4(), occurred_at=at)
    create_token(name=name, digest=digest_of(token), by=agency, id=uuid4(), occurred_at=at)
    with open(os.open(token_file(), os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as kept:
        kept.write(token)
