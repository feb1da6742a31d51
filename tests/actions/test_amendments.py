from uuid import uuid4

import pytest

from responder_app.actions.amendments import amend
from responder_app.actions.encounters import close
from responder_app.actions.scenes import record_scene
from responder_app.log import NotYours, Refused
from responder_app.models import Amendment, Encounter, Event, Note, SceneRecord
from responder_app.reports import outcomes, timeline

SCENE = {"answers": {"issues": ["trauma"]}, "people": [{"age_band": "25-54"}], "supplies": {"water": 2}}
RESOLVED = {"contact_outcome": "contact_made", "disposition": "remained_resolved", "people_served": 2}
GONE = {"contact_outcome": "gone_on_arrival"}


@pytest.fixture
def closed(assignment, medic, two_pm):
    close(assignment=assignment, **RESOLVED, scene=SCENE, by=medic, id=uuid4(), occurred_at=two_pm)
    return assignment


@pytest.fixture
def change(closed, medic, two_pm, minutes):
    """Half an hour later: nobody was there after all."""
    told = {"scene": {"answers": {}}, "reason": "It was another call.", "by": medic, "id": uuid4()}
    return {"assignment": closed, **GONE, **told, "occurred_at": two_pm + minutes(30)}


class TestAmend:
    def test_lets_the_outcome_stand_as_it_is_told_now(self, change):
        amend(**change)

        ended = Encounter.objects.get()
        assert (ended.contact_outcome, ended.disposition, ended.people_served) == ("gone_on_arrival", "", None)
        assert SceneRecord.objects.first().answers == {"contact_outcome": "gone_on_arrival"}

    def test_keeps_what_stood_before_who_changed_it_and_why(self, change, medic):
        amend(**change)

        kept = Amendment.objects.get()
        assert kept.before == RESOLVED | {"disposition_note": ""}
        assert kept.after["contact_outcome"] == "gone_on_arrival"
        assert (kept.by, kept.reason) == (medic, "It was another call.")
        assert SceneRecord.objects.count() == 2

    def test_counts_people_anew(self, change):
        amend(**change | RESOLVED | {"people_served": 3})

        assert Encounter.objects.get().people_served == 3

    def test_tells_the_dispatch_center_how_it_ended_now_and_never_why(self, change):
        line = amend(**change | RESOLVED | {"disposition": "transported_by_team"})

        told = outcomes.told(line)
        assert told["type"] == "assignment.amended"
        assert (told["data"]["disposition"], told["data"]["apco_disposition"]) == ("transported_by_team", "16")
        assert "another call" not in str(told)

    def test_tells_the_story_with_the_reason(self, change, closed):
        amend(**change)

        last = timeline.of(closed.incident, Note.objects)[-1]
        assert (last.what, last.text) == ("R1 amended: Gone on arrival", "It was another call.")

    def test_sent_twice_happens_once(self, change):
        amend(**change)

        assert amend(**change).repeated
        assert (Amendment.objects.count(), SceneRecord.objects.count()) == (1, 2)

    def test_an_earlier_one_that_arrives_late_is_filed_and_changes_nothing(self, change, minutes):
        amend(**change)
        early = {"id": uuid4(), "occurred_at": change["occurred_at"] - minutes(10)}
        line = amend(**change | RESOLVED | early)

        assert Encounter.objects.get().contact_outcome == "gone_on_arrival"
        assert line.details["contact_outcome"] == "gone_on_arrival"
        assert Amendment.objects.count() == 2
        assert SceneRecord.objects.first().answers["contact_outcome"] == "gone_on_arrival"

    @pytest.mark.parametrize(
        ("told", "sentence"),
        [
            ({"reason": " "}, "Say why it is amended"),
            ({"disposition": "remained_resolved"}, "With nobody met there is no disposition"),
            ({"contact_outcome": "contact_made"}, "say where they went"),
            ({"contact_outcome": "contact_made", "disposition": "other"}, "what the other disposition was"),
        ],
    )
    def test_refuses_what_does_not_fit_together(self, change, told, sentence):
        with pytest.raises(Refused, match=sentence):
            amend(**change | told)
        assert Encounter.objects.get().contact_outcome == "contact_made"
        assert (Amendment.objects.count(), SceneRecord.objects.count()) == (0, 1)

    def test_refuses_a_call_that_is_not_closed(self, assignment, medic, two_pm):
        hand = {"by": medic, "id": uuid4(), "occurred_at": two_pm}
        with pytest.raises(Refused, match="not closed yet"):
            amend(assignment=assignment, **GONE, scene={}, reason="Too early.", **hand)

    def test_is_not_for_strangers(self, change, dispatcher, elsewhere):
        lines = Event.objects.count()
        for stranger in (dispatcher, elsewhere.responder):
            with pytest.raises(NotYours):
                amend(**change | {"by": stranger})
        assert (Amendment.objects.count(), Event.objects.count()) == (0, lines)


class TestAFormKeptAfterClosing:
    def test_says_of_the_outcome_what_stands(self, closed, medic, two_pm, minutes):
        scene = {"answers": {"issues": ["paranoia"], "contact_outcome": "refused"}}
        record_scene(assignment=closed, scene=scene, by=medic, id=uuid4(), occurred_at=two_pm + minutes(5))

        answers = SceneRecord.objects.first().answers
        assert answers == {"issues": ["paranoia"], **RESOLVED}
