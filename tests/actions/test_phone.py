from datetime import timedelta
from uuid import uuid4

import pytest

from responder_app.actions import phone as verbs
from responder_app.actions.assignments import assign, withdraw
from responder_app.actions.transfers import offer_transfer
from responder_app.actions.waiting import hold
from responder_app.log import NotYours, Refused
from responder_app.models import FollowUp, PhoneResolution

PLAN = "Rings her sister before the evening; tablets stay with the neighbour."


@pytest.fixture
def resolve(incident, embedded, two_pm):
    """Ines settles the call by phone."""
    told = {"incident": incident, "outcome": "settled", "summary": "Calm again.", "occurred_at": two_pm}
    return lambda **more: verbs.resolve_by_phone(**{**told, "by": embedded, "id": uuid4(), **more})


@pytest.fixture
def inform(incident, operator, two_pm):
    told = {"incident": incident, "reason": "caller_declined", "occurred_at": two_pm}
    return lambda **more: verbs.information_only(**{**told, "by": operator, "id": uuid4(), **more})


class TestResolveByPhone:
    def test_ends_an_eligible_call_as_served(self, resolve, incident, two_pm):
        line = resolve()

        incident.refresh_from_db()
        assert (incident.ending, incident.closed_at, incident.unserved_reason) == ("phone", two_pm, "")
        assert PhoneResolution.objects.get().summary == "Calm again."
        assert (line.kind, line.details) == (
            "incident.closed",
            {"ending": "phone", "outcome": "settled", "reason": "", "sent_instead": ""},
        )

    def test_keeps_the_plan_and_plans_the_follow_up_in_one_line(self, resolve, embedded, incident, two_pm):
        tonight = two_pm + timedelta(hours=4)
        line = resolve(outcome="safety_plan", safety_plan=PLAN, follow_up_in=4, follow_up="Ring her.")

        follow_up = FollowUp.objects.get()
        assert (follow_up.owner, follow_up.due_at, follow_up.incident) == (embedded, tonight, incident)
        assert line.details["follow_up"] == str(follow_up.pk)
        assert PhoneResolution.objects.get().safety_plan == PLAN
        assert "sister" not in str(line.details)

    def test_sent_twice_happens_once(self, resolve):
        id = uuid4()
        resolve(id=id)
        assert resolve(id=id).repeated
        assert PhoneResolution.objects.count() == 1

    @pytest.mark.parametrize(
        ("said", "sentence"),
        [
            ({"outcome": "safety_plan"}, "Write the safety plan down"),
            ({"outcome": "hung_up"}, "This call was eligible"),
            ({"outcome": "information"}, "This call was eligible"),
        ],
    )
    def test_is_refused_with_a_sentence(self, resolve, incident, said, sentence):
        with pytest.raises(Refused, match=sentence):
            resolve(**said)
        incident.refresh_from_db()
        assert incident.closed_at is None

    def test_wants_to_know_what_a_follow_up_is_for(self, resolve):
        with pytest.raises(Refused, match="what is to be done"):
            resolve(follow_up_in=1)

    @pytest.mark.parametrize("who", ["dispatcher", "operator"])
    def test_takes_a_safety_plan_from_clinical_professions_only(self, request, resolve, who):
        with pytest.raises(Refused, match="Only clinical professions write a safety plan"):
            resolve(by=request.getfixturevalue(who), safety_plan=PLAN)
        assert not PhoneResolution.objects.exists()

    def test_a_caller_who_hung_up_was_not_served(self, resolve, incident):
        resolve(outcome="hung_up", reason="person_left", sent_instead="nobody")
        incident.refresh_from_db()
        assert (incident.ending, incident.unserved_reason, incident.sent_instead) == (
            "no_team",
            "person_left",
            "nobody",
        )

    def test_is_refused_while_a_crew_has_the_call(self, resolve, incident, unit, on_duty, dispatcher, two_pm):
        tap = {"by": dispatcher, "occurred_at": two_pm}
        line = assign(incident=incident, unit=unit, id=uuid4(), **tap)
        with pytest.raises(Refused, match="still on call"):
            resolve()
        withdraw(assignment=line.assignment, id=uuid4(), **tap)
        assert resolve().kind == "incident.closed"

    def test_is_refused_while_the_caller_is_offered_to_somebody(self, resolve, incident, dispatcher, two_pm):
        told = {"incident": incident, "to_party": "embedded_clinician", "reason": "clinical"}
        offer_transfer(**told, by=dispatcher, id=uuid4(), occurred_at=two_pm)
        with pytest.raises(Refused, match="is offered to Clinician in the 911 room"):
            resolve()

    def test_is_refused_for_a_closed_call(self, resolve):
        resolve()
        with pytest.raises(Refused, match="is closed"):
            resolve()

    def test_tells_the_crew_that_it_was_kept_for(self, resolve, incident, unit, on_duty, dispatcher, two_pm):
        hold(incident=incident, unit=unit, by=dispatcher, id=uuid4(), occurred_at=two_pm)
        assert resolve().shifts == [on_duty.pk]
        incident.refresh_from_db()
        assert incident.held_for is None

    def test_is_not_for_strangers(self, resolve, elsewhere, medic, manager, machine):
        for stranger in (elsewhere.clinician, medic, manager, machine):
            with pytest.raises(NotYours):
                resolve(by=stranger)


class TestInformationOnly:
    def test_ends_the_call_with_its_reason(self, inform, incident):
        line = inform(summary="Hours of the day room.")

        incident.refresh_from_db()
        assert (incident.ending, incident.unserved_reason, incident.sent_instead) == (
            "information",
            "caller_declined",
            "phone",
        )
        assert (line.kind, line.details["ending"]) == ("incident.closed", "information")
        assert PhoneResolution.objects.get().summary == "Hours of the day room."

    def test_of_a_call_that_was_not_eligible_needs_no_reason(self, inform, incident):
        incident.eligible = False
        incident.save()
        inform(reason="")
        incident.refresh_from_db()
        assert (incident.ending, incident.unserved_reason) == ("information", "")

    def test_sent_twice_happens_once(self, inform):
        id = uuid4()
        inform(id=id)
        assert inform(id=id).repeated

    def test_of_an_eligible_call_says_why_no_team_went(self, inform, incident):
        with pytest.raises(Refused, match="This call was eligible"):
            inform(reason="")
        with pytest.raises(Refused, match="what went instead"):
            inform(sent_instead="")
        incident.refresh_from_db()
        assert incident.closed_at is None

    def test_is_not_for_strangers(self, inform, elsewhere, medic, manager, machine):
        for stranger in (elsewhere.hotline, medic, manager, machine):
            with pytest.raises(NotYours):
                inform(by=stranger)
