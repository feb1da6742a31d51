"""A manager at their pages, and at that of the rules."""

from uuid import uuid4

import pytest
from django.utils import timezone

from responder_app.actions.rulesets import first_rules
from tests.program.rules_page import FIELDS


@pytest.fixture
def today(agency):
    return agency.day_of(timezone.now())


@pytest.fixture
def manages(client, manager):
    client.force_login(manager)
    return client


@pytest.fixture
def typed(today):
    """What the page sends: the questions, each field a column."""

    def typed(*questions, base=1, **told):
        columns = {name: [question[name] for question in questions] for name in FIELDS}
        return {**columns, "base": base, "id": str(uuid4()), "effective_from": today, "note": "", **told}

    return typed


@pytest.fixture
def standing():
    return first_rules()
