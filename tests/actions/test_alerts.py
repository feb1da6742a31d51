"""What sounds at the desk: raised with its cause, taken by name, ended when the cause is gone."""

from datetime import timedelta
from uuid import uuid4

import pytest

from responder_app.actions import alerts
from responder_app.actions.alerts import acknowledge_alert, end_silence, raise_silence
from responder_app.actions.assignments import accept, assign, decline, mark_overdue, report_status, withdraw
from responder_app.actions.check_ins import check_in, escalate_check_in, extend_check_in, miss_check_in
from responder_app.actions.corrections import undo_status
from responder_app.actions.intake import close_without_team
from responder_app.actions.letters import deal_with_letter, set_letter_aside, settle_letter
from responder_app.actions.second_person import call_second_person
from responder_app.log import NotYours, Refused
from responder_app.models import Alert, Event, SetAsideLetter, StatusReport, Tablet
from responder_app.words import AlertKind
from tests import factories

SILENCE = timedelta(minutes=4)


def hand(by, at):
    return {"by": by, "id": uuid4(), "occurred_at": at}


def open_kinds():
    return sorted(Alert.objects.open().values_list("kind", flat=True))


@pytest.fixture
def overdue(assignment, agency):
    mark_overdue(assignment=assignment, **hand(agency, assignment.accept_by))
    return Alert.objects.get()


@pytest.fixture
def on_scene(assignment, medic, two_pm):
    report_status(assignment=assignment, status="on_scene", **hand(medic, two_pm))
    return assignment


@pytest.fixture
def letter(unit, medic, two_pm):
    set_letter_aside(unit=unit, label="Outcome", problem="Say where.", **hand(medic, two_pm))
    return SetAsideLetter.objects.get()


@pytest.fixture
def tablet(agency, medic, unit, two_pm):
    return Tablet.objects.create(agency=agency, person=medic, unit=unit, heard_at=two_pm)


class TestAnAssignmentThatNobodyAccepted:
    def test_sounds_with_the_line_that_says_so_and_no_other(self, overdue, assignment):
        assert (overdue.kind, overdue.unit, overdue.incident) == ("unaccepted", assignment.unit, assignment.incident)
        assert overdue.second_due_at - overdue.raised_at == timedelta(seconds=45)
        assert not Event.objects.filter(kind__startswith="alert.").exists()

    def test_falls_silent_when_the_crew_answers_in_any_way(self, overdue, assignment, medic, two_pm):
        accept(assignment=assignment, **hand(medic, two_pm))
        assert open_kinds() == []

    @pytest.mark.parametrize("end", [decline, withdraw, report_status])
    def test_falls_silent_when_it_is_declined_withdrawn_or_reported(
        self, overdue, assignment, medic, dispatcher, two_pm, end
    ):
        told = {decline: {"reason": "unsafe"}, withdraw: {}, report_status: {"status": "en_route"}}[end]
        end(assignment=assignment, **told, **hand(dispatcher if end is withdraw else medic, two_pm))
        assert open_kinds() == []

    def test_sounds_again_where_the_only_answer_is_taken_back(self, overdue, assignment, medic, two_pm):
        report_status(assignment=assignment, status="en_route", **hand(medic, two_pm))
        undo_status(report=StatusReport.objects.get(), **hand(medic, two_pm + timedelta(seconds=5)))
        assert open_kinds() == ["unaccepted"]


class TestACheckInThatIsDue:
    @pytest.fixture(autouse=True)
    def _missed(self, on_scene, agency, two_pm, minutes):
        miss_check_in(assignment=on_scene, **hand(agency, two_pm + minutes(5)))

    def test_sounds(self):
        assert open_kinds() == ["check_in_missed"]

    @pytest.mark.parametrize("late", [False, True])
    def test_falls_silent_when_the_crew_says_so(self, on_scene, medic, two_pm, minutes, late):
        if late:
            extend_check_in(assignment=on_scene, minutes=10, reason="x", **hand(medic, two_pm + minutes(6)))
        else:
            check_in(assignment=on_scene, **hand(medic, two_pm + minutes(6)))
        assert open_kinds() == []

    def test_falls_silent_when_help_is_asked_for_which_sounds_itself(self, on_scene, agency, two_pm, minutes):
        escalate_check_in(assignment=on_scene, **hand(agency, two_pm + minutes(7)))
        assert open_kinds() == []
        request = on_scene.backup_requests.get()
        assert request.second_due_at == two_pm + minutes(7) + timedelta(seconds=45)

    @pytest.mark.parametrize("status", ["transporting", "available"])
    def test_falls_silent_when_the_crew_has_left(self, on_scene, medic, two_pm, minutes, status):
        report_status(assignment=on_scene, status=status, **hand(medic, two_pm + minutes(6)))
        assert open_kinds() == []


class TestARefusedLetter:
    def test_sounds_until_its_author_has_put_it_right(self, letter, medic, two_pm):
        assert open_kinds() == ["refused_letter"]
        settle_letter(letter=letter, end="corrected", **hand(medic, two_pm))
        assert open_kinds() == []

    def test_handed_over_stands_until_the_desk_has_dealt_with_it(self, letter, medic, dispatcher, two_pm):
        settle_letter(letter=letter, end="handed_over", body={"note": "x"}, **hand(medic, two_pm))
        assert open_kinds() == ["refused_letter"]
        deal_with_letter(letter=letter, **hand(dispatcher, two_pm))
        assert open_kinds() == []


class TestRaisingForACause:
    def test_happens_once_while_it_stands_and_again_afterwards(self, incident, two_pm, minutes):
        told = {"kind": AlertKind.DECISION, "about": incident}
        alerts.raise_for(**told, at=two_pm)
        alerts.raise_for(**told, at=two_pm + minutes(1))
        assert Alert.objects.get().raised_at == two_pm
        alerts.end_for(**told, at=two_pm + minutes(2))
        alerts.raise_for(**told, at=two_pm + minutes(3))
        assert (Alert.objects.count(), open_kinds()) == (2, ["wait_is_over"])

    def test_ends_only_what_is_meant(self, incident, assignment, two_pm):
        alerts.raise_for(kind=AlertKind.DECISION, about=incident, at=two_pm)
        alerts.raise_for(kind=AlertKind.UNACCEPTED, about=assignment, at=two_pm)
        alerts.end_for(kind=AlertKind.TRANSFER, about=incident, at=two_pm)
        alerts.end_for(about=assignment, at=two_pm)
        assert open_kinds() == ["wait_is_over"]


class TestACallThatWaitsTooLong:
    @pytest.fixture(autouse=True)
    def _waits(self, incident, two_pm):
        alerts.raise_for(kind=AlertKind.DECISION, about=incident, at=two_pm)

    def test_is_decided_by_sending_a_team(self, incident, unit, on_duty, dispatcher, two_pm):
        assign(incident=incident, unit=unit, **hand(dispatcher, two_pm))
        assert open_kinds() == []

    def test_is_decided_by_its_end(self, incident, dispatcher, two_pm):
        close_without_team(incident=incident, reason="no_unit_free", sent_instead="police", **hand(dispatcher, two_pm))
        assert open_kinds() == []


class TestASilentTablet:
    def test_is_raised_and_ends_with_lines_of_its_own(self, on_scene, tablet, agency, two_pm, minutes):
        line = raise_silence(assignment=on_scene, **hand(agency, two_pm + SILENCE))
        assert (line.kind, line.unit, line.details) == ("alert.raised", on_scene.unit, {"alert": "silent_tablet"})
        alert = Alert.objects.get()

        line = end_silence(alert=alert, **hand(agency, two_pm + minutes(6)))

        alert.refresh_from_db()
        assert (line.kind, alert.ended_at) == ("alert.ended", two_pm + minutes(6))

    def test_sent_twice_happens_once(self, on_scene, tablet, agency, two_pm):
        tap = {"assignment": on_scene, **hand(agency, two_pm + SILENCE)}
        raise_silence(**tap)
        assert raise_silence(**tap).repeated
        end = {"alert": Alert.objects.get(), **hand(agency, two_pm + SILENCE)}
        end_silence(**end)
        assert end_silence(**end).repeated

    @pytest.mark.parametrize("why", ["heard", "never heard", "not on scene", "sounds already", "last week"])
    def test_is_refused_where_there_is_none(self, why, assignment, medic, agency, request, two_pm):
        if why != "not on scene":
            request.getfixturevalue("on_scene")
        at = two_pm + timedelta(seconds=179) if why == "heard" else two_pm + SILENCE
        if why != "never heard":
            request.getfixturevalue("tablet")
        if why == "last week":
            Tablet.objects.update(heard_at=two_pm - timedelta(days=7))
        if why == "sounds already":
            raise_silence(assignment=assignment, **hand(agency, at))
        with pytest.raises(Refused, match="heard of after all"):
            raise_silence(assignment=assignment, **hand(agency, at))

    def test_that_is_over_is_not_ended_again(self, on_scene, tablet, agency, two_pm):
        raise_silence(assignment=on_scene, **hand(agency, two_pm + SILENCE))
        alert = Alert.objects.get()
        end_silence(alert=alert, **hand(agency, two_pm + SILENCE))
        with pytest.raises(Refused, match="is over"):
            end_silence(alert=alert, **hand(agency, two_pm + SILENCE))

    def test_ends_when_the_crew_leaves(self, on_scene, tablet, agency, medic, two_pm):
        raise_silence(assignment=on_scene, **hand(agency, two_pm + SILENCE))
        report_status(assignment=on_scene, status="transporting", **hand(medic, two_pm + SILENCE))
        assert open_kinds() == []

    def test_is_the_programs_own_to_say(self, on_scene, tablet, dispatcher, elsewhere, two_pm):
        for stranger in (dispatcher, elsewhere.agency):
            with pytest.raises(NotYours):
                raise_silence(assignment=on_scene, **hand(stranger, two_pm + SILENCE))
        raise_silence(assignment=on_scene, **hand(on_scene.agency, two_pm + SILENCE))
        for stranger in (dispatcher, elsewhere.agency):
            with pytest.raises(NotYours):
                end_silence(alert=Alert.objects.get(), **hand(stranger, two_pm + SILENCE))


class TestAcknowledgeAlert:
    @pytest.fixture
    def tap(self, overdue, dispatcher, two_pm):
        return {"alert": overdue, **hand(dispatcher, two_pm)}

    def test_names_who_has_it_and_leaves_it_standing(self, tap, overdue, dispatcher):
        line = acknowledge_alert(**tap)

        overdue.refresh_from_db()
        assert (overdue.acknowledged_by, overdue.ended_at) == (dispatcher, None)
        assert (line.kind, line.details) == ("alert.acknowledged", {"alert": "unaccepted"})
        assert not Alert.objects.unheard().exists()

    def test_sent_twice_happens_once(self, tap):
        acknowledge_alert(**tap)
        assert acknowledge_alert(**tap).repeated

    def test_refuses_the_second_and_says_who_was_first(self, tap, agency):
        acknowledge_alert(**tap)
        dov = factories.Person(agency=agency, role="dispatcher", first_name="Dov")
        with pytest.raises(Refused, match="Dana already has it"):
            acknowledge_alert(**tap | {"by": dov, "id": uuid4()})

    def test_refuses_what_is_over(self, tap, assignment, medic, two_pm):
        accept(assignment=assignment, **hand(medic, two_pm))
        with pytest.raises(Refused, match="is over"):
            acknowledge_alert(**tap)

    @pytest.mark.parametrize("role", ["clinician", "hotline", "administrator"])
    def test_is_for_everybody_at_the_desk(self, tap, agency, role):
        person = factories.Person(agency=agency, role=role)
        assert acknowledge_alert(**tap | {"by": person}).by == person

    def test_is_for_a_manager_only_once_called(self, tap, overdue, agency, manager):
        with pytest.raises(Refused, match="The desk is asked first"):
            acknowledge_alert(**tap | {"by": manager})
        call_second_person(alert=overdue, **hand(agency, overdue.second_due_at))
        assert acknowledge_alert(**tap | {"by": manager}).by == manager

    def test_is_for_no_crew_machine_or_stranger(self, tap, medic, machine, elsewhere):
        for stranger in (medic, machine, elsewhere.dispatcher):
            with pytest.raises(NotYours):
                acknowledge_alert(**tap | {"by": stranger})
