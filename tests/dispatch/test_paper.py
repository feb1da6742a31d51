"""Paper for the hour when nothing works."""

from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from responder_app.actions.hold_queue import hold_for_team
from responder_app.actions.scenes import publish_form
from responder_app.models import Agency, ListEntry, Question, Service
from tests import factories

PRINT, SHEETS, HUB = "/desk/print/", "/desk/print/forms/", "/desk/paper/"


class TestThePrintedBoard:
    def test_has_units_crews_calls_and_numbers_as_of_when(self, desk, agency, assignment, service, medic):
        factories.Incident(agency=agency, address="9 Oak Street", callback_number="555-0144", number=77)
        Agency.objects.filter(pk=agency.pk).update(phone="555-0100")
        Service.objects.filter(pk=service.pk).update(phone="555-0188")
        page = desk.get(PRINT).content.decode()

        for told in ("R1", str(medic), "#77", "9 Oak Street", "555-0144", "555-0100", "555-0188", "As of <strong>"):
            assert told in page

    def test_leaves_no_caller_out_who_waits_for_a_team(self, desk, incident, dispatcher):
        hold_for_team(incident=incident, by=dispatcher, id=uuid4(), occurred_at=timezone.now())
        page = desk.get(PRINT).content.decode()
        assert "Callers who wait for a team (1)" in page
        assert "200 block of Alder Street" in page
        assert "In time: a team by" in page

    def test_needs_no_script_and_says_that_there_is_nothing(self, desk, agency):
        page = desk.get(PRINT).content.decode()
        for told in ("No units.", "No unit is on a call.", "No call is waiting.", "None on file."):
            assert told in page

    def test_is_kept_as_one_file_that_needs_no_server(self, desk, assignment):
        answer = desk.get(PRINT, {"save": "1"})
        page = answer.content.decode()

        assert answer["Content-Disposition"].startswith('attachment; filename="board-2')
        assert "@page" in page
        for outside in ("src=", "<link", "<script", "href="):
            assert outside not in page

    def test_of_practice_says_so_in_its_name(self, desk, agency):
        agency.training_of = factories.agency("Salt Marsh")
        agency.save()
        answer = desk.get(PRINT, {"save": "1"})
        assert 'filename="TRAINING-board-' in answer["Content-Disposition"]
        assert "TRAINING: nothing here is real" in answer.content.decode()
        assert "repeating-linear-gradient" in answer.content.decode()

    def test_costs_the_same_for_many(self, desk, agency, assignment):
        def count():
            with CaptureQueriesContext(connection) as asked:
                desk.get(PRINT)
            return len(asked)

        factories.Incident(agency=agency, call_type=assignment.incident.call_type, number=99)
        few = count()
        for number in range(20):
            factories.Incident(agency=agency, call_type=assignment.incident.call_type, number=100 + number)
            factories.Unit(agency=agency)
        assert count() == few


class TestTheBlankSheets:
    def test_ask_what_the_agency_asks_today(self, desk, agency, administrator, two_pm):
        factories.CallType(agency=agency, label="Somebody down")
        publish_form(
            sections={"risk": {"required": ["weapon_seen"]}, "supplies": {"on": False}},
            effective_from=agency.day_of(two_pm),
            by=administrator,
            id=uuid4(),
            occurred_at=two_pm,
        )
        page = desk.get(SHEETS).content.decode()

        question = Question.objects.filter(agency=agency).first()
        assert question.text_en in page
        assert page.count('<td class="box">') == 3 * Question.objects.filter(agency=agency).count()
        assert "<li>Somebody down</li>" in page
        for rung in ("En route", "On scene", "Transporting", "Clear"):
            assert f"<th>{rung}</th>" in page
        assert "Weapon seen *" in page
        assert "Was it a good call for us?" in page
        label = ListEntry.objects.filter(agency=agency, list="issues").first().label_en
        supply = ListEntry.objects.filter(agency=agency, list="supplies").first().label_en
        assert f"<li>{label}</li>" in page
        assert f"{supply}: how many" not in page

    def test_of_an_agency_without_a_form_ask_all_of_it(self, desk, agency):
        page = desk.get(SHEETS).content.decode()
        assert "The whole form" in page
        assert ": how many" in page


class TestTheDoor:
    @pytest.mark.parametrize("address", [PRINT, SHEETS, HUB])
    def test_is_the_desks(self, client, address, assignment, dispatcher, manager, medic, machine, elsewhere):
        for person, status in ((dispatcher, 200), (manager, 200), (medic, 404), (machine, 404)):
            client.force_login(person)
            assert client.get(address).status_code == status
        client.force_login(elsewhere.dispatcher)
        told = client.get(address).content.decode()
        assert "200 block of Alder Street" not in told
        assert "Juniper Falls" not in told
