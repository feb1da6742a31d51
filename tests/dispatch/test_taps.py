from uuid import uuid4

import pytest

from responder_app.actions.assignments import accept
from responder_app.actions.letters import set_letter_aside, settle_letter
from responder_app.actions.shifts import sign_on
from responder_app.models import Assignment, Note, SetAsideLetter


class TestAssign:
    def test_sends_the_unit_whose_call_sign_was_typed(self, desk, tap, incident, unit, on_duty):
        answer = tap(desk, "desk-assign", incident, unit="r1")

        assert answer.status_code == 204
        assert '"kind": "assignment.made"' in answer["HX-Trigger"]
        assert incident.assignments.get().unit == unit

    def test_works_without_javascript(self, desk, tap, incident, on_duty):
        answer = tap(desk, "desk-assign", incident, unit="R1", htmx=False)

        assert (answer.status_code, answer["Location"]) == (302, "/desk/")
        assert "R1 is assigned to call" in desk.get("/desk/").content.decode()

    def test_a_double_click_happens_once(self, desk, tap, incident, on_duty):
        id = uuid4()
        answers = [tap(desk, "desk-assign", incident, unit="R1", id=id) for _ in range(2)]

        assert [answer.status_code for answer in answers] == [204, 204]
        assert Assignment.objects.count() == 1

    @pytest.mark.parametrize(
        ("typed", "status", "sentence"),
        [
            ("R9", 422, "There is no unit R9."),
            ("", 422, "Which unit? Type its call sign."),
            ("R\0", 422, "Null characters are not allowed."),
            ("R1", 409, "Nobody is signed on to R1."),
        ],
    )
    def test_is_refused_with_a_sentence(self, desk, tap, incident, unit, typed, status, sentence):
        answer = tap(desk, "desk-assign", incident, unit=typed)

        assert (answer.status_code, answer.content.decode()) == (status, sentence)
        assert not Assignment.objects.exists()

    def test_shows_the_sentence_in_the_row_without_javascript(self, desk, tap, incident, unit):
        answer = tap(desk, "desk-assign", incident, unit="R1", htmx=False)

        row = answer.content.decode().split(f'id="call-{incident.pk}"')[1].split("</li>")[0]
        assert answer.status_code == 409
        assert "Nobody is signed on to R1." in row

    def test_cannot_send_another_agencys_unit(self, desk, tap, incident, elsewhere):
        assert tap(desk, "desk-assign", incident, unit="S1").status_code == 422

    def test_is_not_for_strangers(self, strangers, tap, incident, on_duty):
        assert {tap(client, "desk-assign", incident, unit="R1").status_code for client in strangers()} == {404}
        assert not incident.assignments.exists()

    def test_asks_for_a_sign_in_first(self, client, tap, incident):
        assert tap(client, "desk-assign", incident, unit="R1")["HX-Redirect"] == "/sign-in/?next=/desk/"
        assert tap(client, "desk-assign", incident, htmx=False)["Location"] == "/sign-in/?next=/desk/"


class TestWithdraw:
    def test_takes_the_call_back_once(self, desk, tap, assignment):
        id = uuid4()
        answers = [tap(desk, "desk-withdraw", assignment, id=id).status_code for _ in range(2)]

        assignment.refresh_from_db()
        assert answers == [204, 204]
        assert assignment.withdrawn_at

    def test_is_refused_once_the_unit_is_clear(self, desk, tap, assignment):
        tap(desk, "desk-withdraw", assignment)
        answer = tap(desk, "desk-withdraw", assignment)

        assert (answer.status_code, answer.content.decode()) == (
            409,
            f"R1 is already clear of call {assignment.incident}.",
        )

    def test_is_not_for_strangers(self, strangers, tap, assignment):
        assert {tap(client, "desk-withdraw", assignment).status_code for client in strangers()} == {404}


class TestAcknowledgeBackup:
    def test_puts_the_dispatchers_name_on_it_once(self, desk, tap, backup, dispatcher):
        id = uuid4()
        answers = [tap(desk, "desk-acknowledge-backup", backup, id=id).status_code for _ in range(2)]

        backup.refresh_from_db()
        assert answers == [204, 204]
        assert backup.acknowledged_by == dispatcher

    def test_tells_the_second_dispatcher_who_was_first(self, desk, tap, backup, administrator, dispatcher):
        tap(desk, "desk-acknowledge-backup", backup)
        desk.force_login(administrator)
        answer = tap(desk, "desk-acknowledge-backup", backup)

        assert (answer.status_code, answer.content.decode()) == (409, f"{dispatcher} already has it.")

    def test_is_not_for_strangers(self, strangers, tap, backup):
        stranger, crew, manager, machine = (tap(client, "desk-acknowledge-backup", backup) for client in strangers())
        assert {answer.status_code for answer in (stranger, crew, machine)} == {404}
        assert (manager.status_code, b"The desk is asked first." in manager.content) == (409, True)


class TestEndBackup:
    def test_says_how_it_ended_once(self, desk, tap, backup):
        id = uuid4()
        for _ in range(2):
            assert tap(desk, "desk-end-backup", backup, id=id, result="arrived").status_code == 204
        backup.refresh_from_db()
        assert backup.result == "arrived"

    def test_an_emergency_is_not_called_off_from_the_desk(self, desk, tap, backup):
        backup.level = "emergency"
        backup.save()
        answer = tap(desk, "desk-end-backup", backup, result="cancelled_before_arrival")

        assert (answer.status_code, answer.content.decode()) == (
            409,
            "Only the crew can call off an emergency request.",
        )
        assert 'value="cancelled_before_arrival"' not in desk.get("/desk/").content.decode()

    def test_is_not_for_strangers(self, strangers, tap, backup):
        ending = (tap(client, "desk-end-backup", backup, result="arrived") for client in strangers())
        stranger, crew, manager, machine = ending
        assert {answer.status_code for answer in (stranger, crew, machine)} == {404}
        assert (manager.status_code, b"The desk is asked first." in manager.content) == (409, True)


class TestCloseWithoutTeam:
    def test_keeps_why_and_what_went_instead_once(self, desk, tap, incident):
        id = uuid4()
        for _ in range(2):
            answer = tap(desk, "desk-close", incident, id=id, reason="no_unit_free", sent_instead="police")
            assert answer.status_code == 204
        incident.refresh_from_db()
        assert (incident.unserved_reason, incident.sent_instead) == ("no_unit_free", "police")

    def test_an_eligible_call_is_not_closed_without_a_reason(self, desk, tap, incident):
        answer = tap(desk, "desk-close", incident, sent_instead="police", page="call", htmx=False)

        assert answer.status_code == 409
        assert "This call was eligible: say why no team went." in answer.content.decode()
        incident.refresh_from_db()
        assert incident.closed_at is None

    def test_wants_to_know_what_went_instead(self, desk, tap, incident):
        assert "Say what went instead" in tap(desk, "desk-close", incident, reason="no_unit_free").content.decode()

    def test_is_not_for_strangers(self, strangers, tap, incident):
        said = {"reason": "no_unit_free", "sent_instead": "police"}
        assert {tap(client, "desk-close", incident, **said).status_code for client in strangers()} == {404}


class TestWriteNote:
    def test_files_the_note_once(self, desk, tap, incident):
        id = uuid4()
        for _ in range(2):
            assert tap(desk, "desk-note", incident, id=id, body="Caller rang again.").status_code == 204
        assert [note.body for note in Note.objects.all()] == ["Caller rang again."]

    def test_keeps_what_was_typed_where_it_is_refused(self, desk, tap, incident):
        answer = tap(desk, "desk-note", incident, body="x" * 4001, page="call", htmx=False)

        assert answer.status_code == 422
        assert "x" * 4001 in answer.content.decode()

    def test_is_not_for_strangers(self, strangers, tap, incident):
        assert {tap(client, "desk-note", incident, body="Hi").status_code for client in strangers()} == {404}


class TestDealWithLetter:
    @pytest.fixture
    def letter(self, unit, medic, two_pm):
        said = {"unit": unit, "label": "Outcome of call #4", "problem": "Say where they went."}
        set_letter_aside(by=medic, id=uuid4(), occurred_at=two_pm, **said)
        letter = SetAsideLetter.objects.get()
        body = {"note": "She went to her sister."}
        settle_letter(letter=letter, end="handed_over", body=body, by=medic, id=uuid4(), occurred_at=two_pm)
        return letter

    def test_takes_it_and_its_text_off_the_board_once(self, desk, tap, letter):
        assert "She went to her sister." in desk.get("/desk/").content.decode()
        id = uuid4()
        answers = {tap(desk, "desk-deal-with-letter", letter, id=id, htmx=False).status_code for _ in range(2)}

        assert answers == {302}
        assert "She went to her sister." not in desk.get("/desk/").content.decode()

    def test_is_refused_when_somebody_was_first(self, desk, tap, letter):
        tap(desk, "desk-deal-with-letter", letter)
        assert tap(desk, "desk-deal-with-letter", letter).content.decode() == "Somebody has dealt with that letter."

    def test_is_not_for_strangers(self, strangers, tap, letter):
        assert {tap(client, "desk-deal-with-letter", letter).status_code for client in strangers()} == {404}


class TestAfterATap:
    def test_nothing_changes_through_a_get(self, desk, assignment):
        assert desk.get(f"/desk/assignments/{assignment.pk}/withdraw/").status_code == 405

    def test_a_tap_without_its_number_is_told_to_load_again(self, desk, incident, medic, other_unit, two_pm):
        sign_on(unit=other_unit, by=medic, id=uuid4(), occurred_at=two_pm)
        answer = desk.post(f"/desk/calls/{incident.pk}/assign/", {"unit": "R2"}, headers={"HX-Request": "true"})
        assert (answer.status_code, answer.content.decode()) == (422, "Load the page again, please.")

    def test_an_accepted_call_can_still_be_taken_back(self, desk, tap, assignment, medic, two_pm):
        accept(assignment=assignment, by=medic, id=uuid4(), occurred_at=two_pm)
        assert tap(desk, "desk-withdraw", assignment).status_code == 204
