"""What needs somebody, on every page of the desk; and help that is on its way."""

import re
from uuid import uuid4

import pytest

from responder_app.actions.alerts import acknowledge_alert
from responder_app.actions.assignments import mark_overdue
from responder_app.actions.letters import set_letter_aside
from responder_app.actions.safety import acknowledge_backup, code_four
from responder_app.actions.second_person import call_second_person
from responder_app.models import Alert
from tests import factories


@pytest.fixture
def alert(assignment, agency, two_pm):
    mark_overdue(assignment=assignment, by=agency, id=uuid4(), occurred_at=two_pm)
    return Alert.objects.get()


@pytest.fixture
def strip(desk):
    return lambda: desk.get("/desk/", headers={"HX-Request": "true", "HX-Target": "alerts"}).content.decode()


class TestTheStrip:
    def test_says_who_where_since_when_and_what_to_do_first(self, strip, alert, medic):
        html = strip()
        for told in (
            "R1",
            "Nobody accepted",
            "Raise them, or send another unit.",
            "200 block of Alder Street",
            str(medic),
            "since 08:00:00",
            "Second person at 08:00:45",
        ):
            assert told in html
        assert 'data-unacknowledged="R1" data-sound="pressing" data-says="Nobody accepted"' in html

    def test_is_quiet_and_says_so_where_there_is_nothing(self, strip):
        assert "Needs somebody: nothing" in strip()

    def test_puts_the_gravest_first_and_what_somebody_has_last(
        self, strip, alert, agency, unit, medic, incident, two_pm
    ):
        set_letter_aside(unit=unit, label="A note", problem="Empty.", by=medic, id=uuid4(), occurred_at=two_pm)
        told = {"agency": agency, "incident": incident, "raised_at": two_pm, "second_due_at": two_pm}
        Alert.objects.create(**told, kind="check_in_missed", about="x")
        order = ["Check-in missed", "Nobody accepted", "Refused letter"]
        assert re.findall(r'data-says="([^"]*)"', strip()) == order
        assert re.findall(r'data-sound="(\w+)"', strip()) == ["pressing", "pressing", "soft"]

        acknowledge_alert(alert=alert, by=agency.people.get(role="dispatcher"), id=uuid4(), occurred_at=two_pm)
        assert re.findall(r'data-says="([^"]*)"', strip()) == [order[0], order[2]]
        assert strip().index("Dana has it since") > strip().index("Refused letter")

    def test_says_that_a_second_person_was_called(self, strip, alert, agency, two_pm):
        call_second_person(alert=alert, by=agency, id=uuid4(), occurred_at=two_pm)
        assert "Second person called 08:00:00" in strip()

    @pytest.mark.parametrize("address", ["/desk/", "/desk/calls/", "/desk/calls/new/"])
    def test_is_on_every_page(self, desk, alert, address):
        assert 'data-says="Nobody accepted"' in desk.get(address).content.decode()

    @pytest.mark.parametrize("number", [1, 20])
    def test_costs_the_same_for_many_as_for_one(
        self, strip, agency, dispatcher, number, two_pm, django_assert_num_queries
    ):
        for _ in range(number):
            incident, unit = factories.Incident(agency=agency), factories.Unit(agency=agency)
            told = {"raised_at": two_pm, "second_due_at": two_pm, "about": str(incident.pk)}
            Alert.objects.create(agency=agency, kind="wait_is_over", incident=incident, unit=unit, **told)
        with django_assert_num_queries(6):  # session, person, head of the log, whether there are alerts, alerts, offers
            strip()


class TestAcknowledgeAlert:
    def test_is_by_name_and_once(self, desk, tap, alert, dispatcher):
        id = uuid4()
        for _ in range(2):
            answer = tap(desk, "desk-acknowledge-alert", alert, id=id)
            assert answer.status_code == 204
        assert "You have it: nobody accepted, R1." in answer["HX-Trigger"]
        alert.refresh_from_db()
        assert alert.acknowledged_by == dispatcher

    def test_without_javascript_leads_back_to_the_board(self, desk, tap, alert):
        assert tap(desk, "desk-acknowledge-alert", alert, htmx=False).url == "/desk/"

    def test_says_who_was_first(self, desk, tap, alert, administrator, two_pm):
        acknowledge_alert(alert=alert, by=administrator, id=uuid4(), occurred_at=two_pm)
        answer = tap(desk, "desk-acknowledge-alert", alert)
        assert (answer.status_code, answer.content.decode()) == (409, "Ada already has it.")

    def test_is_not_for_strangers(self, strangers, tap, alert):
        stranger, crew, manager, machine = (tap(client, "desk-acknowledge-alert", alert) for client in strangers())
        assert {answer.status_code for answer in (stranger, crew, machine)} == {404}
        assert manager.status_code == 409


class TestHelpUnderWay:
    def test_is_told_in_minutes_and_shown(self, desk, tap, backup):
        acknowledge_backup(
            backup=backup, by=backup.agency.people.get(role="dispatcher"), id=uuid4(), occurred_at=backup.requested_at
        )
        answer = tap(desk, "desk-help-under-way", backup, minutes="6")
        assert "Help is on the way to R1: about 6 minutes." in answer["HX-Trigger"]
        assert re.search(r"Police on the way, there about \d\d:\d\d", desk.get("/desk/").content.decode())

    def test_may_have_no_time(self, desk, tap, backup):
        assert "no time known" in tap(desk, "desk-help-under-way", backup, minutes="")["HX-Trigger"]
        assert "Police on the way, no time known" in desk.get("/desk/").content.decode()

    @pytest.mark.parametrize(("said", "sentence"), [("soon", "Minutes, like 6"), ("999", "from 0 to 240")])
    def test_says_what_is_wrong_with_it(self, desk, tap, backup, said, sentence):
        assert sentence in tap(desk, "desk-help-under-way", backup, minutes=said).content.decode()

    def test_does_not_say_that_the_crew_was_told(self, desk, tap, backup, medic, two_pm):
        code_four(backup=backup, duress=True, by=medic, id=uuid4(), occurred_at=two_pm)
        assert "told" not in tap(desk, "desk-help-under-way", backup, minutes="3")["HX-Trigger"]

    def test_is_not_for_strangers(self, strangers, tap, backup):
        stranger, crew, manager, machine = (tap(client, "desk-help-under-way", backup) for client in strangers())
        assert {answer.status_code for answer in (stranger, crew, machine)} == {404}
        assert manager.status_code == 409


class TestCallingItOff:
    CONTROL = 'value="cancelled_before_arrival"'

    @pytest.mark.parametrize(("who", "offered"), [("dispatcher", False), ("administrator", True), ("manager", True)])
    def test_is_offered_to_whom_the_rule_names(self, client, request, backup, dispatcher, two_pm, who, offered):
        acknowledge_backup(backup=backup, by=dispatcher, id=uuid4(), occurred_at=two_pm)
        client.force_login(request.getfixturevalue(who))
        assert (self.CONTROL in client.get("/desk/").content.decode()) == offered

    def test_is_refused_with_who_may(self, desk, tap, backup):
        answer = tap(desk, "desk-end-backup", backup, result="cancelled_before_arrival")
        said = "You may not call this off. Who may: The crew that asked, Supervisor."
        assert (answer.status_code, answer.content.decode()) == (409, said)
