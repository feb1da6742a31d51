from datetime import timedelta
from uuid import uuid4

import pytest

from responder_app import access
from responder_app.actions.consults import answer_consult, ask_consult
from responder_app.actions.phone import information_only
from responder_app.log import NotYours, Refused
from responder_app.models import Consult, Event, Screening
from tests import factories


@pytest.fixture
def ask(incident, dispatcher, two_pm):
    told = {"incident": incident, "question": "A knife in the kitchen: still ours?", "occurred_at": two_pm}
    return lambda **more: ask_consult(**{**told, "by": dispatcher, "id": uuid4(), **more})


@pytest.fixture
def answer(ask, embedded, two_pm):
    """Ines answers Dana's question."""

    def answer(**more):
        if not Consult.objects.exists():
            ask()
        told = {"consult": Consult.objects.get(), "answer": "agrees", "occurred_at": two_pm + timedelta(minutes=1)}
        return answer_consult(**{**told, "by": embedded, "id": uuid4(), **more})

    return answer


class TestAskConsult:
    def test_puts_the_question_to_the_room(self, ask, dispatcher, incident):
        line = ask()
        row = Consult.objects.get()
        assert (row.asked_by, row.incident, row.answered_at) == (dispatcher, incident, None)
        assert line.kind == "consult.asked"
        assert "knife" not in str(line.details)

    def test_sent_twice_happens_once(self, ask):
        id = uuid4()
        ask(id=id)
        assert ask(id=id).repeated
        assert Consult.objects.count() == 1

    def test_is_refused_without_a_question(self, ask):
        with pytest.raises(Refused, match="what you want to know"):
            ask(question="  ")

    def test_is_refused_while_one_is_open(self, ask, operator):
        ask()
        with pytest.raises(Refused, match="Dana has asked already"):
            ask(by=operator)

    def test_is_refused_for_a_closed_call(self, ask, incident, operator, two_pm):
        told = {"reason": "caller_declined", "by": operator, "id": uuid4(), "occurred_at": two_pm}
        information_only(incident=incident, **told)
        with pytest.raises(Refused, match="is closed"):
            ask()

    def test_is_not_for_strangers(self, ask, elsewhere, medic, machine):
        for stranger in (elsewhere.dispatcher, medic, machine):
            with pytest.raises(NotYours):
                ask(by=stranger)


class TestAnswerConsult:
    def test_agrees(self, answer, embedded):
        line = answer()
        row = Consult.objects.get()
        assert (row.answer, row.advised, row.answered_by) == ("agrees", "", embedded)
        assert (line.kind, line.details["answer"]) == ("consult.answered", "agrees")

    def test_names_another_result_and_why(self, answer):
        line = answer(answer="otherwise", advised="team_with_police_or_ems", note="Police first, the knife is near.")
        assert Consult.objects.get().advised == line.details["advised"] == "team_with_police_or_ems"

    def test_lets_what_it_advises_stand(self, answer, incident, embedded):
        answer(answer="otherwise", advised="not_for_us", note="He has taken pills.")
        row = Screening.objects.get()
        assert (row.override_reason, row.override_note, row.by) == (
            "clinician_consulted",
            "He has taken pills.",
            embedded,
        )
        incident.refresh_from_db()
        assert (incident.result, incident.eligible, Event.objects.filter(kind="incident.overridden").count()) == (
            "not_for_us",
            False,
            0,
        )

    def test_changes_nothing_on_a_call_that_has_ended_meanwhile(self, ask, answer, incident, operator, two_pm):
        ask()
        told = {"reason": "caller_declined", "by": operator, "id": uuid4(), "occurred_at": two_pm}
        information_only(incident=incident, **told)
        answer(answer="otherwise", advised="not_for_us", note="He has taken pills.")
        assert not Screening.objects.exists()

    @pytest.mark.parametrize("said", [{"advised": "phone_only"}, {"note": "Hm."}, {}])
    def test_is_refused_where_it_says_otherwise_but_not_what_or_why(self, answer, said):
        with pytest.raises(Refused, match="what the result should be, and why"):
            answer(answer="otherwise", **said)

    def test_sent_twice_happens_once_and_a_second_one_is_told(self, answer):
        id = uuid4()
        answer(id=id)
        assert answer(id=id).repeated
        with pytest.raises(Refused, match="Ines has answered already"):
            answer()

    def test_is_refused_without_a_clinical_profession(self, answer, agency):
        with pytest.raises(Refused, match="Only clinical professions"):
            answer(by=factories.Person(agency=agency, role="clinician"))

    def test_is_not_for_strangers(self, answer, elsewhere, dispatcher, operator, medic, machine):
        for stranger in (elsewhere.clinician, dispatcher, operator, medic, machine):
            with pytest.raises((NotYours, Refused)):
                answer(by=stranger)
        assert Consult.objects.get().answered_at is None

    def test_is_seen_by_its_agency_alone(self, answer, dispatcher, medic, elsewhere):
        answer()
        seen = [access.consults_for(who).count() for who in (dispatcher, medic, elsewhere.dispatcher)]
        assert seen == [1, 0, 0]
