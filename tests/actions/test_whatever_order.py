"""Whatever is done in whatever order: an eligible call ends served or with a reason, no unit is on two calls, and the
board is what its log says.

The same stories each time. `CHANCE=SEED[:EXAMPLES[:STEPS]]` tells others, as many as there is time for.
"""

import os

import pytest
from django.db.models import Count, Q
from hypothesis import HealthCheck, seed, settings
from hypothesis.stateful import invariant, run_state_machine_as_test

from responder_app.actions import assignments, encounters, intake, transfers
from responder_app.actions.standing import RUNGS
from responder_app.models import Assignment, Incident, OutOfService, Shift, Unit
from responder_app.models.incidents import SERVED_OR_NO_CALL
from responder_app.reports.board_check import between
from responder_app.reports.rebuilt import Reading, shown
from tests.deeds.callers import Callers
from tests.deeds.crews import Crews
from tests.deeds.town import found_town

STEPS, EXAMPLES = 40, 60
WITHOUT_CALL = {"available", "out_of_service", "off_duty"}


class Desk(Callers, Crews):
    def __init__(self):
        super().__init__()
        self.reading = Reading()
        self.reading.read(self.lines())
        self.seen = self.reading.board()

    @invariant()
    def the_board_is_what_the_log_says(self):
        self.reading.read(self.lines())
        self.seen = self.reading.board()
        assert between(shown(self.town.agency.pk, self.now), self.seen) == []
        assert self.reading.missing(self.head()) == 0

    @invariant()
    def every_call_is_found_in_one_place(self):
        for number, call in self.seen.calls.items():
            assert call.lists, f"call {number} is in no list"
            assert set(call.lists) <= {"under way", "paperwork"} or len(call.lists) == 1, f"call {number}: {call.lists}"

    @invariant()
    def no_unit_is_on_two_calls_and_each_does_what_its_call_says(self):
        out = self._rows(Assignment).open()
        assert not out.values("unit").annotate(calls=Count("pk")).filter(calls__gt=1).exists()
        doing = dict(out.values_list("unit", "status"))
        staffed = set(self._rows(Shift).running().values_list("unit", flat=True))
        resting = set(self._rows(OutOfService).running().values_list("unit", flat=True))
        for unit in self._rows(Unit):
            free = "out_of_service" if unit.pk in resting else "available"
            assert unit.status == doing.get(unit.pk, free if unit.pk in staffed else "off_duty"), unit
            assert not (unit.pk in doing and unit.status in WITHOUT_CALL), unit

    @invariant()
    def what_stands_is_what_the_crew_said_last(self):
        for sent in self._rows(Assignment).open().prefetch_related("reports__corrections"):
            said = [(report.stands_at, RUNGS.index(report.status)) for report in sent.reports.all()]
            said = [(at, rung) for at, rung in said if at] or [(sent.made_at, 0)]
            at, rung = max(said)
            assert (sent.status, sent.status_at) == (RUNGS[rung], at) or sent.status == "acknowledged", sent

    @invariant()
    def an_eligible_call_ended_served_or_with_a_reason(self):
        ended = self._rows(Incident).closed()
        for call in ended.filter(eligible=True).exclude(ending__in=SERVED_OR_NO_CALL):
            assert call.unserved_reason, call
            assert call.sent_instead, call
        had = {"declined_at": None, "withdrawn_at": None}
        crews = self._rows(Assignment).filter(**had).exclude(closed_at=None).values("incident")
        assert not ended.filter(ending="team").exclude(pk__in=crews).exists()
        assert not ended.filter(ending="phone", phone_resolutions=None).exists()
        assert not ended.filter(ending="duplicate", duplicate_of=None).exists()

    @invariant()
    def nothing_of_an_ended_call_goes_on(self):
        ended = self._rows(Incident).closed()
        assert not self._rows(Assignment).unfinished().filter(incident__in=ended).exists()
        assert not ended.exclude(held_for=None).exists()
        assert not ended.filter(Q(alerts__kind="decision_due", alerts__ended_at=None)).exists()

    def end_everything(self):
        """However it stands, every call can be ended; an eligible one not without its reason."""
        dispatcher, crew = self.person("dispatcher"), self.town.crews[0]
        for call in self._rows(Incident).open().order_by("number"):
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
        assert not self._rows(Incident).open().exists()
        self.an_eligible_call_ended_served_or_with_a_reason()
        self.the_board_is_what_the_log_says()

    def _end(self, call, dispatcher):
        told = {"incident": call, "sent_instead": "police", "by": dispatcher}
        covered = call.coverage == "covered" or call.assignments.exists()
        if call.eligible and covered:
            assert self.do(intake.close_without_team, **told) is None
        assert self.do(intake.close_without_team, reason="no_unit_free", **told)

    def _rows(self, table):
        return table.objects.filter(agency=self.town.agency)


def chance() -> tuple[list[int], bool]:
    """Seed, examples and steps; and whether they are others than always."""
    told = [int(number) for number in os.environ.get("CHANCE", "").split(":") if number]
    return [*told, *[0, EXAMPLES, STEPS][len(told) :]], bool(told)


@pytest.mark.django_db
def test_whatever_is_done_in_whatever_order(monkeypatch):
    monkeypatch.setattr(Desk, "town", found_town())
    (number, examples, steps), other = chance()
    steady = settings(
        derandomize=not other,
        max_examples=examples,
        stateful_step_count=steps,
        deadline=None,
        database=None,
        suppress_health_check=list(HealthCheck),
    )
    run_state_machine_as_test(seed(number)(Desk) if other else Desk, settings=steady)
