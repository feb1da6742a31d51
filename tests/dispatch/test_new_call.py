import re
from uuid import uuid4

import pytest

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
        more |= {"caller_name": "Noor", "caller_relation": "family", "callback_number": "555-0111"}
        more |= {"caller_anonymous": "on", "caller_language": "es", "precision": "approximate"}
        more |= {"external_id": "C-77", "latitude": "44.05", "longitude": "-123.09"}
        desk.post("/desk/calls/new/", typed | more)

        call = Incident.objects.get()
        for name in ("address", "place_note", "summary", "caller_name", "caller_relation", "callback_number"):
            assert getattr(call, name) == more[name]
        assert (call.priority, call.external_id, float(call.latitude)) == (1, "C-77", 44.05)
        assert (call.caller_anonymous, call.caller_language, call.precision) == (True, "es", "approximate")

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
        assert re.search(r'name="screening_weapon" value="unknown"[^>]* id="id_screening_weapon_2" checked', page)

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


class TestWhereItCameIn:
    @pytest.mark.parametrize(
        ("role", "channel", "owner"),
        [
            ("dispatcher", "911_call_taker", "911_dispatcher"),
            ("clinician", "911_embedded_clinician", "embedded_clinician"),
            ("hotline", "program_line", "hotline_operator"),
        ],
    )
    def test_begins_with_what_is_usual_for_who_types(self, client, agency, role, channel, owner):
        client.force_login(factories.Person(agency=agency, role=role))
        page = client.get("/desk/calls/new/").content.decode()
        assert f'<option value="{channel}" selected>' in page
        assert f'<option value="{owner}" selected>' in page

    def test_offers_only_what_the_agency_uses(self, desk, agency):
        agency.channels = ["311", "program_line"]
        agency.save()
        page = desk.get("/desk/calls/new/").content.decode()
        assert '<option value="311" selected>' in page
        assert '<option value="988"' not in page

    def test_offers_a_type_only_through_its_channels(self, desk, typed, agency):
        factories.CallType(agency=agency, code="NEEDS", label="Basic needs", channels=["311"])
        desk.post("/desk/calls/new/", typed | {"call_type": "needs", "intake_channel": "311"})
        assert Incident.objects.get().call_type.code == "NEEDS"

        answer = desk.post("/desk/calls/new/", typed | {"call_type": "needs", "id": str(uuid4())})
        assert (answer.status_code, Incident.objects.count()) == (422, 1)
        assert "“Basic needs” is not a type for calls through “988”." in answer.content.decode()


class TestOverridingAtOnce:
    WHY = {"override_result": "not_for_us", "override_reason": "caller_insists_on_officer"}

    def test_lets_another_result_stand_with_its_reason(self, desk, typed):
        desk.post("/desk/calls/new/", typed | self.WHY)

        row = Incident.objects.get().screenings.get()
        assert (row.by_rules, row.result) == ("team_instead_of_police", "not_for_us")
        assert row.override_reason == "caller_insists_on_officer"

    @pytest.mark.parametrize(
        ("wrong", "sentence"),
        [
            ({"override_reason": ""}, "Say why the rules are overridden."),
            ({"override_result": ""}, "Say what stands instead."),
            ({"override_reason": "other"}, "Say in a few words what the other reason is."),
            ({"override_result": "magic"}, "Select a valid choice."),
            ({"caller_language": "klingon"}, "Select a valid choice."),
            ({"precision": "psychic"}, "Select a valid choice."),
        ],
    )
    def test_says_at_the_field_what_is_missing(self, desk, typed, wrong, sentence):
        answer = desk.post("/desk/calls/new/", typed | self.WHY | wrong)
        assert (answer.status_code, Incident.objects.count()) == (422, 0)
        assert sentence in answer.content.decode()
