"""Whoever calls the API in a story: a machine with its token, or somebody signed in."""

import json
from dataclasses import dataclass
from uuid import uuid4

from django.test import Client

from responder_app.actions.people import create_token, digest_of, new_token
from responder_app.models import MachineToken
from tests.conftest import TWO_PM

API = "/api/v1"


@dataclass
class Caller:
    """Somebody with a client; `post` sends a letter about what happened at two."""

    client: Client
    user: object = None

    def get(self, path, **query):
        return self.client.get(f"{API}{path}", query)

    def post(self, path, **letter):
        told = {"id": str(uuid4()), "occurred_at": TWO_PM.isoformat(), **letter}
        return self.client.post(f"{API}{path}", json.dumps(told), content_type="application/json")


def center_of(agency) -> Caller:
    """The agency's machine, with a token that was really made."""
    token = new_token()
    create_token(name=f"CAD {uuid4()}", digest=digest_of(token), by=agency, id=uuid4(), occurred_at=TWO_PM)
    machine = MachineToken.objects.get(digest=digest_of(token)).client
    return Caller(Client(headers={"Authorization": f"Bearer {token}"}), machine)


def signed_in(person) -> Caller:
    caller = Caller(Client(), person)
    caller.client.force_login(person)
    return caller
