"""Whatever is done in whatever order: an eligible call ends served or with a reason, no unit is on two calls, and the
board is what its log says.

The same stories each time; `CHANCE=SEED:EXAMPLES:STEPS` tells others, as many as there is time for.
"""

import os

import pytest
from hypothesis import HealthCheck, seed, settings
from hypothesis import strategies as st
from hypothesis.stateful import initialize, invariant, run_state_machine_as_test

from responder_app.actions import assignments, encounters, intake, transfers
from responder_app.actions.standing import RUNGS
from responder_app.models import (
    Alert,
    Assignment,
    Incident,
    OutOfService,
    PhoneResolution,
    Shift,
    StatusReport,
    Transfer,
    Unit,
    standing,
)
from responder_app.reports.board_check import between
from responder_app.reports.rebuilt import Reading, shown
from responder_app.words import AlertKind
from tests.deeds.callers import Callers
from tests.deeds.crews import Crews
from tests.deeds.town import found_town

STEPS, EXAMPLES, EACH = 40, 36, 12
RARE = 10  # deeds that were tried and by chance refused each time
WITHOUT_CALL = {"available", "out_of_service", "off_duty"}


class Desk(Callers, Crews):
    def __init__(self):
        super().__init__()
        self.reading, self.looks = Reading(), 0
        self.reading.read(self.lines())
        self.seen = self.reading.board()

    @initialize(crewed=st.integers(0, 3), calls=st.integers(0, 3), sent=st.integers(0, 3))
    def the_day_begins(self, crewed, calls, sent):
        """With crews aboard, calls that wait and units sent to them, or with less."""
        for number in range(crewed):
            self.somebody_signs_on(number, number + 1 if number == 2 else 0, number, 0)
        for _number in range(calls):
            self.a_call_comes_in("machine", 0, 3, "911_call_taker")
        for number in range(min(sent, crewed, calls)):
            self.a_unit_is_sent("dispatcher", number, number, False)

    @invariant()
    def all_is_well(self):
        self.reading.read(self.lines())
        self.seen = self.reading.board()
        self.all_units, self.all_calls, self.all_sent = (
            list(self._rows(table)) for table in (Unit, Incident, Assignment)
        )
        self.offered = self._rows(Transfer).open().exists()
        self.every_row_stands_as_the_log_says()
        self.every_call_is_found_in_one_place()
        self.no_unit_is_on_two_calls_and_each_does_what_its_call_says()
        self.what_stands_is_what_the_crew_said_last()
        self.an_eligible_call_ended_served_or_with_a_reason()
        self.nothing_of_an_ended_call_goes_on()
        self.what_sounds_has_a_cause_and_what_asks_for_somebody_sounds()
        self.looks += 1
        if self.looks % EACH == 0:
            self.the_board_is_what_the_log_says()

    def every_row_stands_as_the_log_says(self):
        """Each time, and so it is seen at once that a refusal has changed nothing."""
        assert self.reading.missing(self.head()) == 0
        for rows in (self.all_units, self.all_calls, self.all_sent):
            for row in rows:
                assert standing.of(row) == self.reading.row(row), repr(row)

    def the_board_is_what_the_log_says(self):
        assert between(shown(self.town.agency.pk, self.now), self.seen) == []

    def every_call_is_found_in_one_place(self):
        for number, call in self.seen.calls.items():
            assert call.lists, f"call {number} is in no list"
            assert set(call.lists) <= {"under way", "paperwork"} or len(call.lists) == 1, f"call {number}: {call.lists}"

    def no_unit_is_on_two_calls_and_each_does_what_its_call_says(self):
        out = [sent for sent in self.all_sent if sent.cleared_at is None]
        doing = {sent.unit_id: sent.status for sent in out}
        assert len(doing) == len(out), "a unit is on two calls"
        staffed = set(self._rows(Shift).running().values_list("unit", flat=True))
        resting = set(self._rows(OutOfService).running().values_list("unit", flat=True))
        for unit in self.all_units:
            free = "out_of_service" if unit.pk in resting else "available"
            assert unit.status == doing.get(unit.pk, free if unit.pk in staffed else "off_duty"), unit
            assert not (unit.pk in doing and unit.status in WITHOUT_CALL), unit

    def what_stands_is_what_the_crew_said_last(self):
        said = {sent.pk: [] for sent in self.all_sent}
        for report in self._rows(StatusReport).prefetch_related("corrections"):
            if report.stands_at:
                said[report.assignment_id].append((report.stands_at, RUNGS.index(report.status)))
        for sent in self.all_sent:
            before = (sent.accepted_at, 1) if sent.accepted_at else (sent.made_at, 0)
            at, rung = max(said[sent.pk], default=before)
            assert sent.cleared_at or (sent.status, sent.status_at) == (RUNGS[rung], at), sent

    def an_eligible_call_ended_served_or_with_a_reason(self):
        written = {sent.incident_id for sent in self.all_sent if sent.closed_at and not sent.withdrawn_at}
        by_phone = set(self._rows(PhoneResolution).values_list("incident", flat=True))
        for call in self.all_calls:
            served = {"team": call.pk in written, "phone": call.pk in by_phone, "void": True}
            served["duplicate"] = call.duplicate_of_id is not None
            reasoned = bool(call.unserved_reason and call.sent_instead) or not call.eligible
            assert call.closed_at is None or served.get(call.ending, reasoned), call

    def nothing_of_an_ended_call_goes_on(self):
        ended = {call.pk for call in self.all_calls if call.closed_at}
        owed = {
            sent.incident_id for sent in self.all_sent if not (sent.closed_at or sent.declined_at or sent.withdrawn_at)
        }
        kept = {call.pk for call in self.all_calls if call.held_for_id}
        assert not ended & (owed | kept)

    def what_sounds_has_a_cause_and_what_asks_for_somebody_sounds(self):
        sounds = {kind: set() for kind in AlertKind}
        for alert in self._rows(Alert).open():
            sounds[alert.kind].add(alert.assignment_id or alert.incident_id)
        unanswered = {one.pk for one in self.all_sent if one.cleared_at is None and one.accepted_at is None}
        assert sounds[AlertKind.UNACCEPTED] <= unanswered
        assert not sounds[AlertKind.TRANSFER] & {call.pk for call in self.all_calls if call.closed_at}
        waits = self._rows(Incident).waiting().exclude(decision_asked_at=None)
        assert sounds[AlertKind.DECISION] == set(waits.values_list("pk", flat=True))

    def end_everything(self):
        """However it stands, a call can be ended; an eligible one not without its reason."""
        dispatcher, crew = self.person("dispatcher"), self.town.crews[0]
        for call in self._rows(Incident).open().order_by("-priority", "number")[:4]:
            for offer in call.transfers.open():
                assert self.do(transfers.drop_transfer, transfer=offer, by=dispatcher)
            for sent in call.assignments.unfinished():
                if sent.cleared_at is None:
                    assert self.do(assignments.withdraw, assignment=sent, by=dispatcher)
                else:
                    told = {"assignment": sent, "contact_outcome": "gone_on_arrival"}
                    assert self.do(encounters.close, **told, by=crew)
            call.refresh_from_db()
            if call.closed_at is None:
                self._end(call, dispatcher)
        self.all_is_well()
        self.the_board_is_what_the_log_says()

    def _end(self, call, dispatcher):
        told = {"incident": call, "sent_instead": "police", "by": dispatcher}
        covered = call.coverage == "covered" or call.assignments.exists()
        if call.eligible and covered and call.number % 3 == 0:
            assert self.do(intake.close_without_team, **told) is None
        assert self.do(intake.close_without_team, reason="no_unit_free", **told)

    def _rows(self, table):
        return table.objects.filter(agency=self.town.agency)


def chance() -> tuple[list[int], bool]:
    """Seed, examples and steps; and whether they are others than always."""
    told = [int(number) for number in os.environ.get("CHANCE", "").split(":") if number]
    return [*told, *[0, EXAMPLES, STEPS][len(told) :]], bool(told)


@pytest.mark.django_db
def test_whatever_is_done_in_whatever_order_the_promises_are_kept(monkeypatch):
    monkeypatch.setattr(Desk, "town", found_town())
    for tally in (Desk.done, Desk.refused):
        tally.clear()
    (number, examples, steps), other = chance()
    told = {"max_examples": examples, "stateful_step_count": steps, "report_multiple_bugs": False}
    steady = {"derandomize": not other, "deadline": None, "database": None, "suppress_health_check": list(HealthCheck)}
    run_state_machine_as_test(seed(number)(Desk) if other else Desk, settings=settings(**told, **steady))

    print(*(f"{act} {Desk.done[act]}:{Desk.refused[act]}" for act in sorted(Desk.done | Desk.refused)), sep=", ")
    never = set(Desk.refused) - set(Desk.done)
    assert len(never) <= RARE, f"The stories try too little, or it was never possible: {sorted(never)}"
