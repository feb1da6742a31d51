from datetime import time
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from responder_app.actions.intake import close_without_team
from responder_app.actions.rulesets import publish_ruleset
from responder_app.actions.waiting import hold
from responder_app.models import Hours, Incident
from tests import factories


class TestReceiving:
    def test_keeps_all_that_was_told(self, center, call_type):
        told = {
            "external_id": "CAD-7",
            "priority": 4,
            "address": "200 block of Alder Street",
            "latitude": 43.0500001234,
            "longitude": "-87.95",
            "callback_number": "555-0100",
            "summary": "Zażółć gęślą jaźń 🙂",
        }

        record = center.post("/incidents/", call_type="WELFARE", **told).json()

        assert record["latitude"] == pytest.approx(43.05)
        assert record["longitude"] == pytest.approx(-87.95)
        assert {name: record[name] for name in told if "tude" not in name} == {
            name: value for name, value in told.items() if "tude" not in name
        }
        assert record["received_at"] == "2026-05-14T14:00:00Z"

    def test_takes_priority_and_eligibility_from_the_call_type(self, center, call_type):
        record = center.post("/incidents/", call_type="WELFARE").json()

        assert (record["priority"], record["eligible"]) == (2, True)

    def test_keeps_the_screening_and_says_what_is_unknown(self, center, call_type):
        said = {"weapon": "no", "dog": "yes", "threat": "unknown"}

        record = center.post("/incidents/", call_type="WELFARE", screening=said).json()

        assert Incident.objects.get().screening == said
        assert {code for code, answer in record["screening"].items() if answer == "unknown"} >= {"threat", "violence"}
        assert (record["screening"]["weapon"], record["screening"]["dog"]) == ("no", "yes")

    @pytest.mark.parametrize("said", [{"mood": "yes"}, {"dog": "perhaps"}, ["dog"], "dog", None])
    def test_refuses_a_screening_that_it_does_not_understand(self, center, call_type, said):
        answer = center.post("/incidents/", call_type="WELFARE", screening=said)

        assert answer.status_code == 400
        assert answer.json()["errors"][0]["pointer"].startswith("#/screening")

    def test_says_what_the_rules_say_and_why(self, center, call_type):
        record = center.post("/incidents/", call_type="WELFARE", screening={"threat": "yes"}).json()

        assert (record["result"], record["eligible"]) == ("team_with_police_or_ems", True)
        assert record["screened"] == {
            "by_rules": "team_with_police_or_ems",
            "reasons": [{"code": "threat", "answer": "yes", "effect": "with_police"}],
            "ruleset": 1,
            "override_reason": "",
            "screened_at": "2026-05-14T14:00:00Z",
        }

    def test_takes_a_plain_eligible_for_an_override(self, center, call_type):
        record = center.post("/incidents/", call_type="WELFARE", eligible=False).json()

        assert (record["result"], record["eligible"]) == ("not_for_us", False)
        assert (record["screened"]["by_rules"], record["screened"]["override_reason"]) == (
            "team_instead_of_police",
            "said_by_center",
        )

    def test_takes_the_agencys_own_questions(self, center, call_type, agency, manager, two_pm):
        questions = [{"code": "indoors", "text_en": "Inside a shop", "on_yes": "phone_only"}]
        day = agency.day_of(two_pm)
        told = {"questions": questions, "effective_from": day, "by": manager, "id": uuid4(), "occurred_at": two_pm}
        publish_ruleset(**told)

        record = center.post("/incidents/", call_type="WELFARE", screening={"indoors": "yes"}).json()
        assert (record["result"], record["screening"]) == ("phone_only", {"indoors": "yes"})
        assert center.post("/incidents/", call_type="WELFARE", screening={"weapon": "no"}).status_code == 400

    def test_of_a_call_that_nobody_screened_says_so(self, center, incident):
        record = center.get(f"/incidents/{incident.id}/").json()
        assert (record["result"], record["screened"], record["screening"]["weapon"]) == ("", None, "unknown")

    def test_keeps_how_well_place_and_caller_are_known(self, center, call_type):
        told = {"caller_anonymous": True, "caller_language": "es", "precision": "approximate"}
        record = center.post("/incidents/", call_type="WELFARE", **told).json()
        assert {name: record[name] for name in told} == told
        assert center.post("/incidents/", id=str(uuid4()), call_type="WELFARE").json()["precision"] == "unknown"

    def test_refuses_the_centers_number_a_second_time(self, center, call_type):
        center.post("/incidents/", call_type="WELFARE", external_id="CAD-7")

        answer = center.post("/incidents/", call_type="WELFARE", external_id="CAD-7")

        assert answer.status_code == 409
        assert "CAD-7" in answer.json()["detail"]

    def test_refuses_a_call_type_not_in_force(self, center, agency):
        factories.CallType(agency=agency, code="OLD", effective_to="2021-01-01")

        answer = center.post("/incidents/", call_type="OLD")

        assert answer.status_code == 400
        assert not Incident.objects.exists()

    @pytest.mark.parametrize(
        "place", [{"latitude": 43}, {"latitude": 91, "longitude": 0}, {"latitude": "nan", "longitude": 1e400}]
    )
    def test_refuses_a_place_that_cannot_be(self, center, call_type, place):
        assert center.post("/incidents/", call_type="WELFARE", **place).status_code == 400

    def test_costs_a_fixed_number_of_queries(self, center, call_type):
        with CaptureQueriesContext(connection) as queries:
            center.post("/incidents/", call_type="WELFARE")

        # token; type; savepoint, pen, is it there, rules, hours, areas, number, call, screening, head, crews,
        # what stands of the call, line, release; screening, rules and questions for the answer
        assert len(queries) == 19


class TestListing:
    @pytest.fixture
    def calls(self, agency, minutes):
        return [
            factories.Incident(agency=agency, number=number, received_at=factories.NOON + minutes(number // 2))
            for number in range(1, 6)
        ]

    def test_begins_with_the_newest_and_leafs_on_without_a_gap(self, center, calls):
        seen, page = [], center.get("/incidents/", limit=2).json()
        while page["next"]:
            seen += [call["number"] for call in page["results"]]
            page = center.client.get(page["next"]).json()
        seen += [call["number"] for call in page["results"]]

        assert sorted(seen) == [1, 2, 3, 4, 5]
        assert [number // 2 for number in seen] == [2, 2, 1, 1, 0]

    def test_shows_open_calls_alone_when_asked(self, center, calls, dispatcher, two_pm):
        close_without_team(
            incident=calls[0],
            reason="no_unit_free",
            sent_instead="police",
            by=dispatcher,
            id=calls[0].id,
            occurred_at=two_pm,
        )

        assert len(center.get("/incidents/", open=1).json()["results"]) == 4

    def test_shows_a_crew_its_own_calls_only(self, tablet, calls, assignment):
        assert [call["id"] for call in tablet.get("/incidents/").json()["results"]] == [str(assignment.incident_id)]

    @pytest.mark.parametrize(
        "query", [{"limit": 0}, {"limit": 10**30}, {"after": "x"}, {"after": "a\x00"}, {"open": "\ud7ff"}]
    )
    def test_answers_a_question_it_cannot_read_with_a_400(self, center, agency, query):
        answer = center.get("/incidents/", **query)

        assert answer.status_code == 400
        assert answer.json()["errors"][0]["parameter"] == next(iter(query))

    @pytest.mark.parametrize("number", [1, 12])
    def test_costs_five_queries(self, center, call_type, number):
        for _ in range(number):
            center.post("/incidents/", id=str(uuid4()), call_type="WELFARE")

        with CaptureQueriesContext(connection) as queries:
            center.get("/incidents/")

        assert len(queries) == 5  # token, calls, screenings, rules, questions


class TestOne:
    def test_says_which_busy_unit_it_is_kept_for(self, center, incident, unit, dispatcher, assignment, agency, two_pm):
        other = factories.Incident(agency=agency)
        hold(incident=other, unit=unit, by=dispatcher, id=other.id, occurred_at=two_pm)

        told = {call.pk: center.get(f"/incidents/{call.pk}/").json()["held_for"] for call in (incident, other)}

        assert told == {incident.pk: None, other.pk: unit.pk}

    def test_is_found_by_its_id_in_capitals_too(self, center, incident):
        assert center.get(f"/incidents/{str(incident.id).upper()}/").json()["id"] == str(incident.id)

    def test_of_a_crew_that_is_not_on_it_does_not_exist(self, tablet, incident):
        assert tablet.get(f"/incidents/{incident.id}/").status_code == 404


class TestClosing:
    def test_needs_a_reason_where_a_team_could_have_gone(self, center, incident):
        answer = center.post(f"/incidents/{incident.id}/close/", sent_instead="police")

        assert answer.status_code == 409
        assert answer.json()["detail"] == "This call was eligible: say why no team went."

    def test_says_how_it_ended(self, center, incident):
        told = {"reason": "resolved_before_dispatch", "sent_instead": "phone", "ending": "information"}
        answer = center.post(f"/incidents/{incident.id}/close/", **told, note="Gave the shelter's number.").json()

        assert (answer["ending"], answer["unserved_reason"]) == ("information", "resolved_before_dispatch")
        assert center.get("/events/").json()["events"][-1]["data"]["ending"] == "information"

    def test_of_a_call_out_of_hours_needs_no_reason_said(self, center, call_type, agency):
        Hours.objects.create(agency=agency, weekday=3, opens=time(9), closes=time(17))
        call = center.post("/incidents/", call_type="WELFARE").json()
        assert call["coverage"] == "out_of_hours"

        answer = center.post(f"/incidents/{call['id']}/close/", sent_instead="police")
        assert answer.json()["unserved_reason"] == "out_of_hours"
