"""What crews do and are asked to do: sent, answering, reporting late or wrongly, going home."""

from datetime import timedelta

from hypothesis import strategies as st

from responder_app import words
from responder_app.actions import (
    assignments,
    check_ins,
    corrections,
    dispatching,
    encounters,
    intake,
    out_of_service,
    shifts,
    waiting,
)
from responder_app.models import CheckInTimer, Shift

from .town import Town, by_machine_too, deed, from_an_old_page, given, late, one_of, which, yes_or_no

there_are_calls = given(lambda town: town.seen.calls)
somebody_was_sent = given(lambda town: town.sent_out)
somebody_is_at_work = given(lambda town: any(unit.status != "off_duty" for unit in town.seen.units.values()))
one_is_kept = given(lambda town: any(unit.kept for unit in town.seen.units.values()))
one_is_free = given(lambda town: any(unit.status == "available" for unit in town.seen.units.values()))
one_rests = given(lambda town: any(unit.status == "out_of_service" for unit in town.seen.units.values()))
leaving = st.sampled_from(["", "", "safe_to_leave"])


class Crews(Town):
    sent_out = False

    @deed(seconds=st.sampled_from([1, 8, 40, 400, 4000, 90000]))
    def time_passes(self, seconds):
        self.now += timedelta(seconds=seconds)

    # Shifts ---------------------------------------------------------------------------------------------

    @deed(often=3, person=st.integers(0, 3), mate=st.integers(0, 3), unit=which, late=late)
    def somebody_signs_on(self, person, mate, unit, late):
        crews, mates = self.town.crews, [self.town.crews[mate]] if mate > 1 else []
        self.do(shifts.sign_on, unit=self.unit(unit), mates=mates, by=crews[person], late=late)

    @somebody_is_at_work
    @deed(which=which, all=yes_or_no, late=late)
    def somebody_goes_home(self, which, all, late):
        shift = self._shift(which)
        if all:
            self.do(shifts.sign_off_crew, unit=shift.unit, by=shift.person, late=late)
        else:
            self.do(shifts.sign_off, shift=shift, by=shift.person, late=late)

    @somebody_is_at_work
    @deed(which=which, mate=st.integers(0, 3))
    def somebody_comes_along(self, which, mate):
        shift = self._shift(which)
        self.do(shifts.take_aboard, unit=shift.unit, mates=[self.town.crews[mate]], by=shift.person)

    @somebody_is_at_work
    @deed(which=which, late=late)
    def a_crew_takes_no_calls(self, which, late):
        shift = self._shift(which)
        self.do(out_of_service.go_out_of_service, unit=shift.unit, reason="meal", by=shift.person, late=late)

    @one_rests
    @deed(which=which, late=late)
    def a_crew_takes_calls_again(self, which, late):
        shift = self._shift(which)
        self.do(out_of_service.back_in_service, unit=shift.unit, by=shift.person, late=late)

    def _shift(self, number: int) -> Shift:
        """A running one while there is one, else of somebody who has gone home."""
        found = Shift.objects.filter(agency=self.town.agency).select_related("unit", "person")
        found = list(found.order_by("ended_at", "-started_at", "pk"))
        running = [shift for shift in found if shift.ended_at is None] or found
        return running[number % len(running)]

    # Sent, and taken off ----------------------------------------------------------------------------------

    @there_are_calls
    @somebody_is_at_work
    @deed(often=3, by=by_machine_too, call=which, unit=which, old=from_an_old_page)
    def a_unit_is_sent(self, by, call, unit, old):
        told = {"incident": self.open_call(call, old), "unit": self.unit(unit)}
        self.sent_out |= self.do(assignments.assign, **told, by=self.person(by)) is not None

    @somebody_was_sent
    @deed(by=by_machine_too, sent=which, old=from_an_old_page)
    def the_call_is_taken_back(self, by, sent, old):
        self.do(assignments.withdraw, assignment=self.sent(sent, old), by=self.person(by))

    @somebody_was_sent
    @one_is_free
    @deed(often=3, by=by_machine_too, sent=which, unit=which, reason=leaving, old=from_an_old_page)
    def another_unit_gets_it(self, by, sent, unit, reason, old):
        told = {"assignment": self.sent(sent, old), "unit": self.unit(unit), "reason": reason}
        self.do(dispatching.reassign, **told, by=self.person(by))

    @somebody_was_sent
    @deed(
        often=3,
        by=by_machine_too,
        sent=which,
        call=which,
        former=one_of(words.FormerCall),
        reason=leaving,
        old=yes_or_no,
    )
    def the_unit_is_needed_elsewhere(self, by, sent, call, former, reason, old):
        free = {"closed_at": None, "assignments": None}
        told = {"assignment": self.sent(sent, old), "incident": self.call(call, not old, most=free), "former": former}
        self.do(dispatching.preempt, **told, reason=reason, by=self.person(by))

    @there_are_calls
    @somebody_is_at_work
    @deed(by=by_machine_too, call=which, unit=which, old=from_an_old_page)
    def a_call_is_kept_for_a_unit(self, by, call, unit, old):
        told = {"incident": self.open_call(call, old), "unit": self.unit(unit)}
        self.do(waiting.hold, **told, by=self.person(by))

    @one_is_kept
    @deed(by=by_machine_too, call=which, old=from_an_old_page)
    def it_waits_for_anybody_again(self, by, call, old):
        call = self.call(call, old, most={"held_for__isnull": False})
        self.do(waiting.let_go, incident=call, by=self.person(by))

    # What the crew does -----------------------------------------------------------------------------------

    @there_are_calls
    @somebody_is_at_work
    @deed(call=which, shift=which, late=late, old=from_an_old_page)
    def a_crew_takes_a_call(self, call, shift, late, old):
        shift = self._shift(shift)
        told = {"incident": self.open_call(call, old), "unit": shift.unit}
        self.sent_out |= self.do(waiting.take_call, **told, by=shift.person, late=late) is not None

    @somebody_is_at_work
    @deed(shift=which, channel=one_of(words.SELF_STARTED), late=late)
    def a_crew_starts_a_call(self, shift, channel, late):
        shift = self._shift(shift)
        told = {"shift": shift, "call_type": self.town.types[0], "intake_channel": channel}
        self.sent_out |= self.do(intake.start_call, **told, by=shift.person, late=late) is not None

    @somebody_was_sent
    @deed(often=3, sent=which, late=late, old=from_an_old_page)
    def the_crew_accepts(self, sent, late, old):
        self.do(assignments.accept, assignment=self.sent(sent, old), by=self.town.crews[0], late=late)

    @somebody_was_sent
    @deed(sent=which, late=late, old=from_an_old_page)
    def the_crew_declines(self, sent, late, old):
        new = {"accepted_at": None, "cleared_at": None}
        told = {"assignment": self.sent(sent, old, most=new), "reason": "too_far"}
        self.do(assignments.decline, **told, by=self.town.crews[0], late=late)

    @somebody_was_sent
    @deed(often=3, sent=which, status=one_of(words.LADDER), late=late, old=from_an_old_page)
    def the_crew_reports(self, sent, status, late, old):
        told = {"assignment": self.sent(sent, old), "status": status}
        self.do(assignments.report_status, **told, by=self.town.crews[0], late=late)

    @somebody_was_sent
    @deed(often=3, report=which)
    def the_crew_takes_it_back(self, report):
        if report := self.report(report):
            self.do(corrections.undo_status, report=report, by=self.town.crews[0])

    @somebody_was_sent
    @deed(often=3, report=which, kind=st.sampled_from(["retimed", "struck"]), before=st.sampled_from([0, 60, 3600]))
    def the_crew_puts_it_right(self, report, kind, before):
        if report := self.report(report):
            told = {"report": report, "kind": kind, "time": self.now - timedelta(seconds=before), "reason": "forgotten"}
            self.do(corrections.correct_status, **told, by=self.town.crews[0])

    @somebody_was_sent
    @deed(often=3, sent=which, late=late, old=from_an_old_page)
    def the_crew_writes_how_it_ended(self, sent, late, old):
        owed = {"closed_at": None, "accepted_at__isnull": False}
        told = {"assignment": self.sent(sent, old, most=owed), "contact_outcome": "gone_on_arrival"}
        self.do(encounters.close, **told, by=self.town.crews[0], late=late)

    # What the server and the tablet add ---------------------------------------------------------------------

    @somebody_was_sent
    @deed(often=3, sent=which, step=st.integers(0, 3))
    def the_tablet_has_it(self, sent, step):
        by_server, by_tablet = {"by": self.town.agency}, {"by": self.town.crews[0]}
        steps = [(assignments.mark_sent, by_server), (assignments.confirm_on_tablet, by_tablet)]
        steps += [(assignments.confirm_seen, by_tablet), (assignments.mark_overdue, by_server)]
        act, by = steps[step]
        self.do(act, assignment=self.sent(sent, most={"accepted_at": None, "cleared_at": None}), **by)

    @somebody_was_sent
    @deed(often=3, sent=which, missed=yes_or_no)
    def a_check_in_is_due(self, sent, missed):
        act, by = (check_ins.miss_check_in, self.town.agency) if missed else (check_ins.check_in, self.town.crews[0])
        sent = self.sent(sent, most={"check_in__stage": "running"})
        due = CheckInTimer.objects.filter(assignment=sent, stage="running").first()
        self.now = max(self.now, due.due_at) if due and missed else self.now
        self.do(act, assignment=sent, by=by)
