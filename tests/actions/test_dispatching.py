from uuid import uuid4

import pytest

from responder_app.access import woken_by
from responder_app.actions.assignments import assign, report_status
from responder_app.actions.dispatching import preempt, reassign
from responder_app.actions.intake import close_without_team
from responder_app.actions.out_of_service import go_out_of_service
from responder_app.actions.push import subscribe
from responder_app.actions.shifts import sign_on
from responder_app.log import NotYours, Refused
from responder_app.models import Assignment, Event, Incident
from responder_app.reports import timeline
from tests import factories
from tests.actions.test_push import DEVICE


@pytest.fixture
def other_crew(clinician, other_unit, two_pm, minutes):
    """The clinician is aboard R2."""
    sign_on(unit=other_unit, by=clinician, id=uuid4(), occurred_at=two_pm - minutes(60))
    return clinician.shifts.get()


@pytest.fixture
def tap(dispatcher, two_pm, minutes):
    """A fresh letter of the desk, three minutes after two."""
    return lambda **changed: {"by": dispatcher, "id": uuid4(), "occurred_at": two_pm + minutes(3)} | changed


@pytest.fixture
def urgent(agency):
    return factories.Incident(agency=agency, priority=1)


@pytest.fixture
def with_a_person(assignment, medic, two_pm, minutes):
    told = {"status": "with_person", "by": medic, "id": uuid4(), "occurred_at": two_pm + minutes(2)}
    report_status(assignment=assignment, **told)


def statuses(*units):
    for unit in units:
        unit.refresh_from_db()
    return [unit.status for unit in units]


class TestReassign:
    def test_takes_the_call_from_one_unit_and_gives_it_to_the_other(
        self, assignment, unit, other_unit, other_crew, on_duty, tap
    ):
        line = reassign(assignment=assignment, unit=other_unit, **tap())

        assignment.refresh_from_db()
        new = assignment.replaced_by
        assert (assignment.withdrawn_at, assignment.cleared_at) == (line.occurred_at, line.occurred_at)
        assert (new.pk, new.unit, new.incident) == (line.id, other_unit, assignment.incident)
        assert list(new.crew.all()) == [other_crew]
        assert statuses(unit, other_unit) == ["available", "assigned"]
        assert (line.kind, line.details["from_unit"]) == ("assignment.reassigned", unit.pk)
        assert line.shifts == sorted([on_duty.pk, other_crew.pk])

    def test_sent_twice_happens_once(self, assignment, other_unit, other_crew, tap):
        letter = {"assignment": assignment, "unit": other_unit, **tap()}
        reassign(**letter)
        assert reassign(**letter).repeated
        assert Assignment.objects.count() == 2

    def test_wakes_who_has_it_now_and_who_has_it_no_more(
        self, assignment, medic, clinician, other_unit, other_crew, tap, two_pm
    ):
        for number, person in enumerate((medic, clinician)):
            told = DEVICE | {"endpoint": f"{DEVICE['endpoint']}{number}"}
            subscribe(**told, by=person, id=uuid4(), occurred_at=two_pm)
        line = reassign(assignment=assignment, unit=other_unit, **tap())
        assert {device.person for device in woken_by(line)} == {medic, clinician}

    def test_refuses_the_unit_that_has_it(self, assignment, unit, tap):
        with pytest.raises(Refused, match=r"R1 has call #.* already"):
            reassign(assignment=assignment, unit=unit, **tap())

    def test_refuses_a_unit_that_is_empty_busy_or_out_of_service(
        self, assignment, other_unit, clinician, dispatcher, two_pm, tap
    ):
        with pytest.raises(Refused, match="Nobody is signed on to R2"):
            reassign(assignment=assignment, unit=other_unit, **tap())
        sign_on(unit=other_unit, by=clinician, id=uuid4(), occurred_at=two_pm)
        told = {"unit": other_unit, "reason": "meal", "by": clinician, "id": uuid4(), "occurred_at": two_pm}
        go_out_of_service(**told)
        with pytest.raises(Refused, match="R2 is out of service"):
            reassign(assignment=assignment, unit=other_unit, **tap())
        assignment.refresh_from_db()
        assert assignment.cleared_at is None

    def test_refuses_once_the_unit_is_clear(self, assignment, other_unit, other_crew, tap):
        reassign(assignment=assignment, unit=other_unit, **tap())
        with pytest.raises(Refused, match="R1 is already clear of call"):
            reassign(assignment=assignment, unit=other_unit, **tap())

    def test_leaves_nobody_in_a_crews_care_without_a_reason(
        self, assignment, with_a_person, other_unit, other_crew, tap
    ):
        with pytest.raises(Refused, match=r"R1 has somebody in its care on call .*: say why it leaves"):
            reassign(assignment=assignment, unit=other_unit, **tap())
        line = reassign(assignment=assignment, unit=other_unit, reason="relieved", **tap())
        assignment.refresh_from_db()
        assert (assignment.release_reason, line.details["reason"]) == ("relieved", "relieved")

    def test_is_not_for_strangers(self, assignment, other_unit, other_crew, medic, manager, elsewhere, tap):
        for stranger in (medic, manager, elsewhere.dispatcher):
            with pytest.raises(NotYours):
                reassign(assignment=assignment, unit=other_unit, **tap(by=stranger))


class TestPreempt:
    def test_takes_the_unit_for_the_more_urgent_call_and_the_other_waits_again(
        self, assignment, unit, urgent, on_duty, tap
    ):
        line = preempt(assignment=assignment, incident=urgent, **tap())

        assignment.refresh_from_db()
        assert assignment.withdrawn_at == line.occurred_at
        assert (assignment.replaced_by_id, assignment.replaced_by.incident) == (line.id, urgent)
        assert statuses(unit) == ["assigned"]
        assert list(Incident.objects.waiting()) == [assignment.incident]
        assert (line.kind, line.incident, line.shifts) == ("assignment.preempted", urgent, [on_duty.pk])

    def test_keeps_the_former_call_for_the_unit_where_that_is_wished(self, assignment, unit, urgent, tap):
        preempt(assignment=assignment, incident=urgent, former="kept", **tap())
        assignment.incident.refresh_from_db()
        assert assignment.incident.held_for == unit

    def test_keeps_no_call_that_another_crew_is_on(self, assignment, urgent, other_unit, other_crew, tap):
        assign(incident=assignment.incident, unit=other_unit, **tap())
        with pytest.raises(Refused, match=r"Call .* is already with R2"):
            preempt(assignment=assignment, incident=urgent, former="kept", **tap())
        assignment.refresh_from_db()
        assert assignment.cleared_at is None

    def test_sent_twice_happens_once(self, assignment, urgent, tap):
        letter = {"assignment": assignment, "incident": urgent, **tap()}
        preempt(**letter)
        assert preempt(**letter).repeated
        assert Event.objects.filter(kind="assignment.preempted").count() == 1

    def test_leaves_the_unit_on_one_open_call(self, assignment, unit, urgent, tap):
        preempt(assignment=assignment, incident=urgent, **tap())
        assert [one.incident for one in unit.assignments.open()] == [urgent]

    def test_stands_in_the_story_of_both_calls(self, assignment, urgent, dispatcher, tap):
        preempt(assignment=assignment, incident=urgent, **tap())
        said = f"R1 was taken off call {assignment.incident} for call {urgent}"
        for incident in (assignment.incident, urgent):
            assert [entry.what for entry in timeline.of(incident, incident.notes.all())][-1] == said

    @pytest.mark.parametrize("priority", [3, 4])
    def test_needs_a_reason_for_a_call_that_is_no_more_urgent(self, assignment, agency, priority, tap):
        other = factories.Incident(agency=agency, priority=priority)
        with pytest.raises(Refused, match=r"is no more urgent than call .*: say why"):
            preempt(assignment=assignment, incident=other, **tap())
        assert preempt(assignment=assignment, incident=other, reason="crew_agreed", **tap())

    def test_leaves_nobody_in_a_crews_care_without_a_reason(self, assignment, with_a_person, urgent, tap):
        with pytest.raises(Refused, match="R1 has somebody in its care"):
            preempt(assignment=assignment, incident=urgent, **tap())
        assert preempt(assignment=assignment, incident=urgent, reason="safe_to_leave", **tap())

    def test_refuses_a_closed_call_and_its_own(self, assignment, urgent, dispatcher, tap):
        with pytest.raises(Refused, match=r"R1 has call #.* already"):
            preempt(assignment=assignment, incident=assignment.incident, **tap())
        close_without_team(incident=urgent, reason="person_left", sent_instead="nobody", **tap())
        with pytest.raises(Refused, match="is closed"):
            preempt(assignment=assignment, incident=urgent, **tap())

    def test_refuses_once_the_unit_is_clear(self, assignment, urgent, medic, two_pm, tap):
        told = {"status": "available", "by": medic, "id": uuid4(), "occurred_at": two_pm}
        report_status(assignment=assignment, **told)
        with pytest.raises(Refused, match="R1 is already clear"):
            preempt(assignment=assignment, incident=urgent, **tap())

    def test_is_not_for_strangers(self, assignment, urgent, medic, manager, elsewhere, tap):
        for stranger in (medic, manager, elsewhere.dispatcher):
            with pytest.raises(NotYours):
                preempt(assignment=assignment, incident=urgent, **tap(by=stranger))
