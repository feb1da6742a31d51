"""Rows that are made once for everybody with the same rights, and sent to who has not got them."""

import gc
import re
from uuid import uuid4

import pytest
from django.db.models import Model
from django.test import Client
from django.utils import timezone

from responder_app.actions import assignments, out_of_service, positions, tablets
from responder_app.dispatch import board, gaps, rows, shared
from responder_app.models import Agency, CallType, CheckInTimer, Incident, Support, Tablet, Unit, User
from tests import factories

MARK = re.compile(r'<li data-mark="([^"]+)" id="([\w-]+)"')
TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')
NUMBER = re.compile(r'name="id" value="([^"]+)"')


def marks(html):
    return {id: mark for mark, id in MARK.findall(html)}


class TestWhatIsSent:
    def test_is_every_region_that_was_asked_for_in_one_answer(self, ask, dispatcher, city):
        html = ask(dispatcher, "under_way", "units", "alerts", "nonsense")
        assert re.findall(r'<section id="(\w+)"', html) == ["under_way", "units", "alerts"]

    def test_is_only_named_where_the_page_has_it(self, ask, dispatcher, city, incident):
        html = ask(dispatcher, *board.ROWS)
        again = ask(dispatcher, *board.ROWS, have=marks(html).values())
        assert len(marks(html)) == 6
        assert marks(again) == {}
        assert re.findall(r'<li id="([\w-]+)" data-same></li>', again) == list(marks(html))

    def test_is_the_row_that_has_changed_in_its_place_among_the_others(self, ask, dispatcher, city, two_pm):
        before = marks(ask(dispatcher, "waiting"))
        changed = Incident.objects.get(held_for__isnull=False)
        Incident.objects.filter(pk=changed.pk).update(address="7 Moved Street")
        shared.forget()
        html = ask(dispatcher, "waiting", have=before.values())
        assert list(marks(html)) == [f"call-{changed.pk}"]
        assert "7 Moved Street" in html
        assert re.findall(r'<li (?:data-mark="[^"]+" )?id="([\w-]+)"', html) == list(before)

    def test_has_a_token_and_numbers_of_its_own_for_each_who_asks(self, ask, dispatcher, city, agency):
        colleague = factories.Person(agency=agency, role="dispatcher")
        mine, theirs, again = (ask(person, "waiting") for person in (dispatcher, colleague, dispatcher))
        numbers = [NUMBER.findall(html) for html in (mine, theirs, again)]
        assert len({*numbers[0], *numbers[1], *numbers[2]}) == sum(map(len, numbers)) > 0
        assert set(TOKEN.findall(mine)).isdisjoint(TOKEN.findall(theirs))
        assert [gap for gap in (gaps.TOKEN, gaps.NUMBER, gaps.READER, rows.PLACE) if gap in mine] == []

    def test_can_be_tapped_with_its_token_and_number(self, dispatcher, city, other_unit):
        browser = Client(enforce_csrf_checks=True)
        browser.force_login(dispatcher)
        html = browser.get("/desk/", headers={"HX-Request": "true", "X-Regions": "waiting"}).content.decode()
        form = re.search(r'<form class="assign" method="post" action="([^"]+)".*?</form>', html, re.S)
        said = {"csrfmiddlewaretoken": TOKEN.search(form[0])[1], "id": NUMBER.search(form[0])[1], "unit": "R2"}
        assert browser.post(form[1], said | {"csrfmiddlewaretoken": ""}).status_code == 403
        assert browser.post(form[1], said, headers={"HX-Request": "true"}).status_code == 204


class TestWhoMaySeeARow:
    def test_a_manager_gets_none_of_the_dispatchers_forms_nor_the_dispatcher_the_managers_row(
        self, ask, dispatcher, manager, city
    ):
        for _ in range(2):
            assert "<form" in ask(dispatcher, "waiting")
            assert "<button" not in ask(manager, "waiting")

    def test_another_agency_sees_its_own(self, ask, dispatcher, elsewhere, city):
        assert "Alder Street" in ask(dispatcher, *board.ROWS)
        assert "Alder Street" not in ask(elsewhere.dispatcher, *board.ROWS)
        assert "Elsewhere Road" not in ask(dispatcher, *board.ROWS)

    def test_nobody_who_is_not_of_the_desk(self, client, medic, machine, city):
        for stranger in (medic, machine):
            client.force_login(stranger)
            assert client.get("/desk/", headers={"HX-Request": "true", "X-Regions": "units"}).status_code == 404


CHANGES = {
    "the address": lambda: Incident.objects.update(address="7 Moved Street"),
    "the priority": lambda: Incident.objects.update(priority=1),
    "the kind of call": lambda: CallType.objects.update(label="Renamed"),
    "police on scene": lambda: Support.objects.update(stage="on_scene"),
    "the unit's status": lambda: Unit.objects.update(status="off_duty"),
    "the call sign": lambda: Unit.objects.filter(call_sign="R1").update(call_sign="Z9"),
    "who is aboard": lambda: User.objects.filter(role="responder").update(first_name="Renamed"),
    "the crew that should be": lambda: Agency.objects.update(least_crew=9),
    "the program's own word": lambda: Agency.objects.update(terms={"unit": "Van"}),
    "the clock on the wall": lambda: Agency.objects.update(time_zone="UTC"),
}


class TestWhatARowShows:
    @pytest.mark.parametrize("what", CHANGES)
    def test_reaches_it_when_it_changes(self, ask, dispatcher, city, what):
        before = ask(dispatcher, *board.ROWS)
        CHANGES[what]()
        shared.forget()
        after = ask(dispatcher, *board.ROWS, have=marks(before).values())
        assert marks(after) != {}

    def test_its_tablets_place_check_in_and_time_out_reach_the_units(self, ask, dispatcher, city, medic, assignment):
        at, unit = timezone.now(), assignment.unit
        told = {"by": medic, "at": at}
        changes = [
            lambda: positions.report_position(latitude=44.05, longitude=-123.09, **told),
            lambda: tablets.report_health(device=uuid4(), unsent=2, oldest_unsent_at=None, **told),
            lambda: Tablet.objects.update(unsent=3, heard_at=at),
            lambda: assignments.accept(assignment=assignment, by=medic, id=uuid4(), occurred_at=at),
            lambda: assignments.report_status(
                assignment=assignment, status="on_scene", by=medic, id=uuid4(), occurred_at=at
            ),
            lambda: CheckInTimer.objects.update(stage="missed"),
            lambda: assignments.report_status(
                assignment=assignment, status="available", by=medic, id=uuid4(), occurred_at=at
            ),
            lambda: out_of_service.go_out_of_service(unit=unit, reason="meal", by=medic, id=uuid4(), occurred_at=at),
        ]
        have = marks(ask(dispatcher, "units"))
        for change in changes:
            change()
            if change is changes[5]:
                shared.forget()  # no line of the log: only a test does that
            now = ask(dispatcher, "units", have=have.values())
            assert f"unit-{unit.pk}" in marks(now)
            have |= marks(now)

    def test_is_not_made_again_where_nothing_in_it_has_changed(self, dispatcher, city, monkeypatch):
        told = board.MOVING | {"may_act": True}
        for make, template in board.ROWS.values():
            first, again = (rows.made_of(dispatcher, template, make(_again(dispatcher)), **told) for _ in range(2))
            assert first
            assert [id(row) for row in first] == [id(row) for row in again]

    def test_was_read_before_it_is_made(self, dispatcher, city, medic, django_assert_num_queries):
        for _ in range(2):
            tablets.report_health(device=uuid4(), unsent=0, oldest_unsent_at=None, by=medic, at=timezone.now())
        for make, template in board.ROWS.values():
            things = make(_again(dispatcher))
            with django_assert_num_queries(0):
                rows.made_of(dispatcher, template, things, **board.MOVING, may_act=True)

    def test_leaves_nothing_for_python_to_look_for_once_it_is_made(self, dispatcher, city, medic):
        """Readings come five times a second, and the server looks for garbage seldom."""
        tablets.report_health(device=uuid4(), unsent=0, oldest_unsent_at=None, by=medic, at=timezone.now())
        gc.collect()
        gc.disable()
        try:
            for make, template in board.ROWS.values():
                rows.made_of(dispatcher, template, make(_again(dispatcher)), **board.MOVING, may_act=True)
            shared.forget()
            gc.set_debug(gc.DEBUG_SAVEALL)
            gc.collect()
            assert [type(one).__name__ for one in gc.garbage if isinstance(one, Model)] == []
        finally:
            gc.set_debug(0)
            gc.garbage.clear()
            gc.enable()


def _again(person):
    shared.forget()
    return User.objects.select_related("agency").get(pk=person.pk)
