from uuid import uuid4

import pytest

from responder_app.actions.out_of_service import go_out_of_service
from tests import factories


class TestServices:
    def test_are_those_on_offer_here(self, center, service, elsewhere):
        factories.Service(agency=service.agency, name="Closed kitchen", active=False)

        listed = center.get("/services/").json()["results"]

        assert [(entry["id"], entry["name"]) for entry in listed] == [(service.pk, "Night shelter")]

    def test_are_leafed_through_by_number(self, center, service):
        more = [factories.Service(agency=service.agency, name=f"Pantry {number}") for number in range(3)]

        first = center.get("/services/", limit=3).json()
        second = center.client.get(first["next"]).json()

        assert [entry["id"] for entry in second["results"]] == [more[-1].pk]
        assert second["next"] is None


class TestCallTypes:
    def test_are_those_in_force_today(self, center, call_type, elsewhere):
        factories.CallType(agency=call_type.agency, code="OLD", effective_to="2021-01-01")

        assert [entry["code"] for entry in center.get("/call-types/").json()["results"]] == ["WELFARE"]


class TestUnits:
    def test_are_the_agencys(self, tablet, unit, elsewhere):
        assert [entry["call_sign"] for entry in tablet.get("/units/").json()["results"]] == ["R1"]

    def test_say_why_they_take_no_calls_in_a_code_and_no_word_more(
        self, center, on_duty, unit, other_unit, medic, two_pm
    ):
        told = {"unit": unit, "reason": "other", "note": "The ramp is stuck."}
        go_out_of_service(**told, by=medic, id=uuid4(), occurred_at=two_pm)

        answer = center.get("/units/")

        told = [(entry["status"], entry["out_of_service_reason"]) for entry in answer.json()["results"]]
        assert told == [("out_of_service", "other"), ("off_duty", None)]
        assert "ramp" not in answer.content.decode()

    @pytest.mark.parametrize("after", [-1, "x", 10**30])
    def test_asked_for_after_what_cannot_be_is_a_400(self, center, after):
        assert center.get("/units/", after=after).status_code == 400
