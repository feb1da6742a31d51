import re
from datetime import timedelta
from uuid import uuid4

import pytest
from django.template.loader import get_template

from responder_app import words
from responder_app.actions import (
    alerts,
    assignments,
    encounters,
    endings,
    hold_queue,
    intake,
    letters,
    out_of_service,
    priorities,
    referrals,
    safety,
    second_person,
    shifts,
    supports,
)
from responder_app.models import Alert, Assignment, BackupRequest, Incident, SetAsideLetter, Support
from tests import factories

REGIONS = ("backups", "alerts", "hold", "waiting", "under_way", "units", "paperwork", "letters")


def region(client, name):
    answer = client.get("/desk/", headers={"HX-Request": "true", "HX-Target": name})
    return answer.content.decode()


def settled(html):
    """A fragment without what differs each time it is made."""
    return re.sub(r'value="[^"]{36,}"', "", html)


class TestDesk:
    def test_shows_a_waiting_call_with_a_form_to_assign_it(self, desk, incident):
        page = desk.get("/desk/").content.decode()

        assert "200 block of Alder Street" in page
        assert f'action="/desk/calls/{incident.pk}/assign/"' in page

    def test_is_a_page_to_read_for_a_manager(self, client, manager, incident, backup):
        client.force_login(manager)
        page = client.get("/desk/").content.decode()

        assert "200 block of Alder Street" in page
        assert re.findall(r'action="(/desk/[^"]*)"', page) == []
        assert "data-unacknowledged" not in page

    def test_leads_those_who_manage_to_the_program_and_nobody_else(self, desk, administrator):
        program = 'href="/program/"'
        assert program not in desk.get("/desk/").content.decode()
        desk.force_login(administrator)
        assert program in desk.get("/desk/").content.decode()

    def test_is_kept_by_nobody(self, desk):
        assert "no-store" in desk.get("/desk/")["Cache-Control"]

    def test_does_not_exist_for_crews_and_machines(self, client, medic, machine):
        for stranger in (medic, machine):
            client.force_login(stranger)
            assert client.get("/desk/").status_code == 404

    def test_shows_nothing_of_another_agency(self, desk, elsewhere):
        assert "Elsewhere Road" not in desk.get("/desk/").content.decode()

    def test_tells_times_as_the_agencys_clock_does(self, desk, assignment, agency):
        assert agency.time_zone == "America/Denver"
        assert "since 08:00" in desk.get("/desk/").content.decode()

    @pytest.mark.parametrize("name", REGIONS)
    def test_serves_each_region_alone(self, desk, backup, name):
        html = region(desk, name)
        assert re.match(rf'\s*<section id="{name}"', html)
        assert html.count("<section") == 1

    def test_says_what_came_back_and_why(self, desk, incident, assignment, medic, two_pm):
        said = {"reason": "on_another", "by": medic, "id": uuid4(), "occurred_at": two_pm}
        assignments.decline(assignment=assignment, **said)

        assert "R1 declined at 08:00: Still with somebody" in region(desk, "waiting")

    def test_is_red_where_nobody_accepted_even_before_the_timer_says_so(self, desk, assignment):
        assert re.search(r'class="assignment overdue"', region(desk, "under_way"))

    def test_shows_since_when_and_why_a_unit_is_out_of_service(self, desk, on_duty, unit, medic, two_pm):
        told = {"unit": unit, "reason": "other", "note": "The <ramp> is stuck"}
        out_of_service.go_out_of_service(**told, by=medic, id=uuid4(), occurred_at=two_pm)

        html = " ".join(region(desk, "units").split())

        assert '<span class="chip" data-status="out_of_service">Out of service</span> <time class="age"' in html
        assert ">08:00</time>" in html
        assert "Other reason: The &lt;ramp&gt; is stuck" in html
        assert '<option value="R1">' not in html

    @pytest.mark.parametrize("open_calls", [2, 20])
    def test_asks_as_often_for_twenty_calls_as_for_two(
        self, desk, agency, dispatcher, open_calls, two_pm, django_assert_num_queries
    ):
        for number in range(open_calls):
            busy(agency, dispatcher, number, two_pm)
        with django_assert_num_queries(33):
            desk.get("/desk/")


def busy(agency, dispatcher, number, at):
    """One call waiting, one in the hold queue, one under way with backup asked, one with its paperwork owed."""
    kind = factories.CallType(agency=agency)
    calls = [factories.Incident(agency=agency, call_type=kind) for _ in range(3)]
    held = factories.Incident(agency=agency, call_type=kind)
    hold_queue.hold_for_team(incident=held, by=dispatcher, id=uuid4(), occurred_at=at)
    said = {"kind": "advised_of_delay", "reached": True, "told_minutes": 20}
    hold_queue.log_call_back(incident=held, **said, by=dispatcher, id=uuid4(), occurred_at=at)
    for call in (held, calls[0], calls[1]):
        supports.send_support(incident=call, kind="police", by=dispatcher, id=uuid4(), occurred_at=at)
    crews = [factories.Person(agency=agency, first_name="Remy") for _ in range(2)]
    for crew, call in zip(crews, calls[1:], strict=True):
        unit = factories.Unit(agency=agency)
        shifts.sign_on(unit=unit, by=crew, id=uuid4(), occurred_at=at)
        assignments.assign(incident=call, unit=unit, by=dispatcher, id=uuid4(), occurred_at=at)
    ride, clear = (Assignment.objects.get(incident=call) for call in calls[1:])
    said = {"id": uuid4(), "occurred_at": at}
    safety.call_backup(assignment=ride, level="urgent", reasons=["animal"], by=crews[0], **said)
    said = {"id": uuid4(), "occurred_at": at}
    assignments.report_status(assignment=clear, status="available", by=crews[1], **said)


class TestWhatTheRegionsListenTo:
    def test_a_region_listens_to_every_line_that_changes_it(
        self, desk, incident, unit, other_unit, medic, clinician, dispatcher, service, two_pm
    ):
        """Tells a whole story and looks which regions are other than before; a deaf one would show yesterday."""
        listening = {name: re.search(r'data-live="([^"]*)"', region(desk, name)).group(1).split() for name in REGIONS}
        shown = {name: settled(region(desk, name)) for name in REGIONS}
        moved = set()
        for tell in story(incident, unit, other_unit, medic, clinician, dispatcher, service):
            kind = tell(two_pm).kind
            now = {name: settled(region(desk, name)) for name in REGIONS}
            for name in (name for name in REGIONS if now[name] != shown[name]):
                moved.add(name)
                assert any(kind == said or (said[-1] == "." and kind.startswith(said)) for said in listening[name]), (
                    f"{name} changes with {kind} and does not listen to it"
                )
            shown = now
        assert moved == set(REGIONS)


def tap(action, by, **what):
    """Does it once asked for; what is not there yet is looked up then."""

    def tell(at):
        told = {name: value() if callable(value) else value for name, value in what.items()}
        return action(by=by, id=uuid4(), occurred_at=at, **told)

    return tell


def late(action, by, **what):
    """As tap, hours later."""
    return lambda at: tap(action, by, **what)(at + timedelta(hours=9))


def story(incident, unit, other_unit, medic, clinician, dispatcher, service):
    def declined():
        return Assignment.objects.get(unit=other_unit)

    def own():
        return Assignment.objects.get(unit=unit)

    agency = incident.agency
    yield tap(shifts.sign_on, medic, unit=unit)
    yield tap(shifts.sign_on, clinician, unit=other_unit)
    yield tap(out_of_service.go_out_of_service, medic, unit=unit, reason="meal")
    yield tap(out_of_service.back_in_service, medic, unit=unit)
    yield tap(intake.receive_call, dispatcher, call_type=incident.call_type, intake_channel="988")
    yield tap(assignments.assign, dispatcher, incident=incident, unit=other_unit)
    yield tap(assignments.decline, clinician, assignment=declined, reason="unsafe")
    yield tap(assignments.assign, dispatcher, incident=incident, unit=unit)
    for mark in (assignments.mark_sent, assignments.confirm_on_tablet, assignments.confirm_seen):
        yield tap(mark, agency if mark is assignments.mark_sent else medic, assignment=own)
    yield tap(assignments.mark_overdue, agency, assignment=own)
    yield tap(second_person.call_second_person, agency, alert=Alert.objects.get)
    yield tap(alerts.acknowledge_alert, dispatcher, alert=Alert.objects.get)
    yield tap(assignments.accept, medic, assignment=own)
    for status in words.LADDER[:-1]:
        yield tap(assignments.report_status, medic, assignment=own, status=status)
    yield tap(encounters.write_note, medic, incident=incident, body="He is calm.")
    yield tap(safety.call_backup, medic, assignment=own, level="urgent", reasons=["animal"])
    yield tap(second_person.call_second_person, agency, backup=BackupRequest.objects.get)
    yield tap(safety.acknowledge_backup, dispatcher, backup=BackupRequest.objects.get)
    yield tap(safety.help_under_way, dispatcher, backup=BackupRequest.objects.get, minutes=6)
    yield tap(safety.end_backup, dispatcher, backup=BackupRequest.objects.get, result="arrived")
    yield tap(referrals.refer, medic, incident=incident, service=service, mode="warm_handoff")
    yield tap(assignments.report_status, medic, assignment=own, status="available")
    yield tap(encounters.close, medic, assignment=own, contact_outcome="gone_on_arrival")
    yield tap(letters.set_letter_aside, medic, unit=unit, label="A note", problem="Empty.")
    yield tap(letters.settle_letter, medic, letter=SetAsideLetter.objects.get, end="handed_over", body={"body": "Hm."})
    yield tap(letters.deal_with_letter, dispatcher, letter=SetAsideLetter.objects.get)
    yield tap(shifts.sign_off, medic, shift=lambda: medic.shifts.get())
    yield from story_of_a_wait(unit, clinician, dispatcher)


def story_of_a_wait(unit, clinician, dispatcher):
    """The other call of the story above: its caller waits, police go too, and it ends twice."""

    def call():
        return Incident.objects.get(intake_channel="988")

    agency = unit.agency
    yield tap(priorities.change_priority, dispatcher, incident=call, priority=1, reason="Worse.")
    yield tap(hold_queue.hold_for_team, dispatcher, incident=call)
    told = {"kind": "advised_of_delay", "reached": True, "told_minutes": 20}
    yield tap(hold_queue.log_call_back, dispatcher, incident=call, **told)
    yield late(hold_queue.ask_for_decision, agency, incident=call)
    yield tap(hold_queue.go_on_holding, dispatcher, incident=call, minutes=9, reason="R1 clears.")
    yield tap(supports.send_support, dispatcher, incident=call, kind="police")
    yield tap(supports.change_support, dispatcher, support=Support.objects.get, stage="on_scene")
    yield tap(
        hold_queue.log_call_back, dispatcher, incident=call, kind="caller_rang_again", reached=True, will_wait=False
    )
    yield tap(supports.hand_over, dispatcher, incident=call, kind="ems", reason="Bleeds.")
    ending = {"unserved_reason": "caller_would_not_wait", "close": True}
    yield tap(supports.hand_over, dispatcher, incident=call, kind="police", reason="Bleeds.", **ending)
    yield tap(endings.reopen_call, dispatcher, incident=call, reason="Wrong call.")
    yield tap(endings.void_call, dispatcher, incident=call, reason="Test.")


class TestACallThatATransferEnds:
    """Its line is `transfer.accepted`, no `incident.` one: whoever lists open calls must hear that too."""

    @pytest.mark.parametrize(
        "region",
        ["call", "waiting", "hold", "units", "map", "proposals", "eta", "callers", "consults", "follow_ups", "alerts"],
    )
    def test_is_heard_wherever_open_calls_stand(self, region):
        told = get_template(f"dispatch/_{region}.html").template.source
        heard = re.search(r'data-live="([^"]*)"', told).group(1).split()
        assert {"transfer.", "transfer.accepted"} & set(heard)
