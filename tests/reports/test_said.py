from uuid import uuid4

import pytest

from responder_app import access
from responder_app.actions.encounters import write_note
from responder_app.actions.endings import link_duplicate, reopen_call, void_call
from responder_app.actions.hold_queue import ask_for_decision, go_on_holding, hold_for_team, log_call_back
from responder_app.actions.intake import close_without_team
from responder_app.actions.priorities import change_priority
from responder_app.actions.supports import change_support, hand_over, send_support
from responder_app.models import Incident
from responder_app.reports import timeline
from tests import factories


@pytest.fixture
def tap(two_pm, dispatcher):
    def do(action, **told):
        return action(**{"by": dispatcher, "id": uuid4(), "occurred_at": two_pm, **told})

    return do


@pytest.fixture
def told(dispatcher):
    """The lines of a call as the desk reads them: (what, text)."""

    def of(incident, reader=dispatcher):
        found = timeline.of(Incident.objects.get(pk=incident.pk), access.notes_for(reader))
        return [(entry.what, entry.text) for entry in found]

    return of


@pytest.fixture
def other(agency):
    told = {"summary": "A man shouts at the fountain.", "place_note": "Behind the mill", "callback_number": "555-0177"}
    return factories.Incident(agency=agency, **told)


class TestTheWait:
    def test_is_told_line_by_line(self, incident, agency, tap, told, two_pm, minutes):
        tap(hold_for_team, incident=incident)
        said = {"kind": "advised_of_delay", "reached": True, "will_wait": True, "told_minutes": 20}
        tap(log_call_back, incident=incident, note="Has a blanket", **said)
        tap(log_call_back, incident=incident, kind="safety_check", reached=False)
        tap(ask_for_decision, incident=incident, by=agency, occurred_at=two_pm + minutes(61))
        tap(go_on_holding, incident=incident, minutes=5, reason="R1 clears.")
        tap(log_call_back, incident=incident, kind="caller_rang_again", reached=True, will_wait=False)

        assert sorted(told(incident)) == sorted(
            [
                ("The caller waits for a team", ""),
                ("Caller advised of delay", "20 minutes told; will wait. Has a blanket"),
                ("Asked whether they are safe", "Nobody answered"),
                ("The caller has waited long enough: somebody decides", ""),
                ("Decided: the caller waits on", "R1 clears."),
                ("Caller rang again", "Would not wait"),
            ]
        )


class TestWhoElseGoes:
    def test_is_told_with_what_the_desk_wrote(self, assignment, tap, told):
        call = assignment.incident
        line = tap(send_support, incident=call, kind="police", reason="Threw a bottle.")
        support = call.supports.get(pk=line.id)
        tap(change_support, support=support, stage="on_scene")
        tap(send_support, incident=call, kind="ems")
        tap(change_priority, incident=call, priority=1, reason="Worse.")
        tap(
            hand_over, incident=call, kind="police", reason="Knife.", close=True, unserved_reason="disqualifier_present"
        )

        assert told(call)[1:] == [
            ("Police: sent too", "Threw a bottle."),
            ("Police: on scene", ""),
            ("EMS: sent too", ""),
            ("Priority 1; it was 3", "Worse."),
            ("Handed over to police and closed: disqualifier present", "Knife."),
        ]

    def test_is_news_to_the_crew_even_without_a_word(self, assignment, tap, dispatcher):
        tap(send_support, incident=assignment.incident, kind="fire")
        entries = timeline.of(assignment.incident, access.notes_for(dispatcher))
        assert [(entry.kind, entry.from_desk) for entry in entries][-1] == ("support.asked", True)


class TestALinkedCall:
    def test_tells_on_the_other_what_was_told_on_it(self, incident, other, medic, dispatcher, tap, told):
        tap(write_note, incident=other, body="He has a dog.")
        medic.profession = "medic"
        medic.save()
        tap(write_note, incident=other, body="Known to us.", clinical=True, by=medic)
        tap(link_duplicate, incident=other, other=incident)

        (what, text), *_rest = told(incident)[-1:]
        assert what == f"Call {other} is about the same and is linked to call {incident}"
        assert text.split("\n") == [
            "A man shouts at the fountain.",
            "Behind the mill",
            "He has a dog.",
            "Call back 555-0177",
        ]

    def test_says_on_its_own_page_where_it_went(self, incident, other, tap, told):
        tap(link_duplicate, incident=other, other=incident)
        assert told(other) == [(f"Call {other} is about the same and is linked to call {incident}", "")]

    def test_that_is_opened_again_is_taken_back_on_the_other(self, incident, other, tap, told, dispatcher):
        tap(link_duplicate, incident=other, other=incident)
        tap(reopen_call, incident=Incident.objects.get(pk=other.pk), reason="Another man.")

        entries = timeline.of(incident, access.notes_for(dispatcher))
        assert [(entry.withdrawn, entry.text) for entry in entries] == [(True, "")]
        assert told(other) == [("Opened again", "Another man.")]

    def test_costs_as_many_queries_for_many_as_for_one(
        self, agency, incident, other, tap, told, django_assert_num_queries
    ):
        tap(link_duplicate, incident=other, other=incident)
        with django_assert_num_queries(7) as first:
            told(incident)
        for _ in range(5):
            tap(link_duplicate, incident=factories.Incident(agency=agency), other=incident)
        with django_assert_num_queries(len(first)):
            told(incident)


class TestTheEnd:
    @pytest.mark.parametrize(
        ("ending", "sentence"),
        [
            ("no_team", "Closed without a team: person left; sent instead: Nobody"),
            ("information", "Closed: Information only, person left; sent instead: Nobody"),
            ("transferred", "Closed: Transferred, person left; sent instead: Nobody"),
        ],
    )
    def test_is_told_in_a_sentence(self, incident, tap, told, ending, sentence):
        tap(close_without_team, incident=incident, reason="person_left", sent_instead="nobody", ending=ending)
        assert told(incident) == [(sentence, "")]

    def test_of_a_call_that_needs_no_reason(self, agency, tap, told):
        call = factories.Incident(agency=agency, eligible=False)
        tap(close_without_team, incident=call, sent_instead="phone", ending="information")
        assert told(call) == [("Closed: Information only; sent instead: Phone or 988", "")]

    def test_of_a_test(self, incident, administrator, tap, told):
        tap(void_call, incident=incident, reason="Line test.", by=administrator)
        assert told(incident) == [("Void: test or mistake", "Line test.")]
