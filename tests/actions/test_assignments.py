from uuid import uuid4

import pytest

from responder_app.actions import assignments as verbs
from responder_app.actions.encounters import close
from responder_app.actions.intake import close_without_team
from responder_app.actions.shifts import sign_on
from responder_app.log import NotYours, Refused
from responder_app.models import Assignment, StatusReport
from responder_app.words import DeclineReason
from tests import factories


@pytest.fixture
def report(assignment, medic, two_pm, minutes):
    """The medic reports a status so many minutes after two."""

    def at(status, minute, **changed):
        letter = {"assignment": assignment, "status": status, "by": medic, "id": uuid4()}
        return verbs.report_status(**letter | {"occurred_at": two_pm + minutes(minute)} | changed)

    return at


@pytest.fixture
def answer(assignment, medic, two_pm, minutes):
    return {"assignment": assignment, "by": medic, "id": uuid4(), "occurred_at": two_pm + minutes(1)}


class TestAssign:
    def test_sends_the_unit_with_the_crew_aboard(self, assignment, unit, on_duty):
        unit.refresh_from_db()
        assert unit.status == "assigned"
        assert list(assignment.crew.all()) == [on_duty]

    def test_gives_the_crew_the_agencys_limit(self, assignment, agency):
        assert (assignment.accept_by - assignment.made_at).seconds == agency.accept_limit

    def test_tells_the_crew_it_concerns(self, assignment, on_duty):
        assert assignment.event_set.get(kind="assignment.made").shifts == [on_duty.pk]

    def test_sent_twice_makes_one_assignment(self, incident, unit, dispatcher, on_duty, two_pm):
        letter = {"incident": incident, "unit": unit, "by": dispatcher, "id": uuid4(), "occurred_at": two_pm}
        verbs.assign(**letter)
        assert verbs.assign(**letter).repeated
        assert Assignment.objects.count() == 1

    def test_refuses_a_unit_that_is_already_out(self, assignment, agency, dispatcher, unit, two_pm):
        other = factories.Incident(agency=agency)
        with pytest.raises(Refused, match="R1 is already on call"):
            verbs.assign(incident=other, unit=unit, by=dispatcher, id=uuid4(), occurred_at=two_pm)

    def test_refuses_a_unit_with_nobody_aboard(self, incident, other_unit, dispatcher, two_pm):
        with pytest.raises(Refused, match="Nobody is signed on to R2"):
            verbs.assign(incident=incident, unit=other_unit, by=dispatcher, id=uuid4(), occurred_at=two_pm)

    def test_refuses_a_closed_call(self, incident, unit, dispatcher, on_duty, two_pm):
        close_without_team(
            incident=incident,
            reason="person_left",
            sent_instead="nobody",
            by=dispatcher,
            id=uuid4(),
            occurred_at=two_pm,
        )
        with pytest.raises(Refused, match="is closed"):
            verbs.assign(incident=incident, unit=unit, by=dispatcher, id=uuid4(), occurred_at=two_pm)

    def test_is_not_for_strangers(self, incident, unit, on_duty, medic, manager, elsewhere, two_pm):
        for stranger in (medic, manager, elsewhere.dispatcher):
            with pytest.raises(NotYours):
                verbs.assign(incident=incident, unit=unit, by=stranger, id=uuid4(), occurred_at=two_pm)


class TestWithdraw:
    def test_frees_the_unit_and_the_call_waits_again(self, assignment, unit, dispatcher, two_pm):
        verbs.withdraw(assignment=assignment, by=dispatcher, id=uuid4(), occurred_at=two_pm)

        unit.refresh_from_db()
        assert unit.status == "available"
        assert list(type(assignment.incident).objects.waiting()) == [assignment.incident]

    def test_sent_twice_happens_once(self, assignment, dispatcher, two_pm):
        letter = {"assignment": assignment, "by": dispatcher, "id": uuid4(), "occurred_at": two_pm}
        verbs.withdraw(**letter)
        assert verbs.withdraw(**letter).repeated

    def test_refuses_once_the_unit_is_clear(self, report, assignment, dispatcher, two_pm):
        report("available", 9)
        with pytest.raises(Refused, match="already clear"):
            verbs.withdraw(assignment=assignment, by=dispatcher, id=uuid4(), occurred_at=two_pm)

    def test_is_not_for_the_crew(self, answer):
        with pytest.raises(NotYours):
            verbs.withdraw(**answer)


class TestAccept:
    def test_stops_the_clock(self, answer, assignment, unit):
        verbs.accept(**answer)

        assignment.refresh_from_db()
        unit.refresh_from_db()
        assert assignment.accepted_at == answer["occurred_at"]
        assert unit.status == "acknowledged"

    def test_sent_twice_happens_once(self, answer):
        verbs.accept(**answer)
        assert verbs.accept(**answer).repeated

    def test_is_filed_even_when_the_desk_took_the_call_back(self, answer, assignment, unit, dispatcher, two_pm):
        verbs.withdraw(assignment=assignment, by=dispatcher, id=uuid4(), occurred_at=two_pm)
        assert verbs.accept(**answer).kind == "assignment.accepted"
        unit.refresh_from_db()
        assert unit.status == "available"

    def test_is_not_for_strangers(self, answer, dispatcher, elsewhere):
        for stranger in (dispatcher, elsewhere.responder):
            with pytest.raises(NotYours):
                verbs.accept(**answer | {"by": stranger})


class TestDecline:
    def test_gives_the_call_back_with_the_reason(self, answer, assignment, unit):
        verbs.decline(reason=DeclineReason.TOO_FAR, **answer)

        assignment.refresh_from_db()
        unit.refresh_from_db()
        assert (assignment.decline_reason, unit.status) == ("too_far", "available")
        assert list(type(assignment.incident).objects.waiting()) == [assignment.incident]

    def test_sent_twice_happens_once(self, answer):
        verbs.decline(reason=DeclineReason.TOO_FAR, **answer)
        assert verbs.decline(reason=DeclineReason.TOO_FAR, **answer).repeated

    def test_refuses_once_the_crew_is_under_way(self, answer, report):
        report("en_route", 1)
        with pytest.raises(Refused, match="already under way"):
            verbs.decline(reason=DeclineReason.TOO_FAR, **answer)

    def test_is_not_for_another_agencys_crew(self, answer, elsewhere):
        with pytest.raises(NotYours):
            verbs.decline(reason=DeclineReason.TOO_FAR, **answer | {"by": elsewhere.responder})


class TestReportStatus:
    def test_moves_the_unit(self, report, unit, two_pm, minutes):
        line = report("on_scene", 12)

        unit.refresh_from_db()
        assert line.kind == "unit.on_scene"
        assert (unit.status, unit.status_since) == ("on_scene", two_pm + minutes(12))

    def test_files_a_late_report_and_leaves_the_later_one_standing(self, report, assignment, unit):
        report("on_scene", 12)
        report("en_route", 3)

        unit.refresh_from_db()
        assert unit.status == "on_scene"
        assert [r.status for r in StatusReport.objects.filter(assignment=assignment)] == ["en_route", "on_scene"]

    def test_of_two_at_one_moment_the_further_stands(self, report, unit):
        report("on_scene", 5)
        report("en_route", 5)
        unit.refresh_from_db()
        assert unit.status == "on_scene"

    def test_clear_frees_the_unit_and_leaves_the_paperwork(self, report, assignment, unit):
        report("available", 30)

        unit.refresh_from_db()
        assert unit.status == "available"
        assert list(Assignment.objects.unfinished()) == [assignment]

    def test_is_filed_after_the_desk_took_the_call_back(self, report, assignment, unit, dispatcher, two_pm):
        verbs.withdraw(assignment=assignment, by=dispatcher, id=uuid4(), occurred_at=two_pm)
        report("on_scene", 12)

        unit.refresh_from_db()
        assert unit.status == "available"
        assert StatusReport.objects.filter(assignment=assignment, status="on_scene").exists()

    def test_stands_for_an_acceptance_nobody_tapped(self, report, assignment):
        report("en_route", 2)
        assignment.refresh_from_db()
        assert assignment.accepted_at is not None

    def test_sent_twice_happens_once(self, report):
        id = uuid4()
        report("on_scene", 12, id=id)
        assert report("on_scene", 12, id=id).repeated

    def test_refuses_a_status_that_is_no_crews_to_report(self, report):
        with pytest.raises(Refused, match="off_duty"):
            report("off_duty", 12)

    def test_is_not_for_strangers(self, report, dispatcher, elsewhere):
        for stranger in (dispatcher, elsewhere.responder):
            with pytest.raises(NotYours):
                report("on_scene", 12, by=stranger)


class TestTwoCrewsOnOneCall:
    def test_the_call_ends_with_the_last_of_them(self, answer, incident, clinician, other_unit, dispatcher, two_pm):
        moment = {"occurred_at": two_pm}
        sign_on(unit=other_unit, by=clinician, id=uuid4(), **moment)
        second = verbs.assign(incident=incident, unit=other_unit, by=dispatcher, id=uuid4(), **moment).assignment
        ending = {"contact_outcome": "unable_to_locate", **moment}

        close(**answer | ending | {"id": uuid4()})
        incident.refresh_from_db()
        assert incident.closed_at is None

        close(assignment=second, by=clinician, id=uuid4(), **ending)
        incident.refresh_from_db()
        assert incident.closed_at is not None
