from uuid import uuid4

import pytest
from django.utils import timezone

from responder_app.actions.phone import resolve_by_phone
from responder_app.actions.transfers import offer_transfer
from responder_app.models import FollowUp, PhoneResolution, Transfer

PLAN = "Rings her sister at six."


@pytest.fixture
def offered(incident, dispatcher):
    def offered(to_party="embedded_clinician", by=dispatcher, call=incident):
        told = {"incident": call, "to_party": to_party, "reason": "clinical"}
        return Transfer.objects.get(pk=offer_transfer(**told, by=by, id=uuid4(), occurred_at=timezone.now()).id)

    return offered


class TestPassingOn:
    def test_offers_the_caller_once(self, desk, tap, incident):
        id = uuid4()
        for _ in range(2):
            answer = tap(desk, "desk-offer-transfer", incident, id=id, to_party="embedded_clinician", reason="clinical")
            assert answer.status_code == 204
        assert Transfer.objects.get().to_party == "embedded_clinician"

    @pytest.mark.parametrize(
        ("said", "sentence"),
        [
            ({"reason": "clinical"}, "Say whom the caller is passed on to."),
            ({"to_party": "911_call_taker", "reason": "clinical"}, "Say whom the caller is passed on to."),
            ({"to_party": "988"}, "Say why."),
        ],
    )
    def test_is_refused_with_a_sentence(self, desk, tap, incident, said, sentence):
        answer = tap(desk, "desk-offer-transfer", incident, **said)
        assert (answer.status_code, answer.content.decode()) == (422, sentence)

    def test_is_not_for_strangers(self, strangers, tap, incident):
        said = {"to_party": "988", "reason": "clinical"}
        assert {tap(client, "desk-offer-transfer", incident, **said).status_code for client in strangers()} == {404}

    def test_is_accepted_at_the_other_desk(self, as_, tap, offered, embedded):
        answer = tap(as_(embedded), "desk-accept-transfer", offered(), page="clinician", htmx=False)
        assert (answer.status_code, answer["Location"]) == (302, "/desk/clinician/")
        assert Transfer.objects.get().end == "accepted"

    def test_is_told_whose_answer_it_is(self, desk, tap, offered):
        answer = tap(desk, "desk-accept-transfer", offered())
        assert (answer.status_code, answer.content.decode()) == (409, "Clinician in the 911 room answers this itself.")

    def test_of_somebody_outside_closes_the_call_by_the_second_button_alone(self, desk, tap, offered, incident):
        said = {"reason": "disqualifier_present", "sent_instead": "police"}
        assert tap(desk, "desk-accept-transfer", offered("police"), **said).status_code == 204
        incident.refresh_from_db()
        assert incident.closed_at is None

        assert tap(desk, "desk-accept-transfer", offered("police"), ends="on", **said).status_code == 204
        incident.refresh_from_db()
        assert (incident.ending, incident.sent_instead) == ("transferred", "police")

    def test_wants_to_know_what_went_instead(self, desk, tap, offered):
        answer = tap(desk, "desk-accept-transfer", offered("police"), ends="on")
        assert "Say what went instead" in answer.content.decode()

    def test_is_declined_with_a_reason(self, as_, tap, offered, embedded):
        transfer = offered()
        assert tap(as_(embedded), "desk-decline-transfer", transfer).status_code == 422
        assert tap(as_(embedded), "desk-decline-transfer", transfer, reason="nobody_free").status_code == 204

    def test_is_lost_or_taken_back(self, desk, tap, offered):
        assert tap(desk, "desk-drop-transfer", offered()).status_code == 204
        assert tap(desk, "desk-take-transfer-back", offered()).status_code == 204
        assert list(Transfer.objects.values_list("end", flat=True)) == ["dropped", "withdrawn"]

    @pytest.mark.parametrize("name", ["accept", "decline", "drop"])
    def test_answers_are_not_for_strangers(self, strangers, tap, offered, name):
        transfer = offered("988")
        taps = {tap(client, f"desk-{name}-transfer", transfer, reason="other").status_code for client in strangers()}
        assert taps == {404}
        assert Transfer.objects.open().exists()

    def test_from_outside_is_filed_on_the_call(self, as_, tap, incident, operator):
        said = {"from_party": "911_center", "reason": "program_call", "end": "accepted"}
        assert tap(as_(operator), "desk-receive-transfer", incident, **said).status_code == 204
        assert (Transfer.objects.get().to_party, Transfer.objects.get().end) == ("hotline", "accepted")


class TestByPhone:
    def test_settles_the_call_with_plan_and_follow_up(self, as_, tap, incident, embedded):
        said = {"outcome": "safety_plan", "safety_plan": PLAN, "follow_up_in": "4", "follow_up": "Ring her."}
        answer = tap(as_(embedded), "desk-by-phone", incident, **said, page="clinician", htmx=False)

        assert (answer.status_code, answer["Location"]) == (302, "/desk/clinician/")
        assert PhoneResolution.objects.get().safety_plan == PLAN
        assert FollowUp.objects.get().owner == embedded

    def test_a_double_click_happens_once_with_the_follow_up(self, as_, tap, incident, embedded):
        said = {"id": uuid4(), "outcome": "settled", "follow_up_in": "1", "follow_up": "Ring."}
        answers = [tap(as_(embedded), "desk-by-phone", incident, **said).status_code for _ in range(2)]
        assert answers == [204, 204]
        assert FollowUp.objects.count() == 1

    def test_a_caller_who_hung_up_was_not_served(self, desk, tap, incident):
        tap(desk, "desk-by-phone", incident, outcome="hung_up")
        incident.refresh_from_db()
        assert (incident.ending, incident.unserved_reason, incident.sent_instead) == (
            "no_team",
            "person_left",
            "nobody",
        )

    def test_keeps_what_was_typed_where_it_is_refused(self, desk, tap, incident):
        said = {"outcome": "settled", "safety_plan": PLAN, "summary": "Long talk.", "page": "call"}
        answer = tap(desk, "desk-by-phone", incident, **said, htmx=False)
        page = answer.content.decode()
        assert answer.status_code == 409
        assert "Only clinical professions write a safety plan." in page
        assert "Long talk." in page

    def test_keeps_it_on_the_workspace_too(self, as_, tap, incident, embedded):
        incident.dispatch_owner = "embedded_clinician"
        incident.save()
        said = {"outcome": "", "safety_plan": PLAN, "page": "clinician"}
        answer = tap(as_(embedded), "desk-by-phone", incident, **said, htmx=False)
        assert answer.status_code == 422
        assert PLAN in answer.content.decode()
        assert "Say how it ended." in answer.content.decode()

    def test_a_workspace_is_not_shown_to_who_has_none(self, desk, tap, incident):
        answer = tap(desk, "desk-by-phone", incident, page="clinician", htmx=False)
        assert answer.status_code == 422
        assert "Telehealth today" not in answer.content.decode()

    def test_is_information_only_with_a_reason(self, as_, tap, incident, operator):
        client = as_(operator)
        assert tap(client, "desk-information", incident).status_code == 409
        assert tap(client, "desk-information", incident, reason="caller_declined").status_code == 204
        incident.refresh_from_db()
        assert (incident.ending, incident.sent_instead) == ("information", "phone")

    @pytest.mark.parametrize("name", ["desk-by-phone", "desk-information"])
    def test_is_not_for_strangers(self, strangers, tap, incident, name):
        said = {"outcome": "settled", "reason": "caller_declined"}
        assert {tap(client, name, incident, **said).status_code for client in strangers()} == {404}


class TestThePlan:
    @pytest.fixture
    def settled(self, incident, embedded, two_pm):
        told = {"incident": incident, "outcome": "safety_plan", "safety_plan": PLAN, "summary": "Calm again."}
        resolve_by_phone(**told, by=embedded, id=uuid4(), occurred_at=two_pm)
        return f"/desk/calls/{incident.pk}/"

    def test_is_read_by_the_clinician(self, as_, settled, embedded):
        assert PLAN in as_(embedded).get(settled).content.decode()

    @pytest.mark.parametrize("who", ["dispatcher", "operator", "manager", "administrator"])
    @pytest.mark.parametrize("part", ["call", "caller", "timeline", None])
    def test_is_read_by_nobody_else_in_no_part(self, request, as_, settled, who, part):
        headers = {"HX-Request": "true", "HX-Target": part} if part else {}
        page = as_(request.getfixturevalue(who)).get(settled, headers=headers).content.decode()
        assert "sister" not in page
        assert ("Calm again." in page) == (part in {None, "caller"})

    def test_is_on_no_address_of_the_api(self, as_, settled, embedded, incident, dispatcher):
        for person in (embedded, dispatcher):
            for path in (f"incidents/{incident.pk}/", f"incidents/{incident.pk}/notes/", "events/"):
                assert "sister" not in as_(person).get(f"/api/v1/{path}").content.decode()


class TestTakingOver:
    @pytest.fixture
    def held(self, incident, agency):
        """Nobody's own: a machine filed it for the clinician in the room."""
        incident.dispatch_owner = "embedded_clinician"
        incident.save()
        return incident

    def test_is_one_tap_at_the_desk_and_comes_back_to_it(self, as_, tap, held, embedded):
        answer = tap(as_(embedded), "desk-take-over", held, page="clinician", htmx=False)
        assert (answer.status_code, answer["Location"]) == (302, "/desk/clinician/")
        assert "Take over" not in as_(embedded).get("/desk/clinician/").content.decode()

    def test_is_said_on_the_calls_page(self, as_, tap, held, embedded, dispatcher):
        page = f"/desk/calls/{held.pk}/"
        assert "Take over" in as_(embedded).get(page).content.decode()
        tap(as_(embedded), "desk-take-over", held)
        told = as_(dispatcher).get(page).content.decode()
        assert f"{embedded} has them" in told
        assert f"{embedded} has taken the caller over" in told
        assert "Take over" not in told

    def test_is_refused_with_a_sentence(self, as_, tap, held, embedded):
        tap(as_(embedded), "desk-take-over", held)
        answer = tap(as_(embedded), "desk-take-over", held)
        assert (answer.status_code, answer.content.decode()) == (409, "You have this caller already.")

    def test_is_not_for_strangers(self, strangers, tap, held):
        assert {tap(client, "desk-take-over", held).status_code for client in strangers()} == {404}


class TestAnOffer:
    def test_rings_on_every_page_of_the_desk_that_it_is_for(self, as_, offered, embedded, operator, manager, incident):
        offered()
        for path in ("/desk/", "/desk/calls/new/", "/desk/map/", f"/desk/calls/{incident.pk}/"):
            assert "data-offer=" in as_(embedded).get(path).content.decode()
            for other in (operator, manager):
                page = as_(other).get(path)
                assert "data-offer=" not in page.content.decode()

    def test_falls_silent_with_the_answer(self, as_, tap, offered, embedded):
        tap(as_(embedded), "desk-accept-transfer", offered())
        assert "data-offer=" not in as_(embedded).get("/desk/").content.decode()
