"""What the van is told of help that is on its way, and what its crew may call off."""

import re
from uuid import uuid4

import pytest
from django.contrib.auth.hashers import make_password
from django.urls import reverse

from responder_app.actions.safety import acknowledge_backup, code_four, help_under_way
from responder_app.models import BackupRequest

CALL_OFF = 'value="cancelled_before_arrival"'


@pytest.fixture
def backup(post, assignment):
    answer = post("tablet-backup", assignment.pk, level="urgent", reasons=["animal"])
    return BackupRequest.objects.get(pk=answer.json()["id"])


@pytest.fixture
def page(tablet, assignment):
    """Without the template of alarms that the server does not know yet."""

    def page():
        html = tablet.get(reverse("tablet-call", args=[assignment.pk])).content.decode()
        return " ".join(html.split("<template")[0].split())

    return page


@pytest.fixture
def say(backup, dispatcher, two_pm, minutes):
    def say(number, after=0):
        told = {"by": dispatcher, "id": uuid4(), "occurred_at": two_pm + minutes(after)}
        help_under_way(backup=backup, minutes=number, **told)

    return say


class TestHelpOnItsWay:
    def test_is_shown_with_when_it_is_there_and_when_that_was_said(self, page, say):
        say(6)
        html = page()
        assert "Police on the way: there about 08:06" in html
        assert "said 08:00" in html
        assert 'data-eta="2026-05-14T08:06:00-06:00"' in html

    def test_is_corrected_by_what_is_said_later(self, page, say):
        say(6)
        say(None, after=2)
        assert "Police on the way: no time known" in page()
        assert "08:06" not in page()

    def test_changes_the_alarm_so_that_an_open_page_takes_it_over(self, page, say):
        state = re.compile(r'data-way="([^"]*)"')
        before = state.search(page()).group(1)
        say(6)
        first = state.search(page()).group(1)
        say(4, after=1)
        assert len({before, first, state.search(page()).group(1)}) == 3

    def test_is_shown_beside_who_has_the_request(self, page, say, backup, dispatcher, two_pm):
        acknowledge_backup(backup=backup, by=dispatcher, id=uuid4(), occurred_at=two_pm)
        say(1)
        assert "Dana at dispatch has your request." in page()
        assert "there about 08:01" in page()

    def test_is_never_shown_after_a_duress_pin(self, page, say, backup, medic, two_pm):
        medic.pin, medic.duress_pin = make_password("47115386"), make_password("80527193")
        medic.save()
        code_four(backup=backup, duress=True, by=medic, id=uuid4(), occurred_at=two_pm)
        new_each_time = re.compile(r'"[^"]{30,}"|data-head="\d+"')
        before = new_each_time.sub("", page())
        say(6)
        assert new_each_time.sub("", page()) == before
        assert "on the way" not in before


class TestCallingItOff:
    def test_is_offered_where_the_agency_lets_the_crew(self, page, backup):
        assert CALL_OFF in page()

    def test_is_not_offered_where_it_does_not_and_says_whom_to_ask(self, page, backup, agency):
        agency.cancel_rules = {"urgent": ["dispatcher"]}
        agency.save()
        html = page()
        assert CALL_OFF not in html
        assert "Your agency lets others call this off." in html

    def test_is_refused_with_who_may_where_the_page_was_older(self, post, backup, agency):
        agency.cancel_rules = {"urgent": ["dispatcher"]}
        agency.save()
        answer = post("tablet-backup-end", backup.pk, result="cancelled_before_arrival")
        assert (answer.status_code, answer.json()["detail"]) == (409, "You may not call this off. Who may: Dispatcher.")
