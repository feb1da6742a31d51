"""A call from paper comes in as a whole, as the paper says it and no more."""

from datetime import timedelta
from uuid import uuid4

import pytest

from responder_app.actions.assignments import assign
from responder_app.actions.late_entry import enter_from_paper
from responder_app.log import NotYours, Refused
from responder_app.models import Encounter, Event, Incident, Note, Shift, StatusReport
from responder_app.reports import outcomes, timeline
from tests import factories
from tests.conftest import TWO_PM

ENTERED = TWO_PM + timedelta(hours=5)


def at(minute):
    return TWO_PM + timedelta(minutes=minute)


@pytest.fixture
def paper(agency, unit, medic, dispatcher):
    """The sheet of a call of two o'clock, typed in at seven."""
    return {
        "call_type": factories.CallType(agency=agency, code="CW"),
        "received_at": TWO_PM,
        "intake_channel": "911_call_taker",
        "address": "12 Mill Lane",
        "unit": unit,
        "crew": [medic],
        "times": {"en_route": at(4), "on_scene": at(11)},
        "outcome": {
            "contact_outcome": "contact_made",
            "disposition": "remained_resolved",
            "disposition_note": "",
            "people_served": 1,
        },
        "by": dispatcher,
        "id": uuid4(),
        "occurred_at": ENTERED,
    }


@pytest.fixture
def without_team(paper):
    left = {name: paper[name] for name in paper if name not in ("unit", "crew", "times", "outcome")}
    return left | {"ending": {"reason": "no_unit_free", "sent_instead": "police"}}


class TestEnterFromPaper:
    def test_files_the_call_its_unit_and_its_times_and_marks_them(self, paper, unit, medic):
        line = enter_from_paper(**paper, screening={"weapon": "no"}, note="Written by torchlight.")

        call, ride = line.incident, line.assignment
        assert (call.received_at, call.late_entry_at, call.ending) == (TWO_PM, ENTERED, "team")
        assert (call.screening, call.screenings.get().occurred_at) == ({"weapon": "no"}, TWO_PM)
        assert (ride.unit, ride.late_entry_at, [shift.person for shift in ride.crew.all()]) == (unit, ENTERED, [medic])
        told = dict(StatusReport.objects.values_list("status", "occurred_at"))
        assert told == {"en_route": at(4), "on_scene": at(11)}
        assert Encounter.objects.get().disposition == "remained_resolved"
        assert Note.objects.get().body == "Written by torchlight."
        assert Event.objects.filter(kind="incident.entered_late").count() == 1

    def test_makes_no_time_up(self, paper):
        line = enter_from_paper(**paper)

        assert line.assignment.accepted_at is None
        (told,) = outcomes.lines(Event.objects.filter(kind=line.kind), after=0)
        assert set(outcomes.told(told)["data"]["times"]) == {"en_route", "on_scene"}

    def test_tells_when_it_was_assigned_where_the_paper_says_so(self, paper):
        line = enter_from_paper(**paper | {"times": {"assigned": at(2), "available": at(30)}})

        (told,) = outcomes.lines(Event.objects.filter(kind=line.kind), after=0)
        assert outcomes.told(told)["data"]["times"] == {
            "assigned": "2026-05-14T14:02:00Z",
            "available": "2026-05-14T14:30:00Z",
        }
        assert (line.assignment.made_at, line.incident.closed_at) == (at(2), at(30))

    def test_moves_no_unit_that_is_on_the_board(self, paper, unit, dispatcher, on_duty, incident):
        assign(incident=incident, unit=unit, by=dispatcher, id=uuid4(), occurred_at=ENTERED)
        enter_from_paper(**paper)

        unit.refresh_from_db()
        assert (unit.status, unit.status_since) == ("assigned", ENTERED)
        assert unit.assignments.open().get().incident == incident

    def test_finds_the_shift_that_somebody_was_on(self, paper, on_duty):
        line = enter_from_paper(**paper)
        assert line.assignment.crew.get() == on_duty

    def test_lets_somebody_aboard_for_the_call_where_nobody_had_signed_on(self, paper):
        line = enter_from_paper(**paper)
        shift = line.assignment.crew.get()
        assert (shift.started_at, shift.ended_at) == (at(4), at(11))
        assert not Shift.objects.running().exists()

    def test_files_a_call_without_a_team_with_its_reason(self, without_team):
        call = enter_from_paper(**without_team).incident
        assert (call.ending, call.unserved_reason, call.sent_instead) == ("no_team", "no_unit_free", "police")
        assert call.closed_at == TWO_PM

    def test_is_one_line_of_the_story_with_what_was_written(self, paper):
        line = enter_from_paper(**paper, note="Written by torchlight.")
        (entry,) = timeline.of(line.incident, Note.objects.all())
        assert entry.what == "Late entry from paper. R1: Contact made, remained in community, resolved"
        assert entry.text == "Written by torchlight."

    def test_sent_twice_happens_once(self, paper):
        enter_from_paper(**paper)
        assert enter_from_paper(**paper).repeated
        assert Incident.objects.count() == 1

    @pytest.mark.parametrize(
        ("wrong", "sentence"),
        [
            ({"received_at": at(500)}, "Came in: That time is still to come"),
            ({"times": {"en_route": at(500)}}, "En route: That time is still to come"),
            ({"times": {"en_route": at(-1)}}, "En route: That is before: the call came in"),
            ({"times": {"en_route": at(9), "on_scene": at(8)}}, "On scene: That is before: En route"),
            ({"times": {"off_duty": at(9)}}, "not something a crew reports"),
            ({"outcome": None}, "typed in as a new one"),
            ({"unit": None}, "which unit they were on"),
            ({"unit": None, "crew": []}, "what went instead"),
            ({"screening": {"weather": "yes"}}, "ask no such thing"),
        ],
    )
    def test_refuses_what_cannot_be_and_files_nothing(self, paper, wrong, sentence):
        with pytest.raises(Refused, match=sentence):
            enter_from_paper(**paper | wrong)
        assert not Incident.objects.exists()

    def test_refuses_an_outcome_that_does_not_fit(self, paper):
        with pytest.raises(Refused, match="say where they went"):
            enter_from_paper(**paper | {"outcome": paper["outcome"] | {"disposition": ""}})

    def test_refuses_an_eligible_call_without_a_team_or_a_reason(self, without_team):
        with pytest.raises(Refused, match="say why no team went"):
            enter_from_paper(**without_team | {"ending": {"reason": "", "sent_instead": "police"}})

    def test_refuses_a_number_that_is_on_file_and_who_is_no_responder(self, paper, agency, dispatcher):
        factories.Incident(agency=agency, external_id="C-7")
        with pytest.raises(Refused, match="C-7 is already on file"):
            enter_from_paper(**paper | {"external_id": "C-7"})
        with pytest.raises(Refused, match="Dana is no responder"):
            enter_from_paper(**paper | {"crew": [dispatcher]})

    def test_is_not_for_strangers(self, paper, medic, manager, machine, elsewhere):
        for stranger in (medic, manager, machine, elsewhere.dispatcher):
            with pytest.raises(NotYours):
                enter_from_paper(**paper | {"by": stranger})
