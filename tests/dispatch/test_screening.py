import re
from uuid import uuid4

import pytest
from django.utils import timezone

from responder_app.actions.intake import receive_call
from responder_app.actions.rulesets import publish_ruleset
from responder_app.actions.screening import override_screening, screen
from responder_app.dispatch import shared
from responder_app.models import Screening
from tests import factories

INDOORS = {"code": "indoors", "text_en": "Inside a shop", "on_yes": "with_police", "definition": "Behind its door."}


@pytest.fixture
def kind(agency):
    return factories.CallType(agency=agency, code="CW", label="Check the welfare")


@pytest.fixture
def call(kind, dispatcher):
    told = {"call_type": kind, "intake_channel": "988", "screening": {"dog": "yes"}}
    return receive_call(by=dispatcher, id=uuid4(), occurred_at=timezone.now(), **told).incident


@pytest.fixture
def hand(dispatcher):
    return lambda: {"by": dispatcher, "id": uuid4(), "occurred_at": timezone.now()}


@pytest.fixture
def published(agency, manager):
    """Rules of the agency's own, of one question."""
    now = timezone.now()
    told = {"questions": [INDOORS], "effective_from": agency.day_of(now), "by": manager}
    publish_ruleset(id=uuid4(), occurred_at=now, **told)


def words_of(answer) -> str:
    return " ".join(re.sub(r"<[^>]*>", " ", answer.content.decode()).split())


class TestTheVerdict:
    @pytest.fixture
    def verdict(self, desk, kind):
        def verdict(**told):
            return desk.post("/desk/calls/new/verdict/", told, headers={"HX-Request": "true"})

        return verdict

    def test_says_what_the_rules_say_of_what_is_answered_so_far(self, verdict):
        said = words_of(verdict(call_type="cw", intake_channel="988", screening_threat="yes"))

        assert "Team with police or EMS" in said
        assert "Threat of violence to others: Yes → Team with police" in said
        assert "11 of 12 questions unknown" in said

    @pytest.mark.parametrize("typed", ["", "c", "nonsense"])
    def test_waits_for_the_type_and_shows_what_rules_a_team_out_without_it(self, verdict, typed):
        assert "Choose the call type" in words_of(verdict(call_type=typed))
        said = words_of(verdict(call_type=typed, screening_weapon="yes"))
        assert "Not for us" in said
        assert "The call type is not chosen yet." in said

    def test_keeps_to_the_type(self, verdict, agency):
        factories.CallType(agency=agency, code="FIGHT", label="Fight", eligible=False)
        said = words_of(verdict(call_type="FIGHT", intake_channel="988"))
        assert "Not for us" in said
        assert "Calls of this type are not for a team" in said

    def test_does_not_break_over_nonsense(self, verdict):
        answer = verdict(call_type="cw", intake_channel="pigeon", screening_threat="perhaps")
        assert "Team instead of police" in words_of(answer)

    def test_asks_the_rules_in_force(self, verdict, published):
        said = words_of(verdict(call_type="cw", intake_channel="988", screening_indoors="yes", screening_weapon="yes"))
        assert "Inside a shop: Yes → Team with police" in said
        assert "Weapon" not in said
        assert "Rules 2" in said

    def test_files_nothing(self, verdict):
        verdict(call_type="cw", intake_channel="988")
        assert not Screening.objects.exists()

    def test_is_not_for_strangers(self, strangers, kind):
        got = [client.post("/desk/calls/new/verdict/", {"call_type": "cw"}) for client in strangers()]
        assert [answer.status_code for answer in got] == [200, 404, 404, 404]
        assert "Choose the call type" in words_of(got[0])  # their agency has no such type


class TestTheQuestions:
    def test_are_those_in_force_with_what_they_mean(self, desk, published):
        page = desk.get("/desk/calls/new/").content.decode()
        assert "Inside a shop" in page
        assert "Behind its door." in page
        assert "Weapon seen" not in page

    def test_are_the_standard_ones_where_an_agency_has_none(self, desk, agency):
        agency.rulesets.all().delete()
        page = desk.get("/desk/calls/new/").content.decode()
        assert "Weapon seen or reported" in page
        assert "no rules of your own" in page

    def test_must_be_looked_at_again_when_they_have_changed_meanwhile(self, desk, kind, published):
        typed = {"call_type": "cw", "caller_relation": "self", "intake_channel": "988", "id": uuid4()}
        typed |= {"dispatch_owner": "911_dispatcher", "rules_number": "1", "screening_indoors": "no"}
        answer = desk.post("/desk/calls/new/", typed)

        page = answer.content.decode()
        assert answer.status_code == 422
        assert "The screening rules have changed since this page was opened." in page
        assert 'name="rules_number" value="2"' in page
        assert re.search(r'value="no"[^>]*id="id_screening_indoors_1"[^>]* checked', page)


class TestScreeningAgain:
    def test_begins_with_what_is_on_file(self, desk, call):
        page = desk.get(f"/desk/calls/{call.pk}/screening/").content.decode()
        assert re.search(r'name="screening_dog" value="yes"[^>]* checked', page)
        assert "Team instead of police" in page

    def test_says_the_verdict_also_for_a_type_that_has_ended(self, desk, call):
        call.call_type.effective_to = "2021-01-01"
        call.call_type.save()
        answer = desk.post(f"/desk/calls/{call.pk}/screening/verdict/", {"screening_threat": "yes"})
        assert "Team with police or EMS" in words_of(answer)
        assert "Choose the call type" not in words_of(answer)

    def test_files_the_new_answers_and_goes_to_the_call(self, desk, call):
        told = {"id": uuid4(), "screening_weapon": "yes", "screening_dog": "unknown"}
        answer = desk.post(f"/desk/calls/{call.pk}/screening/", told, follow=True)

        call.refresh_from_db()
        assert (call.result, call.screening) == ("not_for_us", {"weapon": "yes"})
        said = words_of(answer)
        assert "is screened again." in said
        assert "Weapon seen or reported: Yes → Not for us" in said
        assert "Screened or overridden 2 times" in said

    def test_sent_twice_happens_once(self, desk, call):
        told = {"id": uuid4(), "screening_weapon": "yes"}
        for _ in range(2):
            assert desk.post(f"/desk/calls/{call.pk}/screening/", told).status_code == 302
        assert call.screenings.count() == 2

    @pytest.mark.parametrize("told", [{"id": "x"}, {"screening_dog": "perhaps"}, {"rules_number": "9"}])
    def test_says_what_is_wrong_and_changes_nothing(self, desk, call, told):
        answer = desk.post(f"/desk/calls/{call.pk}/screening/", {"id": uuid4()} | told)
        assert answer.status_code == 422
        assert "Nothing is changed yet" in answer.content.decode()
        assert call.screenings.count() == 1

    def test_says_whose_override_new_answers_may_end(self, desk, call, hand):
        override_screening(incident=call, result="phone_only", reason="clinician_consulted", **hand())
        said = words_of(desk.get(f"/desk/calls/{call.pk}/screening/"))
        assert "Dana overrode the rules: Phone only (Clinician consulted)." in said

    def test_is_refused_for_a_closed_call(self, desk, call):
        call.closed_at, call.ending = timezone.now(), "phone"
        call.save()
        answer = desk.post(f"/desk/calls/{call.pk}/screening/", {"id": uuid4()})
        assert answer.status_code == 409
        assert "is closed; what it was screened for stays" in answer.content.decode()

    def test_is_not_for_strangers(self, strangers, call):
        for client in strangers():
            assert client.get(f"/desk/calls/{call.pk}/screening/").status_code == 404
            for address in ("screening/", "screening/verdict/"):
                assert client.post(f"/desk/calls/{call.pk}/{address}", {"id": uuid4()}).status_code == 404


class TestOverriding:
    def test_stands_with_its_reason_and_by_whom_and_what_the_rules_say(self, desk, call, tap):
        why = {"result": "phone_only", "reason": "other", "note": "Talks well."}
        assert tap(desk, "desk-override", call, **why).status_code == 204

        said = words_of(desk.get(f"/desk/calls/{call.pk}/"))
        assert re.search(r"Phone only Overridden Other reason, Dana \d\d:\d\d : Talks well\.", said.replace("  ", " "))
        assert "The rules say: Team instead of police." in said

    def test_goes_on_under_its_own_name_when_another_screens_again(self, desk, call, hand, agency):
        override_screening(incident=call, result="phone_only", reason="clinician_consulted", **hand())
        other = factories.Person(agency=agency, role="hotline", first_name="Hal")
        screen(incident=call, answers={"dog": "no"}, **hand() | {"by": other})

        said = words_of(desk.get(f"/desk/calls/{call.pk}/"))
        assert "Overridden Clinician consulted, Dana" in said
        assert "Rules 1 , Hal" in said.replace("Rules 1,", "Rules 1 ,")

    @pytest.mark.parametrize("htmx", [True, False])
    def test_is_refused_with_a_sentence_in_its_place(self, desk, call, tap, htmx):
        answer = tap(desk, "desk-override", call, htmx=htmx, page="call", result="phone_only", reason="", note="Hm")
        assert answer.status_code == 409
        page = answer.content.decode()
        assert "Say why the rules are overridden." in page
        if not htmx:
            override = page.split('id="override"')[1].split("</details>")[0]
            assert "Say why the rules are overridden." in override
            assert 'value="Hm"' in override

    def test_is_no_control_of_a_closed_call_or_for_those_who_look(self, desk, client, call, manager):
        page = f"/desk/calls/{call.pk}/"
        assert 'id="override"' in desk.get(page).content.decode()
        client.force_login(manager)
        assert 'id="override"' not in client.get(page).content.decode()

    def test_is_not_for_strangers(self, strangers, call, tap):
        for client in strangers():
            assert tap(client, "desk-override", call, result="phone_only", reason="supervisor").status_code == 404


class TestTheCallsPage:
    def test_costs_the_same_however_often_it_was_screened(self, desk, call, hand, django_assert_num_queries):
        screen(incident=call, answers={"dog": "no"}, **hand())
        shared.forget()
        with django_assert_num_queries(32):
            desk.get(f"/desk/calls/{call.pk}/")
        shared.forget()
        for number in range(8):
            screen(incident=call, answers={"dog": ["yes", "no"][number % 2]}, **hand())
        with django_assert_num_queries(32):
            desk.get(f"/desk/calls/{call.pk}/")

    def test_marks_a_team_that_goes_with_police(self, desk, call, hand):
        screen(incident=call, answers={"threat": "yes"}, **hand())
        assert "With police or EMS" in words_of(desk.get(f"/desk/calls/{call.pk}/"))
        assert "With police or EMS" in words_of(desk.get("/desk/"))

    def test_says_how_well_place_and_caller_are_known(self, desk, call):
        call.address, call.precision, call.caller_anonymous, call.caller_language = (
            "By the river",
            "approximate",
            1,
            "es",
        )
        call.save()
        said = words_of(desk.get(f"/desk/calls/{call.pk}/"))
        assert "By the river Approximate" in said
        assert "Stays anonymous, Not known; speaks Spanish" in said
