"""Whatever is sent, the API never breaks and keeps to its own description.

FUZZ=500 tries that many letters at each address; the usual run is short and the same every time.
"""

import os

import pytest
import schemathesis
from django.core.handlers.wsgi import WSGIHandler
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from tests.conftest import TWO_PM

TRIES = int(os.environ.get("FUZZ", "25"))
CHECKS = [not_a_server_error, status_code_conformance, content_type_conformance, response_schema_conformance]
described = schemathesis.openapi.from_wsgi("/api/v1/schema/", WSGIHandler())
operations = [found.ok() for found in described.get_all_operations()]
MAY = {
    "POST /api/v1/incidents/": {"machine", "dispatcher"},
    "POST /api/v1/incidents/{id}/notes/": {"machine", "dispatcher", "responder"},
    "POST /api/v1/incidents/{id}/referrals/": {"machine", "dispatcher", "responder"},
    "POST /api/v1/incidents/{id}/transfers/": {"machine", "dispatcher"},
    "POST /api/v1/transfers/{id}/drop/": {"machine", "dispatcher"},
    "POST /api/v1/incidents/{id}/assignments/": {"machine", "dispatcher"},
    "POST /api/v1/assignments/{id}/status/": {"responder"},
}
CSRF = "c" * 32
PLAINLY = {"Accept-Encoding": "identity"}  # schemathesis reads a WSGI answer as it stands


@pytest.fixture(autouse=True)
def _one_connection():
    """What Django's own test client does: the end of a request must not close the test's transaction."""
    ends = (request_started, request_finished)
    for end in ends:
        end.disconnect(close_old_connections)
    yield
    for end in ends:
        end.connect(close_old_connections)


@pytest.fixture
def ways_in(center, desk, tablet):
    """How each of the three is known."""
    return {
        "machine": {"headers": {"Authorization": center.client.defaults["HTTP_AUTHORIZATION"], **PLAINLY}},
        "dispatcher": _session(desk),
        "responder": _session(tablet),
    }


def _session(caller) -> dict:
    key = caller.client.cookies["sessionid"].value
    return {"cookies": {"sessionid": key, "csrftoken": CSRF}, "headers": {"X-CSRFToken": CSRF, **PLAINLY}}


def ids_for(operation, world) -> list[str]:
    """Rows that are there, of the sort that the address is about, and one of another sort."""
    rows = {
        "incidents": [world.incident, world.waiting, world.assignment],
        "assignments": [world.assignment, world.assignment, world.incident],
        "transfers": [world.transfer, world.transfer, world.incident],
        "backup-requests": [world.backup, world.backup, world.incident],
    }
    return [str(row.pk) for row in rows.get(operation.path.split("/")[3], [world.incident])]


def sense(world):
    """Now and then a letter says something that stands in the tables, or else nothing would ever be filed."""
    known = {
        "occurred_at": TWO_PM.isoformat(),
        "call_type": world.call_type.code,
        "call_sign": "R2",
        "unit": None,
        "service": world.service.pk,
        "priority": 1,
    }
    some = st.fixed_dictionaries({}, optional={name: st.just(value) for name, value in known.items()})
    return st.one_of(st.just(known), some)


def fields_of(operation) -> set[str]:
    letter = operation.definition.raw["requestBody"]["content"]["application/json"]["schema"]["$ref"].split("/")[-1]
    return set(described.raw_schema["components"]["schemas"][letter]["properties"])


@pytest.mark.parametrize("who", ["machine", "dispatcher", "responder"])
@pytest.mark.parametrize("operation", operations, ids=lambda operation: operation.label)
def test_nothing_sent_breaks_it(operation, who, world, ways_in):
    answers = []

    @settings(
        max_examples=TRIES,
        deadline=None,
        derandomize="FUZZ" not in os.environ,
        database=None,
        suppress_health_check=list(HealthCheck),
    )
    @given(case=operation.as_strategy(), id=st.sampled_from(ids_for(operation, world)), known=sense(world))
    def send(case, id, known):
        case.cookies = {}  # it would make up sessions
        if case.path_parameters:
            case.path_parameters["id"] = id
        if isinstance(case.body, dict):
            case.body |= {name: value for name, value in known.items() if name in fields_of(operation)}
        answers.append(case.call_and_validate(**ways_in[who], checks=CHECKS).status_code)

    send()

    assert set(answers) - {401}
    if who in MAY.get(operation.label, ()):
        assert set(answers) & {201, 409}, "Nothing got past the form, so little was tried."
