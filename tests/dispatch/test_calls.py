from uuid import uuid4

import pytest

from responder_app.actions.assignments import report_status
from responder_app.actions.encounters import close, write_note
from responder_app.models import Assignment, Incident
from responder_app.words import Disqualifier
from tests import factories


@pytest.fixture
def typed(agency):
    """What a dispatcher types at the least: 988 and anonymous callers give no place."""
    factories.CallType(agency=agency, code="CW", label="Check the welfare", priority=2)
    said = {"call_type": "cw", "caller_relation": "unknown", "intake_channel": "988"}
    return said | {"dispatch_owner": "911_dispatcher", "id": str(uuid4())}


class TestNewCall:
    def test_files_a_call_of_which_only_the_type_is_known(self, desk, typed):
        answer = desk.post("/desk/calls/new/", typed)

        call = Incident.objects.get()
        assert (answer.status_code, answer["Location"]) == (302, "/desk/")
        assert (str(call.pk), call.priority, call.eligible, call.address) == (typed["id"], 2, True, "")

    def test_keeps_all_that_was_typed(self, desk, typed):
        more = {"address": "12 Mill Lane", "place_note": "Side door", "summary": "Sits in the hall.", "priority": "1"}
        more |= {"caller_name": "Noor", "caller_relation": "family", "callback_number": "555-0111", "eligible": "no"}
        more |= {"external_id": "C-77", "latitude": "44.05", "longitude": "-123.09"}
        desk.post("/desk/calls/new/", typed | more)

        call = Incident.objects.get()
        for name in ("address", "place_note", "summary", "caller_name", "caller_relation", "callback_number"):
            assert getattr(call, name) == more[name]
        assert (call.priority, call.eligible, call.external_id, float(call.latitude)) == (1, False, "C-77", 44.05)

    def test_keeps_what_was_answered_and_leaves_the_rest_unknown(self, desk, typed):
        desk.post(
            "/desk/calls/new/",
            typed | {"screening_weapon": "no", "screening_dog": "yes"} | {"screening_crime": "unknown"},
        )

        assert Incident.objects.get().screening == {"weapon": "no", "dog": "yes"}
        page = desk.get(f"/desk/calls/{typed['id']}/").content.decode()
        assert "<strong>Yes:</strong> Dog or other animal there." in page
        assert "<strong>Unknown:</strong> Threat of violence to others;" in page

    def test_asks_every_question_with_unknown_set(self, desk, typed):
        page = desk.get("/desk/calls/new/").content.decode()

        assert page.count('value="unknown" ') >= len(Disqualifier)
        assert 'name="screening_weapon" value="unknown" id="id_screening_weapon_2" checked' in page

    def test_says_which_answer_it_does_not_understand_and_files_nothing(self, desk, typed):
        answer = desk.post("/desk/calls/new/", typed | {"screening_weapon": "perhaps"})

        assert (answer.status_code, Incident.objects.count()) == (422, 0)
        assert "Yes, no or unknown." in answer.content.decode()

    def test_a_double_click_files_one_call(self, desk, typed):
        answers = [desk.post("/desk/calls/new/", typed).status_code for _ in range(2)]
        assert (answers, Incident.objects.count()) == ([302, 302], 1)

    def test_takes_a_part_of_a_name_that_can_mean_one_type_only(self, desk, typed, agency):
        factories.CallType(agency=agency, code="SYRINGE", label="Syringe to pick up")
        desk.post("/desk/calls/new/", typed | {"call_type": "syr"})
        assert Incident.objects.get().call_type.code == "SYRINGE"

    def test_asks_which_one_where_it_can_mean_several(self, desk, typed, agency):
        for code, label in (("DIST", "Disturbance"), ("DISTF", "Disturbance, family")):
            factories.CallType(agency=agency, code=code, label=label)
        answer = desk.post("/desk/calls/new/", typed | {"call_type": "disturb"})
        assert "can mean “Disturbance”, “Disturbance, family”. Which one?" in answer.content.decode()
        assert not Incident.objects.exists()

    def test_saves_and_assigns_in_one_go(self, desk, typed, on_duty):
        desk.post("/desk/calls/new/", typed | {"unit": "R1", "do": "assign"})
        assert str(Assignment.objects.get().unit) == "R1"

    def test_files_the_call_and_says_so_where_the_unit_cannot_go(self, desk, typed, unit):
        answer = desk.post("/desk/calls/new/", typed | {"unit": "R1"}, follow=True)

        assert answer.redirect_chain[0][0] == f"/desk/calls/{typed['id']}/"
        assert "is filed, but nobody is sent: Nobody is signed on to R1." in answer.content.decode()

    @pytest.mark.parametrize(
        ("wrong", "sentence"),
        [
            ({"call_type": ""}, "What kind of call is it?"),
            ({"call_type": "zz"}, "There is no call type “zz”."),
            ({"unit": "R77"}, "There is no unit R77."),
            ({"do": "assign"}, "Which unit? Type its call sign, or only save."),
            ({"latitude": "44.05"}, "needs both latitude and longitude"),
            ({"latitude": "NaN", "longitude": "1"}, "Enter a number."),
            ({"priority": "9"}, "Select a valid choice."),
            ({"id": "7"}, "Enter a valid UUID."),
            ({"address": "x" * 201}, "at most 200 characters"),
            ({"summary": "a\0b"}, "Null characters are not allowed."),
        ],
    )
    def test_says_at_the_field_what_is_wrong_and_loses_nothing(self, desk, typed, wrong, sentence):
        answer = desk.post("/desk/calls/new/", typed | {"caller_name": "Noor"} | wrong)

        page = answer.content.decode()
        assert answer.status_code == 422
        assert sentence in page
        assert 'value="Noor"' in page
        assert not Incident.objects.exists()

    def test_refuses_a_number_of_the_center_that_is_on_file(self, desk, typed, agency):
        factories.Incident(agency=agency, external_id="C-77")
        answer = desk.post("/desk/calls/new/", typed | {"external_id": "C-77"})

        assert answer.status_code == 409
        assert "C-77 is already on file for another call" in answer.content.decode()

    def test_does_not_know_another_agencys_call_types(self, desk, typed, elsewhere):
        factories.CallType(agency=elsewhere.agency, code="XX")
        assert desk.post("/desk/calls/new/", typed | {"call_type": "XX"}).status_code == 422

    def test_is_not_for_strangers(self, strangers, typed):
        got = [(client.get("/desk/calls/new/"), client.post("/desk/calls/new/", typed)) for client in strangers()]
        # The dispatcher of another agency has a desk of their own, where this call type does not exist.
        assert [(page.status_code, answer.status_code) for page, answer in got] == [(200, 422), *[(404, 404)] * 3]
        assert not Incident.objects.filter(pk=typed["id"]).exists()


class TestCall:
    def test_shows_facts_and_timeline(self, desk, assignment, medic, two_pm):
        incident = assignment.incident
        write_note(incident=incident, body="Caller rang again.", by=medic, id=uuid4(), occurred_at=two_pm)
        page = desk.get(f"/desk/calls/{incident.pk}/").content.decode()

        for told in ("Somebody sits on the kerb", 'href="tel:555-0100"', "R1 was assigned", "Caller rang again."):
            assert told in page

    def test_shows_the_outcome_in_words(self, desk, assignment, medic, two_pm):
        said = {"contact_outcome": "contact_made", "disposition": "remained_referral", "people_served": 1}
        close(assignment=assignment, by=medic, id=uuid4(), occurred_at=two_pm, **said)

        page = desk.get(f"/desk/calls/{assignment.incident_id}/").content.decode()
        assert "<strong>Contact made</strong>. Remained, referral given; people served: 1" in page

    def test_shows_what_the_crew_says_of_the_call_itself(self, desk, assignment, medic, two_pm):
        said = {"contact_outcome": "gone_on_arrival", "scene": {"answers": {"good_fit": "too_risky"}}}
        close(assignment=assignment, by=medic, id=uuid4(), occurred_at=two_pm, **said)

        assert (
            "The crew says: <strong>Too risky</strong>"
            in desk.get(f"/desk/calls/{assignment.incident_id}/").content.decode()
        )

    @pytest.mark.parametrize("name", ["call", "timeline"])
    def test_serves_each_region_alone(self, desk, assignment, name):
        headers = {"HX-Request": "true", "HX-Target": name}
        html = desk.get(f"/desk/calls/{assignment.incident_id}/", headers=headers).content.decode()
        assert f'id="{name}"' in html
        assert "<body" not in html

    def test_asks_as_often_for_many_notes_as_for_one(self, desk, assignment, medic, two_pm, django_assert_num_queries):
        def page():
            with django_assert_num_queries(16):
                desk.get(f"/desk/calls/{assignment.incident_id}/")

        write_note(incident=assignment.incident, body="One.", by=medic, id=uuid4(), occurred_at=two_pm)
        page()
        for number in range(20):
            said = {"by": medic, "id": uuid4(), "occurred_at": two_pm}
            write_note(incident=assignment.incident, body=f"Note {number}.", **said)
        report_status(assignment=assignment, status="en_route", by=medic, id=uuid4(), occurred_at=two_pm)
        page()

    def test_is_not_for_strangers(self, client, incident, elsewhere, medic, machine):
        for stranger in (elsewhere.dispatcher, elsewhere.manager, medic, machine):
            client.force_login(stranger)
            assert client.get(f"/desk/calls/{incident.pk}/").status_code == 404


class TestCalls:
    @pytest.fixture
    def shelf(self, agency, two_pm):
        kind = factories.CallType(agency=agency)
        made = {"agency": agency, "call_type": kind}
        factories.Incident(address="1 Open Road", **made)
        factories.Incident(address="2 Closed Road", closed_at=two_pm, ending="team", **made)
        unserved = {"unserved_reason": "no_unit_free", "sent_instead": "police"}
        return factories.Incident(address="3 Unserved Road", closed_at=two_pm, ending="no_team", **made | unserved)

    @pytest.mark.parametrize(
        ("state", "shown"),
        [
            ("open", {"1 Open"}),
            ("closed", {"2 Closed", "3 Unserved"}),
            ("unserved", {"3 Unserved"}),
            ("odd", {"1 Open"}),
        ],
    )
    def test_shows_the_calls_of_one_state(self, desk, shelf, state, shown):
        page = desk.get("/desk/calls/", {"state": state}).content.decode()
        found = {road for road in ("1 Open", "2 Closed", "3 Unserved") if f"{road} Road" in page}
        assert found == shown

    def test_finds_a_call_by_its_number_whatever_its_state(self, desk, shelf):
        assert "3 Unserved Road" in desk.get("/desk/calls/", {"number": f"#{shelf.number}"}).content.decode()

    @pytest.mark.parametrize("asked", [{"number": "9" * 30}, {"before": "x"}, {"number": "\0"}, {"number": "²"}])
    def test_nonsense_is_not_found(self, desk, shelf, asked):
        assert desk.get("/desk/calls/", asked).status_code == 200

    def test_leafs_back_by_number_and_misses_none(self, desk, agency):
        kind = factories.CallType(agency=agency)
        numbers = {factories.Incident(agency=agency, call_type=kind).number for _ in range(120)}
        seen, page = [], desk.get("/desk/calls/")
        while True:
            seen += [call.number for call in page.context["calls"]]
            if page.context["before"] is None:
                break
            page = desk.get("/desk/calls/", {"state": "open", "before": page.context["before"]})
        assert seen == sorted(numbers, reverse=True)

    def test_shows_nothing_of_another_agency(self, desk, elsewhere):
        assert "Elsewhere Road" not in desk.get("/desk/calls/", {"state": "all"}).content.decode()

    def test_does_not_exist_for_crews_and_machines(self, client, medic, machine):
        for stranger in (medic, machine):
            client.force_login(stranger)
            assert client.get("/desk/calls/").status_code == 404
