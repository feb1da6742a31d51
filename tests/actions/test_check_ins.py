from uuid import uuid4

import pytest

from responder_app.actions.assignments import report_status, withdraw
from responder_app.actions.check_ins import check_in, escalate_check_in, extend_check_in, miss_check_in
from responder_app.actions.safety import code_four, end_backup
from responder_app.log import NotYours, Refused
from responder_app.models import BackupRequest, CheckInTimer


@pytest.fixture
def report(assignment, medic, two_pm, minutes):
    def report(status, after=0):
        at = two_pm + minutes(after)
        return report_status(assignment=assignment, status=status, by=medic, id=uuid4(), occurred_at=at)

    return report


@pytest.fixture
def timer(report):
    report("on_scene")
    return CheckInTimer.objects.get()


@pytest.fixture
def silence(timer, assignment, agency, two_pm, minutes):
    """Nobody said anything after five minutes."""
    letter = {"assignment": assignment, "by": agency, "id": uuid4(), "occurred_at": two_pm + minutes(5)}
    miss_check_in(**letter)
    timer.refresh_from_db()
    return letter


@pytest.fixture
def alarm(silence, timer, two_pm, minutes):
    escalate_check_in(**silence | {"id": uuid4(), "occurred_at": two_pm + minutes(7)})
    timer.refresh_from_db()
    return timer.alarm


class TestTheTimer:
    def test_starts_on_scene_with_the_agencys_first_minutes(self, timer, two_pm, minutes):
        assert (timer.stage, timer.due_at) == ("running", two_pm + minutes(5))

    def test_runs_on_with_the_person(self, timer, report, two_pm, minutes):
        report("with_person", after=3)
        timer.refresh_from_db()
        assert (timer.stage, timer.due_at) == ("running", two_pm + minutes(5))

    def test_rests_while_somebody_is_driven_and_starts_again_on_scene(self, timer, report, two_pm, minutes):
        report("transporting", after=3)
        timer.refresh_from_db()
        assert timer.stage == "paused"
        report("on_scene", after=30)
        timer.refresh_from_db()
        assert (timer.stage, timer.due_at) == ("running", two_pm + minutes(35))

    def test_ends_when_the_unit_is_clear(self, timer, report):
        report("available", after=3)
        timer.refresh_from_db()
        assert timer.stage == "stopped"

    def test_ends_when_the_desk_takes_the_call_back(self, timer, assignment, dispatcher, two_pm):
        withdraw(assignment=assignment, by=dispatcher, id=uuid4(), occurred_at=two_pm)
        timer.refresh_from_db()
        assert timer.stage == "stopped"

    def test_is_not_there_on_the_way(self, report):
        report("en_route")
        assert not CheckInTimer.objects.exists()


class TestCheckIn:
    @pytest.fixture
    def fine(self, timer, assignment, medic, two_pm, minutes):
        return {"assignment": assignment, "by": medic, "id": uuid4(), "occurred_at": two_pm + minutes(4)}

    def test_puts_the_next_one_off(self, fine, timer, two_pm, minutes):
        check_in(**fine)
        timer.refresh_from_db()
        assert (timer.last_at, timer.due_at) == (two_pm + minutes(4), two_pm + minutes(19))

    def test_that_arrives_late_never_shortens_the_time(self, fine, timer, two_pm, minutes):
        check_in(**fine | {"occurred_at": two_pm + minutes(10)})
        check_in(**fine | {"id": uuid4()})
        timer.refresh_from_db()
        assert (timer.last_at, timer.due_at) == (two_pm + minutes(10), two_pm + minutes(25))

    def test_after_a_missed_one_lets_it_run_again(self, silence, fine, timer, two_pm, minutes):
        check_in(**fine | {"occurred_at": two_pm + minutes(6)})
        timer.refresh_from_db()
        assert (timer.stage, timer.due_at) == ("running", two_pm + minutes(21))

    def test_after_the_alarm_does_not_end_it(self, alarm, fine, timer, two_pm, minutes):
        check_in(**fine | {"occurred_at": two_pm + minutes(8)})
        timer.refresh_from_db()
        assert timer.stage == "escalated"
        assert BackupRequest.objects.unacknowledged().exists()

    def test_is_filed_although_no_timer_runs(self, assignment, medic, two_pm):
        line = check_in(assignment=assignment, by=medic, id=uuid4(), occurred_at=two_pm)
        assert line.kind == "check_in.made"

    def test_sent_twice_happens_once(self, fine):
        check_in(**fine)
        assert check_in(**fine).repeated

    def test_is_not_for_strangers(self, fine, dispatcher, elsewhere):
        for stranger in (dispatcher, elsewhere.responder):
            with pytest.raises(NotYours):
                check_in(**fine | {"by": stranger})


class TestExtendCheckIn:
    @pytest.fixture
    def more(self, timer, assignment, medic, two_pm, minutes):
        told = {"assignment": assignment, "minutes": 20, "reason": "She is telling us of her brother."}
        return {**told, "by": medic, "id": uuid4(), "occurred_at": two_pm + minutes(4)}

    def test_gives_more_time_and_keeps_the_reason_out_of_the_line(self, more, timer, two_pm, minutes):
        line = extend_check_in(**more)
        timer.refresh_from_db()
        assert (timer.due_at, timer.reason) == (two_pm + minutes(24), more["reason"])
        assert line.details == {"minutes": 20}

    def test_sent_twice_happens_once(self, more):
        extend_check_in(**more)
        assert extend_check_in(**more).repeated

    @pytest.mark.parametrize("wrong", [{"minutes": 0}, {"minutes": 61}, {"reason": " "}])
    def test_refuses_what_is_no_time_or_has_no_reason(self, more, wrong):
        with pytest.raises(Refused, match="at most 60"):
            extend_check_in(**more | wrong)

    def test_is_refused_once_the_alarm_is_raised(self, alarm, more):
        with pytest.raises(Refused, match="code 4"):
            extend_check_in(**more)

    def test_is_refused_where_nothing_runs(self, more, report):
        report("available", after=3)
        with pytest.raises(Refused, match="No check-in is running"):
            extend_check_in(**more)

    def test_is_not_for_strangers(self, more, dispatcher, elsewhere):
        for stranger in (dispatcher, elsewhere.responder):
            with pytest.raises(NotYours):
                extend_check_in(**more | {"by": stranger})


class TestMissCheckIn:
    def test_leaves_the_crew_the_grace_from_the_moment_it_was_marked(self, silence, timer, two_pm, minutes):
        assert (timer.stage, timer.due_at) == ("missed", two_pm + minutes(7))

    def test_filed_twice_happens_once(self, silence):
        assert miss_check_in(**silence).repeated

    def test_is_refused_when_the_crew_was_heard_of(self, silence):
        with pytest.raises(Refused, match="heard of"):
            miss_check_in(**silence | {"id": uuid4()})

    def test_is_nobodys_but_the_programs(self, silence, medic, dispatcher, elsewhere):
        for stranger in (medic, dispatcher, elsewhere.agency):
            with pytest.raises(NotYours):
                miss_check_in(**silence | {"by": stranger, "id": uuid4()})


class TestEscalateCheckIn:
    def test_asks_for_help_in_the_crews_name(self, alarm, assignment):
        assert (alarm.origin, alarm.level, alarm.requested_by) == ("silence", "urgent", None)
        assert (alarm.assignment, alarm.unit) == (assignment, assignment.unit)

    def test_is_too_early_within_the_grace(self, silence, two_pm, minutes):
        with pytest.raises(Refused, match="heard of"):
            escalate_check_in(**silence | {"id": uuid4(), "occurred_at": two_pm + minutes(6)})

    def test_filed_twice_raises_one_alarm(self, silence, two_pm, minutes):
        due = silence | {"id": uuid4(), "occurred_at": two_pm + minutes(7)}
        escalate_check_in(**due)
        assert escalate_check_in(**due).repeated
        assert BackupRequest.objects.count() == 1

    def test_is_nobodys_but_the_programs(self, silence, medic, elsewhere):
        for stranger in (medic, elsewhere.agency):
            with pytest.raises(NotYours):
                escalate_check_in(**silence | {"by": stranger, "id": uuid4()})

    @pytest.mark.parametrize("duress", [False, True])
    def test_code_four_lets_the_timer_run_again_and_looks_the_same(self, alarm, timer, medic, two_pm, minutes, duress):
        code_four(backup=alarm, duress=duress, by=medic, id=uuid4(), occurred_at=two_pm + minutes(9))
        timer.refresh_from_db()
        assert (timer.stage, timer.due_at, timer.alarm) == ("running", two_pm + minutes(24), None)

    def test_the_desk_that_raised_the_crew_ends_it(self, alarm, timer, dispatcher, two_pm, minutes):
        told = {"result": "cancelled_before_arrival", "by": dispatcher, "occurred_at": two_pm + minutes(9)}
        end_backup(backup=alarm, id=uuid4(), **told)
        timer.refresh_from_db()
        assert timer.stage == "running"
