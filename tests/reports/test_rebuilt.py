"""The board rebuilt from the log alone: what a line tells of what stands, and what is made of it."""

from importlib import import_module
from uuid import uuid4

import pytest
from django.apps import apps

from responder_app.actions.assignments import assign, report_status, withdraw
from responder_app.actions.corrections import undo_status
from responder_app.actions.dispatching import preempt
from responder_app.actions.hold_queue import hold_for_team
from responder_app.actions.intake import close_without_team, receive_call
from responder_app.actions.program import add_unit
from responder_app.actions.shifts import sign_off, sign_on
from responder_app.actions.training import empty_training, enter_training, open_training
from responder_app.actions.waiting import hold
from responder_app.log import Refused
from responder_app.models import Agency, Event, Incident, StatusReport, Unit
from responder_app.reports.board_check import differences
from responder_app.reports.rebuilt import Reading
from tests import factories


@pytest.fixture
def call(agency, dispatcher, two_pm):
    """A call that came in at two, of that priority."""
    kind = factories.CallType(agency=agency)

    def comes_in(priority=3):
        told = {"call_type": kind, "priority": priority, "intake_channel": "911_call_taker"}
        return receive_call(**told, by=dispatcher, id=uuid4(), occurred_at=two_pm).incident

    return comes_in


@pytest.fixture
def out(administrator, dispatcher, medic, call, two_pm):
    """R7, with the medic aboard, on a call."""
    unit = add_unit(call_sign="R7", by=administrator, id=uuid4(), occurred_at=two_pm).unit
    sign_on(unit=unit, by=medic, id=uuid4(), occurred_at=two_pm)
    return assign(incident=call(), unit=unit, by=dispatcher, id=uuid4(), occurred_at=two_pm).assignment


@pytest.fixture
def read(agency):
    def read():
        reading = Reading()
        reading.read(Event.objects.filter(agency=agency))
        return reading.board()

    return read


class TestALine:
    def test_tells_what_stands_in_the_rows_that_it_changed_and_of_no_others(self, out, medic, two_pm, minutes):
        at = two_pm + minutes(5)
        line = report_status(assignment=out, status="on_scene", by=medic, id=uuid4(), occurred_at=at)

        assert line.stands["unit"] == {
            str(out.unit_id): {"call_sign": "R7", "status": "on_scene", "status_since": at.isoformat()}
        }
        assert line.stands["assignment"][str(out.pk)]["status"] == "on_scene"
        assert "incident" not in line.stands

    def test_of_a_refusal_is_not_there_and_the_next_one_tells_nothing_of_it(self, out, dispatcher, call, hand):
        withdraw(assignment=out, by=dispatcher, **hand())
        with pytest.raises(Refused):
            withdraw(assignment=out, by=dispatcher, **hand())

        assert set(receive_call(call_type=out.incident.call_type, by=dispatcher, **hand()).stands) == {"incident"}

    @pytest.fixture
    def hand(self, two_pm):
        return lambda: {"id": uuid4(), "occurred_at": two_pm}


class TestTheBoard:
    def test_has_a_unit_with_its_call_and_the_call_with_its_unit(self, out, medic, read, two_pm, minutes):
        at = two_pm + minutes(5)
        report_status(assignment=out, status="on_scene", by=medic, id=uuid4(), occurred_at=at)

        unit, call = read().units["R7"], read().calls[out.incident.number]

        assert (unit.status, unit.call, unit.does, unit.since) == (
            "on_scene",
            out.incident.number,
            "on_scene",
            at.isoformat(),
        )
        assert (call.lists, call.units) == (("under way",), ("R7",))

    def test_follows_a_status_taken_back_to_the_one_before(self, out, medic, read, two_pm, minutes):
        on_the_way = two_pm + minutes(3)
        report_status(assignment=out, status="en_route", by=medic, id=uuid4(), occurred_at=on_the_way)
        wrong = {"id": uuid4(), "occurred_at": two_pm + minutes(5)}
        report_status(assignment=out, status="available", by=medic, **wrong)
        report = StatusReport.objects.get(pk=wrong["id"])
        undo_status(report=report, by=medic, id=uuid4(), occurred_at=wrong["occurred_at"])

        assert (read().units["R7"].status, read().units["R7"].since) == ("en_route", on_the_way.isoformat())
        assert read().calls[out.incident.number].units == ("R7",)

    def test_has_the_call_that_a_unit_was_taken_from(self, out, dispatcher, call, read, two_pm):
        urgent, told = call(priority=1), {"by": dispatcher, "id": uuid4(), "occurred_at": two_pm}
        preempt(assignment=out, incident=urgent, former="kept", **told)

        assert read().units["R7"].call == urgent.number
        assert read().units["R7"].kept == (out.incident.number,)
        assert read().calls[out.incident.number].lists == ("waiting",)

    def test_has_who_waits_in_the_queue_and_how_the_others_ended(self, call, dispatcher, read, two_pm):
        told = {"by": dispatcher, "occurred_at": two_pm}
        waits, ended = call(), call()
        hold_for_team(incident=waits, id=uuid4(), **told)
        close_without_team(incident=ended, reason="no_unit_free", sent_instead="police", id=uuid4(), **told)

        over = read().calls[ended.number]
        assert read().calls[waits.number].lists == ("hold queue",)
        assert (over.lists, over.ending, over.reason, over.instead) == (
            ("ended",),
            "no_team",
            "no_unit_free",
            "police",
        )


class TestDifferences:
    def test_are_none_where_all_was_done_by_actions(self, out, call, dispatcher, agency, two_pm):
        hold(incident=call(), unit=out.unit, by=dispatcher, id=uuid4(), occurred_at=two_pm)
        assert differences(agency.pk, two_pm) == []

    def test_say_what_stands_otherwise_in_a_table(self, out, agency, two_pm):
        Unit.objects.filter(pk=out.unit_id).update(status="available")
        Incident.objects.filter(pk=out.incident_id).update(eligible=False)

        assert differences(agency.pk, two_pm) == [
            "R7: status is available by the board, assigned by the log.",
            f"Call #{out.incident.number}: eligible is False by the board, True by the log.",
        ]

    def test_say_what_only_one_of_them_knows(self, out, unit, call, agency, two_pm):
        Incident.objects.filter(pk=call().pk).delete()
        assert differences(agency.pk, two_pm) == [
            "Lines missing in the log: 1.",
            "R1 is on the board, and no line of the log tells of it.",
        ]

    def test_are_none_after_an_upgrade_to_lines_that_tell_what_stands(self, out, call, agency, two_pm):
        call()
        Event.objects.update(stands={})
        assert differences(agency.pk, two_pm)

        import_module("responder_app.migrations.0017_what_stands").tell_what_stands(apps, None)

        assert differences(agency.pk, two_pm) == []


class TestAtPractice:
    def test_the_log_tells_of_the_units_from_the_beginning_and_after_it_was_emptied(
        self, out, administrator, medic, two_pm
    ):
        hand = {"occurred_at": two_pm}
        open_training(by=administrator, id=uuid4(), **hand)
        ground = Agency.objects.get(training_of=administrator.agency)
        assert differences(ground.pk, two_pm) == []
        (unit,) = Unit.objects.filter(agency=ground)
        withdraw(assignment=out, by=administrator, id=uuid4(), **hand)
        sign_off(shift=medic.shifts.get(), by=medic, id=uuid4(), **hand)
        enter_training(by=medic, id=uuid4(), **hand)
        medic.refresh_from_db()
        sign_on(unit=unit, by=medic.trains_as, id=uuid4(), **hand)
        assert differences(ground.pk, two_pm) == []

        empty_training(by=administrator, id=uuid4(), **hand)

        assert differences(ground.pk, two_pm) == []
