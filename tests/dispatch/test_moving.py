import re
from uuid import uuid4

import pytest

from responder_app.actions.assignments import report_status
from responder_app.actions.shifts import sign_on
from responder_app.models import Assignment
from tests import factories


@pytest.fixture
def other_crew(clinician, other_unit, two_pm):
    sign_on(unit=other_unit, by=clinician, id=uuid4(), occurred_at=two_pm)


@pytest.fixture
def urgent(agency):
    return factories.Incident(agency=agency, priority=1, address="1 Urgent Street")


@pytest.fixture
def with_a_person(assignment, medic, two_pm):
    told = {"status": "with_person", "by": medic, "id": uuid4(), "occurred_at": two_pm}
    report_status(assignment=assignment, **told)


def now_on(call):
    return [str(one.unit) for one in Assignment.objects.open().filter(incident=call)]


class TestReassign:
    def test_gives_the_call_to_the_unit_that_was_typed_once(self, desk, tap, assignment, other_crew):
        id = uuid4()
        answers = [tap(desk, "desk-reassign", assignment, id=id, unit="r2") for _ in range(2)]

        assert [answer.status_code for answer in answers] == [204, 204]
        assert f"R2 has call {assignment.incident} instead of R1." in answers[0]["HX-Trigger"]
        assert now_on(assignment.incident) == ["R2"]

    @pytest.mark.parametrize(
        ("typed", "status", "said"),
        [("R9", 422, "There is no unit R9."), ("R1", 409, "R1 has call"), ("R2", 409, "Nobody is signed on to R2.")],
    )
    def test_is_refused_with_a_sentence(self, desk, tap, assignment, other_unit, typed, status, said):
        answer = tap(desk, "desk-reassign", assignment, unit=typed)
        assert (answer.status_code, answer.content.decode().startswith(said)) == (status, True)
        assert now_on(assignment.incident) == ["R1"]

    def test_asks_why_where_somebody_would_be_left(self, desk, tap, assignment, with_a_person, other_crew):
        page = desk.get("/desk/").content.decode()
        assert 'aria-label="Why R1 leaves"' in page
        assert tap(desk, "desk-reassign", assignment, unit="R2").status_code == 409
        assert tap(desk, "desk-reassign", assignment, unit="R2", reason="relieved").status_code == 204

    def test_is_not_for_strangers(self, strangers, tap, assignment, other_crew):
        assert {tap(client, "desk-reassign", assignment, unit="R2").status_code for client in strangers()} == {404}
        assert now_on(assignment.incident) == ["R1"]


class TestPreempt:
    def test_takes_the_unit_off_its_call_once(self, desk, tap, assignment, urgent):
        id = uuid4()
        answers = [tap(desk, "desk-preempt", urgent, id=id, unit="R1") for _ in range(2)]

        assert answers[0].status_code == 204
        assert f"R1 is taken off call {assignment.incident} for call {urgent}." in answers[0]["HX-Trigger"]
        assert (now_on(urgent), now_on(assignment.incident)) == (["R1"], [])

    def test_a_double_tap_is_harmless(self, desk, tap, assignment, urgent):
        id = uuid4()
        for _ in range(2):
            tap(desk, "desk-preempt", urgent, id=id, unit="R1")
        assert Assignment.objects.count() == 2

    def test_keeps_the_former_call_for_it_where_that_is_chosen(self, desk, tap, assignment, unit, urgent):
        tap(desk, "desk-preempt", urgent, unit="R1", former="kept")
        page = desk.get("/desk/").content.decode()
        assert "Kept for R1" in page
        assert re.search(rf"R1 taken off at \d\d:\d\d for {urgent}", page)

    @pytest.mark.parametrize(
        ("typed", "status", "said"),
        [
            ("R2", 422, "R2 is on no call by now: assign it."),
            ("R9", 422, "There is no unit R9."),
            ("", 422, "Which unit?"),
        ],
    )
    def test_is_refused_with_a_sentence(self, desk, tap, assignment, urgent, other_crew, typed, status, said):
        answer = tap(desk, "desk-preempt", urgent, unit=typed)
        assert (answer.status_code, answer.content.decode().startswith(said)) == (status, True)

    def test_is_offered_on_the_calls_page_with_what_it_asks(self, desk, assignment, with_a_person, urgent):
        page = desk.get(f"/desk/calls/{urgent.pk}/").content.decode()
        assert f"Take off {assignment.incident}" in page
        assert "It has somebody in its care. Why does it leave?" in page

    def test_works_without_javascript(self, desk, tap, assignment, urgent):
        answer = tap(desk, "desk-preempt", urgent, unit="R1", page="call", htmx=False)
        assert (answer.status_code, answer["Location"]) == (302, f"/desk/calls/{urgent.pk}/")

    def test_is_not_for_strangers(self, strangers, tap, assignment, urgent):
        assert {tap(client, "desk-preempt", urgent, unit="R1").status_code for client in strangers()} == {404}
        assert now_on(urgent) == []


class TestWhoIsProposed:
    def test_is_sent_from_the_waiting_row_by_its_own_button(self, desk, incident, on_duty):
        page = desk.get("/desk/").content.decode()
        row = page.split(f'id="call-{incident.pk}"')[1].split("</li>")[0]
        assert re.search(r'<button [^>]*name="unit" value="R1"[^>]*>Send R1</button>', row)

    def test_is_nobody_where_nobody_is_free_and_the_row_says_so(self, desk, assignment, urgent):
        page = desk.get("/desk/").content.decode()
        assert "No unit is free" in page.split(f'id="call-{urgent.pk}"')[1].split("</li>")[0]

    def test_is_not_told_for_a_call_that_is_no_teams(self, desk, agency, on_duty):
        call = factories.Incident(agency=agency, eligible=False)
        row = desk.get("/desk/").content.decode().split(f'id="call-{call.pk}"')[1].split("</li>")[0]
        assert "Send R1" not in row

    def test_is_shown_alone_on_the_calls_page(self, desk, incident, on_duty):
        headers = {"HX-Request": "true", "HX-Target": "proposals"}
        html = desk.get(f"/desk/calls/{incident.pk}/", headers=headers).content.decode()
        assert html.strip().startswith('<section id="proposals"')
        assert "Send R1" in html

    def test_is_only_read_by_a_manager(self, client, manager, incident, on_duty):
        client.force_login(manager)
        for page in ("/desk/", f"/desk/calls/{incident.pk}/"):
            html = client.get(page).content.decode()
            assert "R1" in html
            assert "Send R1" not in html
