from uuid import uuid4

import pytest

from responder_app import access
from responder_app.actions.assignments import assign, report_status
from responder_app.actions.intake import close_without_team
from responder_app.actions.shifts import sign_off, sign_on
from responder_app.actions.waiting import hold, let_go, take_call
from responder_app.log import NotYours, Refused
from responder_app.models import Assignment, Event
from responder_app.words import Role
from tests import factories


@pytest.fixture
def tap(two_pm, minutes):
    """A fresh letter, three minutes after two."""
    return lambda: {"id": uuid4(), "occurred_at": two_pm + minutes(3)}


@pytest.fixture
def another_call(agency):
    return factories.Incident(agency=agency)


@pytest.fixture
def other_crew(clinician, other_unit, two_pm, minutes):
    """The clinician is aboard R2."""
    sign_on(unit=other_unit, by=clinician, id=uuid4(), occurred_at=two_pm - minutes(60))
    return clinician.shifts.get()


def kept(incident):
    incident.refresh_from_db()
    return incident.held_for and incident.held_for.call_sign


class TestTakeCall:
    def test_makes_an_assignment_that_is_accepted_by_its_taker(self, incident, unit, medic, on_duty, agency, tap):
        line = take_call(incident=incident, unit=unit, by=medic, **(hand := tap()))

        made = Assignment.objects.get(pk=hand["id"])
        assert (line.kind, line.assignment, list(made.crew.all())) == ("assignment.taken", made, [on_duty])
        assert made.accepted_at == made.seen_at == hand["occurred_at"]
        assert (made.accept_by - made.made_at).seconds == agency.accept_limit
        assert [(report.pk, report.status) for report in made.reports.all()] == [(made.pk, "acknowledged")]
        unit.refresh_from_db()
        assert (made.status, unit.status) == ("acknowledged", "acknowledged")

    def test_tells_the_taker_and_owes_the_tablet_its_page(self, incident, unit, medic, on_duty, tap):
        line = take_call(incident=incident, unit=unit, by=medic, **tap())

        assert line.shifts == [on_duty.pk]
        assert access.owed_to_tablet(medic) == {line.seq: str(line.assignment_id)}

    def test_sent_twice_happens_once(self, incident, unit, medic, on_duty, tap):
        letter = {"incident": incident, "unit": unit, "by": medic, **tap()}
        take_call(**letter)

        assert take_call(**letter).repeated
        assert Assignment.objects.count() == 1

    def test_keeps_the_call_for_a_unit_that_is_on_another(self, assignment, another_call, unit, medic, on_duty, tap):
        line = take_call(incident=another_call, unit=unit, by=medic, **tap())

        assert (line.kind, line.shifts, kept(another_call)) == ("incident.held", [on_duty.pk], "R1")
        with pytest.raises(Refused, match="R1 is still on call"):
            take_call(incident=another_call, unit=unit, by=medic, **tap())

    def test_takes_what_was_kept_once_the_unit_is_free(self, assignment, another_call, unit, medic, tap):
        take_call(incident=another_call, unit=unit, by=medic, **tap())
        report_status(assignment=assignment, status="available", by=medic, **tap())

        assert take_call(incident=another_call, unit=unit, by=medic, **tap()).kind == "assignment.taken"
        assert kept(another_call) is None

    def test_refuses_what_another_crew_has(self, assignment, other_crew, tap):
        with pytest.raises(Refused, match="already with R1"):
            take_call(incident=assignment.incident, unit=other_crew.unit, by=other_crew.person, **tap())

    def test_refuses_what_is_kept_for_another_unit_as_long_as_somebody_is_aboard(
        self, incident, unit, dispatcher, medic, on_duty, other_crew, tap
    ):
        hold(incident=incident, unit=unit, by=dispatcher, **tap())
        letter = {"incident": incident, "unit": other_crew.unit, "by": other_crew.person}
        with pytest.raises(Refused, match="is kept for R1"):
            take_call(**letter, **tap())

        sign_off(shift=on_duty, by=medic, **tap())

        assert take_call(**letter, **tap()).kind == "assignment.taken"

    def test_refuses_a_closed_call(self, incident, unit, medic, dispatcher, on_duty, tap):
        close_without_team(incident=incident, reason="person_left", sent_instead="nobody", by=dispatcher, **tap())
        with pytest.raises(Refused, match="is closed"):
            take_call(incident=incident, unit=unit, by=medic, **tap())

    def test_refuses_who_is_not_aboard(self, incident, unit, medic, clinician, on_duty, tap):
        for who, where in ((clinician, unit), (medic, None)):
            with pytest.raises(Refused, match="Sign on to a unit first"):
                take_call(incident=incident, unit=where, by=who, **tap())
        assert not Assignment.objects.exists()

    def test_is_not_for_strangers(self, incident, unit, on_duty, dispatcher, manager, elsewhere, tap):
        for stranger in (dispatcher, manager, elsewhere.responder):
            with pytest.raises(NotYours):
                take_call(incident=incident, unit=unit, by=stranger, **tap())


class TestHold:
    def test_keeps_the_call_and_tells_the_crew(self, incident, unit, dispatcher, on_duty, tap):
        line = hold(incident=incident, unit=unit, by=dispatcher, **(hand := tap()))

        assert (line.kind, line.unit, line.shifts) == ("incident.held", unit, [on_duty.pk])
        assert (kept(incident), incident.held_at) == ("R1", hand["occurred_at"])

    def test_tells_both_crews_when_it_changes_hands(self, incident, unit, dispatcher, on_duty, other_crew, tap):
        hold(incident=incident, unit=unit, by=dispatcher, **tap())
        line = hold(incident=incident, unit=other_crew.unit, by=dispatcher, **tap())

        assert (line.shifts, kept(incident)) == (sorted([on_duty.pk, other_crew.pk]), "R2")

    def test_sent_twice_happens_once(self, incident, unit, dispatcher, on_duty, tap):
        letter = {"incident": incident, "unit": unit, "by": dispatcher, **tap()}
        hold(**letter)
        assert hold(**letter).repeated
        assert Event.objects.filter(kind="incident.held").count() == 1

    def test_refuses_what_cannot_be_kept(self, assignment, another_call, unit, other_unit, dispatcher, tap):
        hold(incident=another_call, unit=unit, by=dispatcher, **tap())
        for call, whose, sentence in (
            (another_call, unit, "kept for R1 already"),
            (assignment.incident, unit, "already with R1"),
            (another_call, other_unit, "Nobody is signed on to R2"),
        ):
            with pytest.raises(Refused, match=sentence):
                hold(incident=call, unit=whose, by=dispatcher, **tap())

    def test_is_a_crews_own_only(self, incident, unit, dispatcher, on_duty, other_crew, tap):
        with pytest.raises(Refused, match="Sign on"):
            hold(incident=incident, unit=unit, by=other_crew.person, **tap())
        hold(incident=incident, unit=unit, by=dispatcher, **tap())
        with pytest.raises(Refused, match="kept for R1"):
            hold(incident=incident, unit=other_crew.unit, by=other_crew.person, **tap())

    def test_is_not_for_strangers(self, incident, unit, on_duty, manager, elsewhere, tap):
        for stranger in (manager, elsewhere.dispatcher):
            with pytest.raises(NotYours):
                hold(incident=incident, unit=unit, by=stranger, **tap())

    def test_ends_when_the_desk_sends_another_and_its_crew_hears(
        self, incident, unit, dispatcher, other_crew, on_duty, tap
    ):
        hold(incident=incident, unit=unit, by=dispatcher, **tap())
        line = assign(incident=incident, unit=other_crew.unit, by=dispatcher, **tap())

        assert (kept(incident), line.shifts) == (None, sorted([on_duty.pk, other_crew.pk]))

    def test_ends_when_the_call_is_closed(self, incident, unit, dispatcher, on_duty, tap):
        hold(incident=incident, unit=unit, by=dispatcher, **tap())
        ending = {"reason": "person_left", "sent_instead": "nobody"}
        line = close_without_team(incident=incident, by=dispatcher, **ending, **tap())

        assert (kept(incident), line.shifts) == (None, [on_duty.pk])


class TestLetGo:
    @pytest.fixture
    def held(self, incident, unit, dispatcher, on_duty, tap):
        hold(incident=incident, unit=unit, by=dispatcher, **tap())
        return incident

    def test_lets_it_wait_for_anybody(self, held, unit, medic, on_duty, tap):
        line = let_go(incident=held, by=medic, **tap())

        assert (line.kind, line.unit, line.shifts) == ("incident.let_go", unit, [on_duty.pk])
        assert (kept(held), held.held_at) == (None, None)

    def test_sent_twice_happens_once(self, held, dispatcher, tap):
        letter = {"incident": held, "by": dispatcher, **tap()}
        let_go(**letter)
        assert let_go(**letter).repeated

    def test_refuses_what_is_kept_for_nobody_or_for_others(self, held, dispatcher, other_crew, tap):
        with pytest.raises(Refused, match="kept for R1"):
            let_go(incident=held, by=other_crew.person, **tap())
        let_go(incident=held, by=dispatcher, **tap())
        with pytest.raises(Refused, match="kept for nobody"):
            let_go(incident=held, by=dispatcher, **tap())

    def test_is_not_for_strangers(self, held, agency, manager, elsewhere, tap):
        for stranger in (manager, elsewhere.dispatcher, elsewhere.responder):
            with pytest.raises(NotYours):
                let_go(incident=held, by=stranger, **tap())


class TestWhatACrewMaySee:
    def test_waits_for_those_on_duty_only(self, incident, medic, clinician, on_duty, elsewhere, manager):
        assert list(access.waiting_for(medic)) == [incident]
        for stranger in (clinician, elsewhere.responder, manager):
            assert incident not in access.waiting_for(stranger)

    def test_begins_with_the_most_urgent_and_then_the_oldest(self, agency, medic, on_duty, two_pm, minutes):
        told = [(3, 5), (3, 50), (1, 1)]
        young, old, urgent = [
            factories.Incident(agency=agency, priority=priority, received_at=two_pm - minutes(age))
            for priority, age in told
        ]
        assert list(access.waiting_for(medic)) == [urgent, old, young]

    def test_leaves_out_what_no_team_is_for_unless_it_is_kept_for_us(
        self, agency, unit, medic, dispatcher, on_duty, tap
    ):
        unfit = factories.Incident(agency=agency, eligible=False)
        assert list(access.waiting_for(medic)) == []

        hold(incident=unfit, unit=unit, by=dispatcher, **tap())

        assert list(access.waiting_for(medic)) == list(access.held_calls_for(medic)) == [unfit]

    def test_leaves_out_what_is_kept_for_others_who_are_there(
        self, incident, unit, medic, dispatcher, on_duty, other_crew, tap
    ):
        hold(incident=incident, unit=unit, by=dispatcher, **tap())
        assert list(access.waiting_for(other_crew.person)) == list(access.held_calls_for(other_crew.person)) == []
        sign_off(shift=on_duty, by=medic, **tap())
        assert list(access.waiting_for(other_crew.person)) == [incident]

    def test_of_another_agency_does_not_exist(self, elsewhere, medic, on_duty):
        assert elsewhere.responder.role == Role.RESPONDER
        assert elsewhere.incident not in access.calls_to_ask_for(medic)
