from datetime import timedelta
from uuid import uuid4

import pytest

from responder_app.actions.alerts import acknowledge_alert
from responder_app.actions.assignments import accept, assign, report_status, withdraw
from responder_app.actions.check_ins import check_in
from responder_app.actions.hold_queue import go_on_holding, hold_for_team
from responder_app.actions.safety import panic
from responder_app.actions.transfers import accept_transfer, offer_transfer
from responder_app.deliver import timers
from responder_app.models import Alert, BackupRequest, Event, Tablet, Transfer
from responder_app.reports import waiting


def overdue_lines():
    return Event.objects.filter(kind="assignment.overdue")


class TestRing:
    def test_marks_what_nobody_accepted_in_time(self, assignment, agency, minutes):
        assert timers.ring(assignment.accept_by) == 1

        assignment.refresh_from_db()
        assert assignment.overdue_at == assignment.accept_by
        line = overdue_lines().get()
        assert (line.assignment, line.by, line.occurred_at) == (assignment, None, assignment.accept_by)

    def test_fires_once_however_often_and_after_a_restart(self, assignment, minutes):
        assert [timers.ring(assignment.accept_by + minutes(turn) / 6) for turn in range(3)] == [1, 0, 0]
        assert overdue_lines().count() == 1

    def test_leaves_alone_what_has_time_yet(self, assignment, two_pm):
        assert timers.ring(two_pm) == 0

    @pytest.mark.parametrize("answer", ["accept", "report", "withdraw"])
    def test_leaves_alone_what_was_answered_or_taken_back(self, assignment, medic, dispatcher, two_pm, minutes, answer):
        letter = {"assignment": assignment, "id": uuid4(), "occurred_at": two_pm}
        if answer == "accept":
            accept(by=medic, **letter)
        elif answer == "report":
            report_status(status="en_route", by=medic, **letter)
        else:
            withdraw(by=dispatcher, **letter)

        assert timers.ring(two_pm + minutes(5)) == 0
        assert not overdue_lines().exists()

    def test_serves_every_agency_under_its_own_name(self, assignment, elsewhere, minutes):
        later = max(assignment.accept_by, elsewhere.assignment.accept_by)
        assert timers.ring(later) == 2
        assert {line.agency for line in overdue_lines()} == {assignment.agency, elsewhere.agency}

    def test_goes_on_with_the_rest_when_one_was_answered_after_all(self, assignment, elsewhere, medic, two_pm, minutes):
        slow = list(waiting.overdue(two_pm + minutes(5)))
        accept(assignment=assignment, by=medic, id=uuid4(), occurred_at=two_pm)

        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(waiting, "overdue", lambda at: slow)
            assert timers.ring(two_pm + minutes(5)) == 1

        assert overdue_lines().get().agency == elsewhere.agency


@pytest.fixture
def no_second_person(agency):
    """Whose turn comes after nine hours, so that a story counts its own alarm alone."""
    type(agency).objects.update(second_person_after=9 * 60 * 60 + 6 * 60)


@pytest.mark.usefixtures("no_second_person")
class TestACallerWhomNobodyTakesOver:
    @pytest.fixture
    def transfer(self, incident, dispatcher, two_pm):
        told = {"incident": incident, "to_party": "embedded_clinician", "reason": "clinical"}
        return Transfer.objects.get(pk=offer_transfer(**told, by=dispatcher, id=uuid4(), occurred_at=two_pm).id)

    def test_is_told_once_when_the_time_is_up(self, transfer, two_pm, minutes):
        assert [timers.ring(two_pm + minutes(after)) for after in (0, 1, 2)] == [0, 1, 0]

        line = Event.objects.get(kind="transfer.unanswered")
        assert (line.incident, line.by, line.occurred_at) == (transfer.incident, None, transfer.answer_by)

    def test_is_left_alone_when_somebody_answered(self, transfer, embedded, two_pm, minutes):
        accept_transfer(transfer=transfer, by=embedded, id=uuid4(), occurred_at=two_pm)
        assert timers.ring(two_pm + minutes(5)) == 0

    def test_that_two_watchers_look_at_is_told_once(self, transfer, two_pm, minutes):
        late = list(waiting.transfers(two_pm + minutes(5)))
        timers.ring(two_pm + minutes(5))
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(waiting, "transfers", lambda at: late)
            assert timers.ring(two_pm + minutes(5)) == 0


class TestACrewOnScene:
    @pytest.fixture
    def on_scene(self, assignment, medic, two_pm):
        report_status(assignment=assignment, status="on_scene", by=medic, id=uuid4(), occurred_at=two_pm)

    def kinds(self):
        return list(Event.objects.filter(kind__startswith="check_in.").order_by("seq").values_list("kind", flat=True))

    def test_that_says_nothing_is_missed_and_then_helped(self, on_scene, two_pm, minutes):
        rung = [timers.ring(two_pm + minutes(after)) for after in (4, 5, 5.5, 7, 7.5, 7.6)]
        assert rung == [0, 1, 0, 1, 0, 0]
        assert self.kinds() == ["check_in.missed", "check_in.escalated"]
        assert BackupRequest.objects.unacknowledged().count() == 1

    def test_has_its_grace_after_a_night_without_a_server(self, on_scene, two_pm, minutes):
        assert timers.ring(two_pm + minutes(600)) == 1
        assert timers.ring(two_pm + minutes(600.5)) == 0
        assert timers.ring(two_pm + minutes(601)) == 1  # a second person
        assert timers.ring(two_pm + minutes(602)) == 1

    def test_that_two_watchers_look_at_is_helped_once(self, on_scene, two_pm, minutes):
        late = list(waiting.check_ins(two_pm + minutes(5)))
        timers.ring(two_pm + minutes(5))
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(waiting, "check_ins", lambda at: late)
            assert timers.ring(two_pm + minutes(5)) == 0
        assert self.kinds() == ["check_in.missed"]

    def test_that_checks_in_is_left_alone(self, on_scene, assignment, medic, two_pm, minutes):
        check_in(assignment=assignment, by=medic, id=uuid4(), occurred_at=two_pm + minutes(4))
        assert timers.ring(two_pm + minutes(18)) == 0


@pytest.mark.usefixtures("no_second_person")
class TestACallerWhoWaits:
    @pytest.fixture
    def waits(self, incident, dispatcher, two_pm):
        """With priority 3 the desk is asked after an hour."""
        hold_for_team(incident=incident, by=dispatcher, id=uuid4(), occurred_at=two_pm)
        return incident

    def asked(self):
        return list(Event.objects.filter(kind="incident.decision_asked").values_list("occurred_at", flat=True))

    def test_too_long_asks_the_desk_once(self, waits, two_pm, minutes):
        assert [timers.ring(two_pm + minutes(after)) for after in (59, 60, 61, 600)] == [0, 1, 0, 0]
        assert self.asked() == [two_pm + minutes(60)]

    def test_too_long_while_the_server_was_down_asks_when_it_is_back(self, waits, two_pm, minutes):
        timers.ring(two_pm + minutes(600))
        assert self.asked() == [two_pm + minutes(600)]

    def test_on_asks_anew(self, waits, dispatcher, two_pm, minutes):
        timers.ring(two_pm + minutes(60))
        hand = {"by": dispatcher, "id": uuid4(), "occurred_at": two_pm + minutes(61)}
        go_on_holding(incident=waits, minutes=10, reason="R2 clears soon.", **hand)
        assert [timers.ring(two_pm + minutes(after)) for after in (70, 71, 72)] == [0, 1, 0]

    def test_that_two_watchers_look_at_asks_once(self, waits, two_pm, minutes):
        late = list(waiting.decisions(two_pm + minutes(60)))
        timers.ring(two_pm + minutes(60))
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(waiting, "decisions", lambda at: late)
            assert timers.ring(two_pm + minutes(61)) == 0
        assert len(self.asked()) == 1

    def test_for_a_crew_that_has_come_is_left_alone(self, waits, unit, on_duty, dispatcher, two_pm, minutes):
        assign(incident=waits, unit=unit, by=dispatcher, id=uuid4(), occurred_at=two_pm + minutes(59))
        accept_by = two_pm + minutes(60)
        timers.ring(accept_by)
        assert self.asked() == []


class TestWhatNobodyTakes:
    def called(self):
        return Event.objects.filter(kind="alert.second_person").count()

    def test_calls_a_second_person_once_to_an_alert(self, assignment, dispatcher):
        at = assignment.accept_by
        assert [timers.ring(at + timedelta(seconds=later)) for later in (0, 44, 45, 90)] == [1, 0, 1, 0]
        assert (Alert.objects.get().second_at, self.called()) == (at + timedelta(seconds=45), 1)

    def test_calls_a_second_person_to_a_request_for_help(self, assignment, medic, two_pm):
        accept(assignment=assignment, by=medic, id=uuid4(), occurred_at=two_pm)
        panic(by=medic, id=uuid4(), occurred_at=two_pm)
        assert [timers.ring(two_pm + timedelta(seconds=later)) for later in (44, 45, 90)] == [0, 1, 0]
        assert BackupRequest.objects.get().second_at == two_pm + timedelta(seconds=45)

    def test_is_held_and_calls_nobody_else(self, assignment, dispatcher, two_pm, minutes):
        timers.ring(assignment.accept_by)
        told = {"alert": Alert.objects.get(), "by": dispatcher, "id": uuid4(), "occurred_at": two_pm}
        acknowledge_alert(**told)
        assert timers.ring(two_pm + minutes(10)) == 0

    def test_waits_as_long_as_the_agency_says(self, agency, assignment, medic, two_pm):
        type(agency).objects.update(second_person_after=120)
        medic.agency.refresh_from_db()
        accept(assignment=assignment, by=medic, id=uuid4(), occurred_at=two_pm)
        panic(by=medic, id=uuid4(), occurred_at=two_pm)
        assert [timers.ring(two_pm + timedelta(seconds=later)) for later in (119, 120)] == [0, 1]


class TestASilentTablet:
    @pytest.fixture
    def tablet(self, agency, assignment, medic, unit, two_pm):
        report_status(assignment=assignment, status="with_person", by=medic, id=uuid4(), occurred_at=two_pm)
        return Tablet.objects.create(agency=agency, person=medic, unit=unit, heard_at=two_pm)

    def kinds(self):
        found = Event.objects.filter(kind__in=["alert.raised", "alert.ended"])
        return list(found.order_by("seq").values_list("kind", flat=True))

    def test_sounds_once_and_ends_by_itself_when_it_is_heard(self, tablet, two_pm, minutes):
        assert [timers.ring(two_pm + minutes(after)) for after in (2.9, 3, 3.1)] == [0, 1, 0]
        Tablet.objects.update(heard_at=two_pm + minutes(3.2))
        assert [timers.ring(two_pm + minutes(after)) for after in (3.3, 3.4)] == [1, 0]
        assert self.kinds() == ["alert.raised", "alert.ended"]
        assert not Alert.objects.open().exists()

    def test_sounds_again_when_it_falls_silent_again(self, tablet, two_pm, minutes):
        timers.ring(two_pm + minutes(3))
        Tablet.objects.update(heard_at=two_pm + minutes(3.2))
        timers.ring(two_pm + minutes(3.3))
        timers.ring(two_pm + minutes(6.3))
        assert self.kinds() == ["alert.raised", "alert.ended", "alert.raised"]

    def test_of_two_the_newest_word_counts(self, tablet, agency, medic, unit, two_pm, minutes):
        Tablet.objects.create(agency=agency, person=medic, unit=unit, heard_at=two_pm + minutes(2))
        timers.ring(two_pm + minutes(4))
        assert self.kinds() == []

    def test_that_was_never_heard_is_not_silent(self, tablet, two_pm, minutes):
        Tablet.objects.all().delete()
        timers.ring(two_pm + minutes(4))
        assert self.kinds() == []

    def test_of_somebody_who_has_gone_home_does_not_count(self, tablet, agency, clinician, unit, two_pm, minutes):
        Tablet.objects.update(person=clinician)
        timers.ring(two_pm + minutes(4))
        assert self.kinds() == []
