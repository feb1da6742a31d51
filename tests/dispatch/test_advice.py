from datetime import timedelta
from uuid import uuid4

import pytest
from django.utils import timezone

from responder_app.actions.consults import ask_consult
from responder_app.actions.telehealth import start_telehealth
from responder_app.actions.transfers import offer_transfer
from responder_app.models import Consult, FollowUp, Incident, Telehealth, Transfer
from tests import factories


@pytest.fixture
def offered(incident, dispatcher):
    def offered(to_party="embedded_clinician", by=dispatcher, call=incident):
        told = {"incident": call, "to_party": to_party, "reason": "clinical"}
        return Transfer.objects.get(pk=offer_transfer(**told, by=by, id=uuid4(), occurred_at=timezone.now()).id)

    return offered


@pytest.fixture
def asked(incident, dispatcher):
    told = {"incident": incident, "question": "A knife in the kitchen: still ours?"}
    return Consult.objects.get(pk=ask_consult(**told, by=dispatcher, id=uuid4(), occurred_at=timezone.now()).id)


class TestAConsult:
    def test_is_asked_once_and_the_caller_kept(self, desk, tap, incident):
        id = uuid4()
        for _ in range(2):
            assert tap(desk, "desk-ask-consult", incident, id=id, question="Ours?").status_code == 204
        assert Consult.objects.get().question == "Ours?"

    def test_is_answered_by_the_clinician_and_read_on_the_board(self, as_, tap, asked, embedded, dispatcher):
        said = {"answer": "otherwise", "advised": "team_with_police_or_ems", "note": "Knife is near."}
        assert tap(as_(embedded), "desk-answer-consult", asked, **said).status_code == 204

        page = as_(dispatcher).get("/desk/").content.decode()
        assert "Ines: Says otherwise" in page
        assert "Team with police or EMS. Knife is near." in page

    def test_is_refused_with_a_sentence(self, as_, tap, asked, embedded):
        assert tap(as_(embedded), "desk-answer-consult", asked).content.decode() == "Agree, or say otherwise."
        answer = tap(as_(embedded), "desk-answer-consult", asked, answer="otherwise")
        assert answer.content.decode() == "Say what the result should be, and why."

    def test_is_not_for_strangers(self, strangers, desk, tap, asked, incident):
        asking = {tap(client, "desk-ask-consult", incident, question="?").status_code for client in strangers()}
        answering = {tap(client, "desk-answer-consult", asked, answer="agrees").status_code for client in strangers()}
        assert asking == answering == {404}

    def test_is_not_answered_by_another_role_of_the_desk(self, desk, tap, asked):
        assert tap(desk, "desk-answer-consult", asked, answer="agrees").status_code == 404
        assert Consult.objects.open().exists()


class TestTelehealth:
    @pytest.fixture
    def running(self, embedded):
        told = {"asked_by": "police", "mode": "video", "by": embedded, "id": uuid4()}
        return Telehealth.objects.get(pk=start_telehealth(**told, occurred_at=timezone.now()).id)

    def test_starts_with_the_call_that_is_typed(self, as_, embedded, incident, unit):
        said = {"id": uuid4(), "asked_by": "other", "mode": "phone", "incident": f"#{incident.number}", "unit": "r1"}
        answer = as_(embedded).post("/desk/telehealth/", said, headers={"HX-Request": "true"})
        assert answer.status_code == 204
        row = Telehealth.objects.get()
        assert (row.incident, row.unit, row.clinician) == (incident, unit, embedded)

    @pytest.mark.parametrize("htmx", [True, False])
    def test_is_refused_with_a_sentence(self, as_, embedded, htmx):
        said = {"id": uuid4(), "asked_by": "police", "mode": "phone", "incident": "77", "page": "clinician"}
        answer = as_(embedded).post("/desk/telehealth/", said, headers={"HX-Request": "true"} if htmx else {})
        assert answer.status_code == 422
        assert "There is no call 77." in answer.content.decode()

    def test_stops_with_its_note_for_clinical_eyes(self, as_, tap, running, embedded, administrator):
        said = {"outcome": "advised", "note": "Pupils even."}
        assert tap(as_(embedded), "desk-end-telehealth", running, **said).status_code == 204
        assert "Pupils even." in as_(embedded).get("/desk/clinician/").content.decode()
        assert "Pupils even." not in as_(administrator).get("/desk/clinician/").content.decode()

    def test_is_not_for_strangers_nor_for_other_roles(self, strangers, desk, tap, running):
        said = {"id": uuid4(), "asked_by": "police", "mode": "phone"}
        for client in strangers():
            assert tap(client, "desk-end-telehealth", running, outcome="advised").status_code == 404
            assert client.post("/desk/telehealth/", said).status_code == 404

    def test_is_not_for_a_dispatcher(self, desk, tap, running):
        assert tap(desk, "desk-end-telehealth", running, outcome="advised").status_code == 404


class TestAFollowUp:
    @pytest.fixture
    def due(self, agency, incident, medic):
        told = {"what": "Did she reach her sister?", "due_at": timezone.now() - timedelta(hours=1)}
        hand = {"planned_by": medic, "planned_at": timezone.now()}
        return FollowUp.objects.create(agency=agency, incident=incident, owner=medic, **told, **hand)

    def test_is_taken_over_and_done(self, as_, tap, due, embedded):
        client = as_(embedded)
        assert "Did she reach her sister?" in client.get("/desk/clinician/").content.decode()
        assert tap(client, "desk-take-follow-up", due).status_code == 204
        assert tap(client, "desk-finish-follow-up", due, outcome="She did.").status_code == 204
        due.refresh_from_db()
        assert (due.owner, due.done_by, due.outcome) == (embedded, embedded, "She did.")

    def test_is_given_up_with_a_word(self, as_, tap, due, embedded):
        client = as_(embedded)
        assert tap(client, "desk-give-up-follow-up", due).content.decode() == "Say it in a few words."
        assert tap(client, "desk-give-up-follow-up", due, outcome="No answer.").status_code == 204

    def test_is_not_for_a_dispatcher_or_a_stranger(self, strangers, desk, tap, due, dispatcher):
        assert tap(desk, "desk-take-follow-up", due).status_code == 404
        taken = {tap(client, "desk-take-follow-up", due).status_code for client in strangers()}
        assert taken == {404}


class TestTheBoard:
    def test_shows_what_is_offered_to_the_call_takers_and_what_came_back(self, desk, offered, operator):
        offered("911_call_taker", by=operator)
        assert "Offered to you" in desk.get("/desk/").content.decode()

    def test_shows_a_clinician_their_own_offers(self, as_, offered, embedded):
        offered()
        page = as_(embedded).get("/desk/", headers={"HX-Request": "true", "HX-Target": "transfers"})
        assert page.templates[0].name == "dispatch/_transfers.html"
        assert "Take the caller" in page.content.decode()

    def test_lets_a_manager_look_and_touch_nothing(self, as_, offered, manager):
        offered("911_call_taker", by=factories.Person(agency=manager.agency, role="hotline"))
        page = as_(manager).get("/desk/").content.decode()
        assert "Offered to you" in page
        assert "Take the caller" not in page

    def test_shows_no_transfer_of_another_agency(self, desk, elsewhere):
        told = {"incident": elsewhere.incident, "to_party": "911_call_taker", "reason": "other"}
        offer_transfer(**told, by=elsewhere.hotline, id=uuid4(), occurred_at=timezone.now())
        assert Incident.objects.count() == 1
        assert "9 Elsewhere Road" not in desk.get("/desk/").content.decode()
