"""The strip on the program's pages: empty until somebody is called as the second person."""

from uuid import uuid4

import pytest
from django.urls import get_resolver, reverse

from responder_app.actions.alerts import acknowledge_alert
from responder_app.actions.assignments import mark_overdue
from responder_app.actions.safety import call_backup
from responder_app.actions.second_person import call_second_person
from responder_app.models import Alert, BackupRequest

STRIP = "/program/alarms/"


@pytest.fixture
def office(client, manager):
    client.force_login(manager)
    return client


@pytest.fixture
def alert(assignment, agency, two_pm):
    mark_overdue(assignment=assignment, by=agency, id=uuid4(), occurred_at=two_pm)
    return Alert.objects.get()


@pytest.fixture
def called(alert, agency, medic, assignment, two_pm):
    """To an alert and to a request for help."""
    said = {"level": "urgent", "reasons": ["animal"], "by": medic, "id": uuid4(), "occurred_at": two_pm}
    call_backup(assignment=assignment, **said)
    for what in ({"alert": alert}, {"backup": BackupRequest.objects.get()}):
        call_second_person(**what, by=agency, id=uuid4(), occurred_at=two_pm)
    alert.refresh_from_db()
    return alert


class TestTheStrip:
    def test_is_empty_while_the_desk_is_asked(self, office, alert):
        page = office.get(STRIP).content.decode()
        assert "<article" not in page
        assert 'id="alarms"' in page

    def test_sounds_once_called_and_can_be_taken(self, office, called):
        page = office.get(STRIP).content.decode()
        assert page.count('data-unacknowledged="R1"') == 2
        for told in ("Nobody accepted", "Urgent: come now", "you are called", "08:00:00"):
            assert told in page
        assert reverse("desk-acknowledge-alert", args=[called.pk]) in page

    def test_lets_a_manager_take_it_and_then_says_who_has_it(self, office, called, manager):
        tap = {"id": str(uuid4())}
        headers = {"HX-Request": "true"}
        assert office.post(f"/desk/alerts/{called.pk}/acknowledge/", tap, headers=headers).status_code == 204
        page = office.get(STRIP).content.decode()
        assert f"{manager} has it since" in page

    def test_is_on_every_page_of_the_program(self, office, administrator, called):
        office.force_login(administrator)
        pages = get_resolver("responder_app.program.urls").url_patterns
        plain = [reverse(one.name) for one in pages if "<" not in str(one.pattern)]
        shown = [(address, office.get(address)) for address in plain]
        html = [
            (address, answer) for address, answer in shown if answer.get("Content-Type", "").startswith("text/html")
        ]
        lacking = [
            address for address, answer in html if answer.status_code == 200 and b'id="alarms"' not in answer.content
        ]
        assert len(html) > 4
        assert lacking == []

    @pytest.mark.parametrize("number", [1, 9])
    def test_asks_as_often_for_many_as_for_one(self, office, agency, called, number, django_assert_num_queries):
        for _ in range(number - 1):
            twin = Alert.objects.get(pk=called.pk)
            twin.pk, twin.about = uuid4(), str(uuid4())
            twin.save(force_insert=True)
        with django_assert_num_queries(10):
            office.get(STRIP)

    def test_shows_nothing_of_another_agency_and_is_not_for_other_roles(
        self, client, elsewhere, called, dispatcher, medic
    ):
        client.force_login(elsewhere.manager)
        assert b"<article" not in client.get(STRIP).content
        for stranger in (dispatcher, medic):
            client.force_login(stranger)
            assert client.get(STRIP).status_code == 404


class TestAManagerAtTheDesk:
    def test_hears_what_a_second_person_is_called_to_and_only_that(self, office, called, agency, two_pm):
        page = office.get("/desk/").content.decode()
        assert page.count("data-unacknowledged") == 2
        acknowledge_alert(alert=called, by=agency.people.get(role="manager"), id=uuid4(), occurred_at=two_pm)
        assert office.get("/desk/").content.decode().count("data-unacknowledged") == 1
