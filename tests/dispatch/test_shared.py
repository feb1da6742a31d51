"""One reading for all desks that ask in the same moment, and never one that is older than the question."""

import time
from types import SimpleNamespace
from uuid import uuid4

import pytest
from django.utils import timezone

from responder_app import log
from responder_app.actions.encounters import write_note
from responder_app.actions.pins import set_pins
from responder_app.actions.positions import report_position
from responder_app.actions.shifts import sign_off
from responder_app.actions.tablets import report_health
from responder_app.dispatch import shared
from responder_app.models import User
from tests import factories


@pytest.fixture
def ask():
    """`ask(person)`: what a new request of that person is told; `ask.made` counts the readings."""

    def make():
        ask.made += 1
        return SimpleNamespace(number=ask.made)

    def ask(person, **told):
        return shared.read(in_a_request(person), "things", make, **told).number

    ask.made = 0
    return ask


def in_a_request(person):
    """Every request reads its person anew."""
    return User.objects.get(pk=person.pk)


def at_the_door(person):
    """Of a request that has come in and waits for its turn."""
    waiting = in_a_request(person)
    shared.come(SimpleNamespace(user=waiting, scope={"came": time.monotonic()}))
    return waiting


@pytest.fixture
def colleague(agency):
    return factories.Person(agency=agency, role="dispatcher", first_name="Dale")


@pytest.fixture
def happens(incident, medic, two_pm):
    return lambda: write_note(incident=incident, body="One.", by=medic, id=uuid4(), occurred_at=two_pm)


class TestRead:
    def test_is_one_reading_for_two_desks(self, ask, dispatcher, colleague):
        assert [ask(dispatcher), ask(colleague), ask(dispatcher)] == [1, 1, 1]

    def test_is_another_once_a_line_is_in_the_log(self, ask, dispatcher, colleague, happens):
        assert ask(dispatcher) == 1
        happens()
        assert [ask(colleague), ask(dispatcher)] == [2, 2]

    def test_is_not_shared_with_other_rights_or_another_agency(self, ask, dispatcher, elsewhere):
        told = [ask(dispatcher, rights=True), ask(dispatcher, rights=False), ask(elsewhere.dispatcher, rights=True)]
        assert told == [1, 2, 3]
        assert ask(dispatcher, rights=True) == 1

    def test_is_another_when_a_unit_has_moved_where_that_counts(self, ask, dispatcher, on_duty, medic):
        assert [ask(dispatcher, moves=True), ask(dispatcher, moves=True)] == [1, 1]
        report_position(latitude=44.05, longitude=-123.09, by=medic, at=timezone.now())
        assert ask(dispatcher, moves=True) == 2
        report_health(device=uuid4(), unsent=1, oldest_unsent_at=None, by=medic, at=timezone.now())
        assert ask(dispatcher, moves=True) == 3

    def test_is_another_after_a_moment_because_clocks_go_on(self, ask, dispatcher, monkeypatch):
        assert ask(dispatcher) == 1
        monkeypatch.setattr(shared, "GOOD_FOR", -1)
        assert ask(dispatcher) == 2

    def test_is_not_for_who_looked_after_a_line_that_its_maker_may_not_have_seen(self, ask, dispatcher, happens):
        early = in_a_request(dispatcher)
        shared.head_of(early)
        happens()
        assert shared.read(early, "things", lambda: "early") == "early"
        assert shared.read(in_a_request(dispatcher), "things", lambda: "late") == "late"

    def test_serves_who_looked_before_it_was_begun(self, dispatcher, happens):
        early = in_a_request(dispatcher)
        shared.head_of(early)
        happens()
        assert shared.read(in_a_request(dispatcher), "things", lambda: "late") == "late"
        assert shared.read(early, "things", lambda: "early") == "late"

    def test_costs_nothing_for_who_came_before_it_was_begun(self, dispatcher, happens, django_assert_num_queries):
        early = at_the_door(dispatcher)
        happens()
        assert shared.read(in_a_request(dispatcher), "things", lambda: "late") == "late"
        happens()
        with django_assert_num_queries(0):
            assert shared.read(early, "things", lambda: "early") == "late"

    def test_is_not_older_than_a_head_that_its_reader_was_told(self, dispatcher, happens):
        early = at_the_door(dispatcher)
        assert shared.read(in_a_request(dispatcher), "things", lambda: "before") == "before"
        happens()
        assert shared.head_of(in_a_request(dispatcher)) == shared.head_of(early)
        assert shared.read(early, "things", lambda: "after") == "after"

    def test_made_of_another_passes_for_no_newer_than_that(self, dispatcher, happens):
        """Somebody came early and reads late: what they make of an old part would look as if it were of now."""

        def inner(person, told):
            return shared.read(person, "inner", lambda: told)

        early = at_the_door(dispatcher)
        assert inner(in_a_request(dispatcher), "before") == "before"
        happens()
        between = at_the_door(dispatcher)
        shared.head_of(in_a_request(dispatcher))
        assert shared.read(early, "outer", lambda: inner(early, "after")) == "after"
        assert shared.read(between, "outer", lambda: inner(between, "after")) == "after"

    def test_that_failed_is_kept_by_nobody(self, ask, dispatcher):
        with pytest.raises(ZeroDivisionError):
            shared.read(in_a_request(dispatcher), "things", lambda: 1 / 0)
        assert ask(dispatcher) == 1

    def test_keeps_so_many_things_and_no_more(self, dispatcher, monkeypatch):
        monkeypatch.setattr(shared, "AT_MOST", 3)
        for number in range(9):
            shared.read(in_a_request(dispatcher), f"thing {number}", object)
        assert len(shared._kept) == 3


class TestWhatOnlySomeLinesConcern:
    @pytest.fixture
    def crews(self, ask):
        return lambda person: ask(person, lines=("shift.", "person.changed"))

    def test_outlives_the_others(self, crews, dispatcher, colleague, happens, monkeypatch):
        assert crews(dispatcher) == 1
        happens()
        monkeypatch.setattr(shared, "GOOD_FOR", -1)
        assert [crews(colleague), crews(dispatcher)] == [1, 1]

    def test_is_another_with_one_of_them_whichever_process_filed_it(
        self, crews, dispatcher, happens, on_duty, two_pm, monkeypatch
    ):
        assert crews(dispatcher) == 1
        happens()
        sign_off(shift=on_duty, by=on_duty.person, id=uuid4(), occurred_at=two_pm)
        assert crews(dispatcher) == 2
        happens()
        assert crews(dispatcher) == 2
        monkeypatch.setattr(log, "fresh", lambda *where: [])
        set_pins(pin="4711", duress_pin="1147", by=on_duty.person, id=uuid4(), occurred_at=two_pm)
        happens()
        assert crews(dispatcher) == 3

    def test_is_another_after_a_while_all_the_same(self, crews, dispatcher, monkeypatch):
        assert crews(dispatcher) == 1
        monkeypatch.setattr(shared, "STANDS_FOR", -1)
        assert crews(dispatcher) == 2

    def test_is_another_for_who_has_not_followed_the_log(self, crews, dispatcher, happens, monkeypatch):
        assert crews(dispatcher) == 1
        monkeypatch.setattr(shared, "FAR", 2)
        for _ in range(3):
            happens()
        assert crews(dispatcher) == 2

    def test_is_another_with_another_log(self, crews, dispatcher):
        assert crews(dispatcher) == 1
        log.renew_epochs()
        assert crews(dispatcher) == 2
