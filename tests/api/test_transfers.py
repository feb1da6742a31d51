"""A center's own system passes its callers to the program, and hears what became of them."""

from uuid import uuid4

import pytest

from responder_app.actions.phone import resolve_by_phone
from responder_app.models import Event
from responder_app.reports import outcomes
from tests.callers import signed_in
from tests.conftest import TWO_PM


@pytest.fixture
def offered(center, incident):
    said = {"to_party": "hotline", "reason": "program_call", "note": "Wants no police."}
    return center.post(f"/incidents/{incident.pk}/transfers/", **said).json()


class TestACallerOfTheCenter:
    def test_is_offered_in_its_name(self, offered):
        assert (offered["from_party"], offered["to_party"], offered["end"]) == ("911_center", "hotline", "")

    def test_is_accepted_at_the_hotlines_desk(self, center, offered, operator, incident):
        answer = signed_in(operator).post(f"/transfers/{offered['id']}/accept/")

        assert answer.status_code == 201
        (known,) = center.get("/transfers/").json()["results"]
        assert (known["end"], known["ended_at"]) == ("accepted", "2026-05-14T14:00:00Z")
        incident.refresh_from_db()
        assert incident.dispatch_owner == "hotline_operator"

    def test_is_not_accepted_by_the_center_itself(self, center, offered):
        answer = center.post(f"/transfers/{offered['id']}/accept/")
        assert (answer.status_code, answer.json()["detail"]) == (409, "Hotline answers this itself.")

    def test_is_declined_with_the_reason(self, center, offered, operator):
        signed_in(operator).post(f"/transfers/{offered['id']}/decline/", reason="nobody_free")
        told = [event for event in center.get("/events/").json()["events"] if event["type"] == "transfer.declined"]
        assert told[0]["data"]["end_reason"] == "nobody_free"

    def test_is_heard_of_in_the_log_without_a_word_of_the_note(self, center, offered):
        assert "police" not in str(center.get("/events/").json())


class TestACallSettledByPhone:
    def test_has_the_centers_own_code(self, incident, embedded):
        told = {"incident": incident, "outcome": "safety_plan", "safety_plan": "Rings her sister.", "by": embedded}
        resolve_by_phone(**told, id=uuid4(), occurred_at=TWO_PM)

        (line,) = outcomes.lines(Event.objects.filter(kind="incident.closed"), 0)
        data = outcomes.told(line)["data"]
        assert (data["ending"], data["apco_disposition"]) == ("phone", "05")
        assert "sister" not in str(data)
