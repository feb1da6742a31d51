"""A small program, its clock, and one deed after another: each is done once, or refused and nothing has happened."""

import copy
import inspect
import sys
from collections import Counter
from datetime import UTC, datetime, time, timedelta
from types import SimpleNamespace
from uuid import UUID, uuid4

from django.db import transaction
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, rule

from responder_app.actions.program import add_unit
from responder_app.actions.settings import set_hours
from responder_app.log import Refused, head_of
from responder_app.models import Assignment, Event, Incident, StatusReport, Transfer, Unit
from tests import factories

TWO_PM = datetime(2026, 5, 14, 14, 0, tzinfo=UTC)
DESK = ("dispatcher", "clinician", "hotline", "administrator", "machine")
PEOPLE_AT_THE_DESK = DESK[:-1]

which = st.integers(0, 4)
at_the_desk, by_machine_too = st.sampled_from(PEOPLE_AT_THE_DESK), st.sampled_from(DESK)
# Pages that were opened a while ago ask for what was possible then.
from_an_old_page = st.booleans()
# Seconds by which a letter comes later than what it tells of; a tablet's clock may also run ahead.
late = st.sampled_from([0, 0, 0, 0, -2, 3, 30, 300, 3000])
yes_or_no = st.booleans()


def one_of(codes):
    return st.sampled_from(list(codes))


def found_town():
    """Two types of calls, three units at work from six to ten in the morning, and everybody who may be at work."""
    agency = factories.agency("Juniper Falls")
    people = {role: factories.Person(agency=agency, role=role, profession="clinician") for role in DESK}
    crews = [factories.Person(agency=agency, role="responder") for _number in range(4)]
    ours = {"agency": agency, "code": "CW", "eligible": True}
    types = [factories.CallType(**ours), factories.CallType(**ours | {"code": "BURGLARY", "eligible": False})]
    told = {"by": people["administrator"], "occurred_at": TWO_PM}
    units = [add_unit(call_sign=f"R{number}", id=uuid4(), **told).unit for number in range(1, 4)]
    morning = [(day, time(6), time(10)) for day in range(7)]
    for unit in units:
        set_hours(hours=morning, unit=unit, id=uuid4(), **told)
    return SimpleNamespace(agency=agency, people=people, crews=crews, types=types, units=units)


def deed(*, often=1, **told):
    """A method that may be what is done next, `often` times as likely as others; told what these strategies say."""

    def mark(act):
        act.told, act.often, act.given = st.fixed_dictionaries(told), often, []
        return act

    return mark


def given(so):
    """Only where it is so in the town: most of what is tried should be possible."""

    def mark(act):
        act.given.append(so)
        return act

    return mark


class Town(RuleBasedStateMachine):
    """One example is one story, which the database forgets at its end."""

    town = None
    done, refused = Counter(), Counter()

    def __init__(self):
        super().__init__()
        self.now, self.deeds, self.pages = TWO_PM, 0, {}
        self._story = transaction.atomic()
        self._story.__enter__()

    def teardown(self):
        try:
            if sys.exc_info()[0] is None:
                self.end_everything()
        finally:
            transaction.set_rollback(True)
            self._story.__exit__(None, None, None)

    @rule(chance=st.data())
    def somebody_does_something(self, chance):
        """All deeds alike: a rule of each its own would leave out half of them in every story."""
        acts = [act for _name, act in inspect.getmembers(type(self), lambda member: hasattr(member, "told"))]
        likely = [act for act in acts if all(so(self) for so in act.given) for _time in range(act.often)]
        act = chance.draw(st.sampled_from(likely))
        act(self, **chance.draw(act.told))

    def end_everything(self):
        """How the story ends."""

    def do(self, act, *, by, late=0, **what):
        """The line of what was done; None where it was refused."""
        self.now += timedelta(seconds=1)
        self.deeds += 1
        before = self.head()
        hand = {"by": by, "id": UUID(int=self.deeds), "occurred_at": self.now - timedelta(seconds=late)}
        try:
            line = act(**what, **hand)
        except Refused:
            assert self.head() == before, f"{act.__name__} was refused and yet filed"
            self.refused[act.__name__] += 1
            return None
        self.done[act.__name__] += 1
        assert act(**what, **hand).repeated
        assert self.head() == before + 1, f"{act.__name__} filed more than one line"
        return line

    def head(self) -> int:
        return head_of(self.town.agency.pk).seq

    def lines(self):
        return Event.objects.filter(agency=self.town.agency)

    # Which one ----------------------------------------------------------------------------------------

    def person(self, role: str):
        return self.town.people[role]

    def call(self, number: int, old=False, *, most=None):
        """`most`: the conditions of those that it most often is one of; of each kind the latest comes first."""
        return self._one(Incident.objects.order_by("-number"), number, old, most or {})

    def open_call(self, number: int, old=False):
        return self.call(number, old, most={"closed_at": None})

    def sent(self, number: int, old=False, *, most=None):
        return self._one(Assignment.objects.order_by("-made_at", "-pk"), number, old, most or {"cleared_at": None})

    def report(self, number: int):
        reports = StatusReport.objects.exclude(status="acknowledged").order_by("-occurred_at", "-pk")
        return self._one(reports.select_related("assignment__incident", "assignment__unit"), number, False, {})

    def transfer(self, number: int, old=False):
        return self._one(Transfer.objects.order_by("-offered_at", "-pk"), number, old, {"ended_at": None})

    def unit(self, number: int):
        return self._one(Unit.objects.order_by("call_sign"), number, False, {"status": "available"})

    def _one(self, rows, number: int, old: bool, most: dict):
        likely = self._pick(rows.filter(**most), number, old) if most and number < 4 else None
        return likely or self._pick(rows, number, old)

    def _pick(self, rows, number: int, old: bool):
        found = rows.filter(agency=self.town.agency)[: number + 1]
        row = found[len(found) - 1] if found else None
        if row is None:
            return None
        key = type(row), row.pk
        page = self.pages.setdefault(key, copy.copy(row))
        if not old:
            self.pages[key] = copy.copy(row) if self.deeds % 3 == 0 else page
            return row
        return copy.copy(page)
