from datetime import timedelta
from uuid import uuid4

import pytest
from django.utils import timezone

from responder_app.actions.endings import link_duplicate
from responder_app.actions.hold_queue import ask_for_decision, hold_for_team
from responder_app.actions.intake import close_without_team
from responder_app.actions.supports import send_support
from responder_app.actions.waiting import hold
from responder_app.models import CallerContact, Event, Incident, Support
from tests import factories


@pytest.fixture
def other(agency):
    return factories.Incident(agency=agency, number=7077, external_id="C-77")


@pytest.fixture
def new(incident):
    """Came in just now: the desk may still void it."""
    incident.received_at = timezone.now()
    incident.save()
    return incident


@pytest.fixture
def waits(incident, dispatcher, two_pm):
    hold_for_team(incident=incident, by=dispatcher, id=uuid4(), occurred_at=two_pm)
    return incident


@pytest.fixture
def police(incident, dispatcher, two_pm):
    line = send_support(incident=incident, kind="police", by=dispatcher, id=uuid4(), occurred_at=two_pm)
    return Support.objects.get(pk=line.id)


@pytest.fixture
def closed(incident, dispatcher):
    told = {"reason": "no_unit_free", "sent_instead": "police", "id": uuid4(), "occurred_at": timezone.now()}
    close_without_team(incident=incident, by=dispatcher, **told)
    return incident


BUTTONS = [
    ("desk-close", "incident", {"reason": "person_left", "sent_instead": "nobody", "ending": "information"}),
    ("desk-link", "incident", {"other": "7077"}),
    ("desk-void", "new", {"reason": "Test."}),
    ("desk-reopen", "closed", {"reason": "She rang again."}),
    ("desk-priority", "incident", {"priority": 1, "reason": "Worse."}),
    (
        "desk-hand-over",
        "incident",
        {"kind": "police", "reason": "Knife.", "close": "on", "unserved_reason": "no_unit_free"},
    ),
    ("desk-waits", "incident", {}),
    ("desk-go-on", "waits", {"minutes": 10, "reason": "R1 clears."}),
    ("desk-call-back", "waits", {"kind": "advised_of_delay", "answer": "waits", "told_minutes": 20}),
    ("desk-send-support", "incident", {"kind": "ems", "eta_minutes": 7}),
    ("desk-change-support", "police", {"stage": "on_scene"}),
]


@pytest.mark.parametrize(("name", "about", "said"), BUTTONS, ids=[button[0] for button in BUTTONS])
class TestEveryButton:
    def test_files_one_line_however_often_it_is_pressed(self, desk, tap, request, other, name, about, said):
        thing, before, id = request.getfixturevalue(about), Event.objects.count(), uuid4()

        answers = [tap(desk, name, thing, id=id, **said) for _ in range(2)]

        assert [answer.status_code for answer in answers] == [204, 204], answers[0].content
        assert Event.objects.count() == before + 1
        assert Event.objects.filter(id=id).exists()

    def test_works_without_javascript_and_says_what_was_done(self, desk, tap, request, other, name, about, said):
        thing = request.getfixturevalue(about)
        answer = tap(desk, name, thing, htmx=False, page="call", **said)

        assert answer.status_code == 302
        assert 'class="banner banner-success"' in desk.get(answer["Location"]).content.decode()

    def test_is_not_for_strangers(self, strangers, tap, request, other, name, about, said):
        thing = request.getfixturevalue(about)
        before = Event.objects.count()

        assert {tap(client, name, thing, **said).status_code for client in strangers()} == {404}
        assert Event.objects.count() == before


REFUSED = [
    ("desk-close", "incident", {"sent_instead": "police"}, 409, "This call was eligible: say why no team went."),
    ("desk-close", "incident", {"ending": "void", "sent_instead": "police"}, 422, "Select a valid choice"),
    ("desk-link", "incident", {"other": "99"}, 422, "There is no call 99."),
    ("desk-link", "incident", {"other": "S1"}, 422, "There is no call S1."),
    ("desk-link", "incident", {"other": ""}, 422, "Which call? Type its number."),
    ("desk-link", "closed", {"other": "#7077"}, 409, "is closed."),
    ("desk-void", "incident", {"reason": "Test."}, 409, "An administrator can void it."),
    ("desk-void", "new", {"reason": ""}, 422, "Say why the call is void."),
    ("desk-reopen", "incident", {"reason": "Again."}, 409, "is open."),
    ("desk-reopen", "closed", {"reason": " "}, 422, "Say why the call is opened again."),
    ("desk-priority", "incident", {"priority": 9, "reason": "Worse."}, 422, "from 1, most urgent, to 5."),
    ("desk-priority", "incident", {"priority": 3, "reason": "Worse."}, 409, "has priority 3 already."),
    ("desk-hand-over", "incident", {"kind": "police", "reason": ""}, 422, "Say why somebody else takes the call."),
    ("desk-hand-over", "incident", {"kind": "ems", "reason": "x", "close": "on"}, 409, "say why no team went."),
    ("desk-waits", "waits", {}, 409, "waits already."),
    ("desk-go-on", "waits", {"minutes": "soon", "reason": "x"}, 422, "from 1 to 240."),
    ("desk-go-on", "waits", {"minutes": 10, "reason": ""}, 422, "Say why the caller waits on."),
    ("desk-go-on", "incident", {"minutes": 10, "reason": "x"}, 409, "is not in the hold queue."),
    ("desk-call-back", "waits", {"kind": "safety_check"}, 422, "Say whether anybody was reached."),
    ("desk-call-back", "waits", {"kind": "safety_check", "answer": "waits", "told_minutes": "x"}, 422, "like 20."),
    ("desk-send-support", "incident", {"kind": ""}, 422, "Who goes?"),
    ("desk-send-support", "closed", {"kind": "ems"}, 409, "is closed."),
    ("desk-change-support", "police", {}, 409, "Say where they are"),
    ("desk-change-support", "police", {"eta_minutes": -1}, 422, "like 7."),
]


class TestARefusal:
    @pytest.mark.parametrize(("name", "about", "said", "status", "sentence"), REFUSED)
    def test_is_a_sentence_and_files_nothing(self, desk, tap, request, other, name, about, said, status, sentence):
        thing, before = request.getfixturevalue(about), Event.objects.count()
        answer = tap(desk, name, thing, **said)

        assert (answer.status_code, Event.objects.count()) == (status, before)
        assert sentence in answer.content.decode()

    @pytest.mark.parametrize("page", ["call", "board"])
    def test_stands_once_where_the_tap_was_without_javascript(self, desk, tap, waits, page):
        answer = tap(desk, "desk-call-back", waits, kind="safety_check", page=page, htmx=False)
        assert answer.content.decode().count("Say whether anybody was reached.") == 1

    def test_does_not_find_another_agencys_call(self, desk, tap, incident, elsewhere):
        Incident.objects.filter(pk=elsewhere.incident.pk).update(number=4242)
        assert tap(desk, "desk-link", incident, other="4242").content.decode() == "There is no call 4242."


class TestTheCallersAnswer:
    @pytest.mark.parametrize(
        ("answer", "kept"),
        [
            ("waits", (True, True, 20)),
            ("leaves", (True, False, 20)),
            ("reached", (True, None, 20)),
            ("nobody", (False, None, None)),
        ],
    )
    def test_is_one_button(self, desk, tap, waits, answer, kept):
        tap(desk, "desk-call-back", waits, kind="advised_of_delay", answer=answer, told_minutes=20)
        assert CallerContact.objects.values_list("reached", "will_wait", "told_minutes").get() == kept

    def test_who_would_not_wait_is_asked_a_decision_for_at_once(self, desk, tap, waits):
        answer = tap(desk, "desk-call-back", waits, kind="advised_of_delay", answer="leaves")
        assert "would not wait. Decide what becomes of it." in answer["HX-Trigger"]

        page = desk.get("/desk/").content.decode()
        row = page.split(f'id="hold-{waits.pk}"')[1].split("</li>")[0]
        assert "Decide now" in row
        assert "Would not wait." in row


class TestTheHoldQueue:
    def row(self, desk, call):
        return desk.get("/desk/").content.decode().split(f'id="hold-{call.pk}"')[1].split("</li>")[0]

    def test_shows_the_wait_the_target_and_what_the_caller_was_told(self, desk, tap, waits):
        assert "Not rung yet" in self.row(desk, waits)
        tap(desk, "desk-call-back", waits, kind="advised_of_delay", answer="waits", told_minutes=25)

        row = self.row(desk, waits)
        for told in ("since 08:00", "by 08:20", "Told 25 min", 'href="tel:555-0100"'):
            assert told in row

    def test_is_in_no_other_list(self, desk, waits):
        page = desk.get("/desk/").content.decode()
        assert f'id="call-{waits.pk}"' not in page
        assert "No call is waiting." in page

    def test_opens_its_decision_once_it_is_asked(self, desk, waits, agency, two_pm):
        assert "<details" in self.row(desk, waits)
        assert " open>" not in self.row(desk, waits)
        hand = {"by": agency, "id": uuid4(), "occurred_at": two_pm + timedelta(hours=1)}
        ask_for_decision(incident=waits, **hand)
        assert " open>" in self.row(desk, waits)

    def test_can_be_kept_for_a_busy_unit_and_let_go(self, desk, tap, waits, unit, on_duty, dispatcher, two_pm):
        hold(incident=waits, unit=unit, by=dispatcher, id=uuid4(), occurred_at=two_pm)
        assert "Kept for R1" in self.row(desk, waits)
        tap(desk, "desk-let-go", waits)
        assert "Kept for R1" not in self.row(desk, waits)

    def test_is_to_be_read_by_a_manager(self, desk, manager, waits):
        desk.force_login(manager)
        assert "<form" not in self.row(desk, waits)


class TestTheCallsPage:
    def page(self, desk, call):
        return desk.get(f"/desk/calls/{call.pk}/").content.decode()

    def test_fills_in_the_reason_of_the_hour(self, desk, agency):
        call = factories.Incident(agency=agency, coverage="out_of_hours")
        page = self.page(desk, call)
        assert "Out of hours by the unit hours and areas" in page
        assert '<option value="out_of_hours" selected>' in page

    def test_fills_in_who_went_instead(self, desk, incident, dispatcher, two_pm):
        told = {"kind": "ems", "instead": True, "id": uuid4(), "occurred_at": two_pm}
        send_support(incident=incident, by=dispatcher, **told)
        assert '<option value="ems" selected>' in self.page(desk, incident)

    def test_shows_calls_about_the_same_on_both_sides(self, desk, incident, other, dispatcher, two_pm):
        link_duplicate(incident=incident, other=other, by=dispatcher, id=uuid4(), occurred_at=two_pm)

        standing, linked = self.page(desk, other), self.page(desk, incident)
        assert f'Another call about the same: <a href="/desk/calls/{incident.pk}/">' in standing
        assert "Somebody sits on the kerb" in standing.split('id="timeline"')[1]
        assert f'Same as call <a href="/desk/calls/{other.pk}/">#7077</a>' in linked
        assert "is about the same and is linked to call #7077" in linked.split('id="timeline"')[1]

    def test_says_how_it_ended_and_offers_to_open_it_again(self, desk, closed):
        page = self.page(desk, closed)
        assert "No team: No unit free; sent instead: Police" in page
        assert "Open it again" in page

    def test_of_a_call_that_a_crew_ended_offers_neither(self, desk, assignment, two_pm):
        Incident.objects.filter(pk=assignment.incident_id).update(closed_at=two_pm, ending="team")
        page = self.page(desk, assignment.incident)
        assert "Open it again" not in page
        assert "Void it" not in page


class TestTheListOfCalls:
    def test_says_how_each_ended(self, desk, closed, other, agency, administrator, two_pm):
        third = factories.Incident(agency=agency)
        link_duplicate(incident=third, other=other, by=administrator, id=uuid4(), occurred_at=two_pm)

        page = desk.get("/desk/calls/", {"state": "closed"}).content.decode()

        assert "No team: No unit free; sent instead: Police" in page
        assert "Same as call" in page
