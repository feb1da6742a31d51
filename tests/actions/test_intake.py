from uuid import uuid4, uuid5

import pytest

from responder_app.actions.assignments import assign
from responder_app.actions.intake import close_without_team, receive_call, start_call
from responder_app.actions.shifts import sign_off
from responder_app.log import Conflict, NotYours, Refused
from responder_app.models import Assignment, Incident
from responder_app.words import SentInstead, UnservedReason
from tests import factories


@pytest.fixture
def welfare_check(agency):
    return factories.CallType(agency=agency, eligible=True, priority=2)


@pytest.fixture
def told(welfare_check, two_pm):
    return {
        "call_type": welfare_check,
        "intake_channel": "911_call_taker",
        "address": "14 Alder Street",
        "id": uuid4(),
        "occurred_at": two_pm,
    }


class TestReceiveCall:
    def test_files_the_call_under_the_callers_id(self, told, dispatcher, two_pm):
        line = receive_call(by=dispatcher, **told)

        incident = Incident.objects.get(pk=told["id"])
        assert (line.kind, line.incident_id) == ("incident.received", incident.pk)
        assert (incident.received_at, incident.number) == (two_pm, 1)

    def test_takes_priority_and_eligibility_from_the_call_type(self, told, dispatcher):
        incident = receive_call(by=dispatcher, **told).incident
        assert (incident.priority, incident.eligible) == (2, True)

    def test_lets_the_call_taker_say_otherwise(self, told, dispatcher):
        incident = receive_call(by=dispatcher, priority=5, eligible=False, **told).incident
        assert (incident.priority, incident.eligible) == (5, False)

    def test_counts_within_the_agency(self, told, dispatcher, elsewhere):
        receive_call(by=dispatcher, **told)
        second = receive_call(by=dispatcher, **told | {"id": uuid4()})
        assert second.incident.number == 2

    def test_sent_twice_makes_one_call(self, told, machine):
        receive_call(by=machine, **told)
        assert receive_call(by=machine, **told).repeated
        assert Incident.objects.count() == 1

    def test_refuses_a_second_call_with_the_centers_number(self, told, machine):
        receive_call(by=machine, external_id="26-0417", **told)
        with pytest.raises(Refused, match="26-0417"):
            receive_call(by=machine, external_id="26-0417", **told | {"id": uuid4()})

    def test_keeps_personal_data_out_of_the_log(self, told, dispatcher):
        line = receive_call(by=dispatcher, caller_name="Ines Calder", callback_number="555-0101", **told)
        assert "Calder" not in str(line.details)
        assert "Alder" not in str(line.details)

    def test_is_not_for_a_responder(self, told, medic):
        with pytest.raises(NotYours):
            receive_call(by=medic, **told)

    def test_is_not_for_another_agencys_call_type(self, told, elsewhere):
        with pytest.raises(NotYours):
            receive_call(by=elsewhere.dispatcher, **told)


class TestStartCall:
    @pytest.fixture
    def letter(self, welfare_check, on_duty, medic, two_pm):
        told = {"call_type": welfare_check, "intake_channel": "on_view", "address": "By the footbridge"}
        return {**told, "shift": on_duty, "by": medic, "id": uuid4(), "occurred_at": two_pm}

    def test_files_the_call_and_puts_it_into_the_crews_hands(self, letter, on_duty, unit, two_pm):
        line = start_call(**letter)

        call, made = Incident.objects.get(), Assignment.objects.get()
        assert (call.pk, made.pk) == (uuid5(letter["id"], "incident"), letter["id"])
        assert (line.kind, line.assignment, line.shifts) == ("incident.started", made, [on_duty.pk])
        assert (call.received_at, call.priority, call.dispatch_owner) == (two_pm, 2, "responder")
        assert made.accepted_at == made.seen_at == two_pm
        assert "footbridge" not in str(line.details)

    @pytest.mark.parametrize(
        ("channel", "status"),
        [
            ("on_view", "on_scene"),
            ("walk_up", "on_scene"),
            ("field_unit_request", "on_scene"),
            ("follow_up", "en_route"),
        ],
    )
    def test_begins_where_the_crew_is(self, letter, unit, channel, status):
        start_call(**letter | {"intake_channel": channel})

        unit.refresh_from_db()
        assert (Assignment.objects.get().status, unit.status) == (status, status)

    def test_remembers_what_it_follows(self, letter, incident):
        start_call(**letter, follows=incident)
        assert Incident.objects.get(follows=incident).assignments.count() == 1

    def test_sent_twice_makes_one_call(self, letter):
        start_call(**letter)
        assert start_call(**letter).repeated
        assert Incident.objects.count() == Assignment.objects.count() == 1

    def test_is_kept_for_a_unit_that_was_sent_elsewhere_meanwhile(
        self, letter, incident, unit, dispatcher, on_duty, two_pm
    ):
        assign(incident=incident, unit=unit, by=dispatcher, id=uuid4(), occurred_at=two_pm)

        line = start_call(**letter)

        assert (line.assignment, line.incident.held_for, line.shifts) == (None, unit, [on_duty.pk])
        assert Assignment.objects.count() == 1

    def test_that_comes_after_the_crew_went_home_owes_its_paperwork(
        self, letter, on_duty, medic, unit, two_pm, minutes
    ):
        sign_off(shift=on_duty, by=medic, id=uuid4(), occurred_at=two_pm + minutes(5))

        start_call(**letter)

        made = Assignment.objects.unfinished().get()
        unit.refresh_from_db()
        assert (made.cleared_at, list(made.crew.all())) == (two_pm + minutes(5), [on_duty])
        assert unit.status == "off_duty"

    def test_refuses_without_a_unit_and_for_what_comes_from_a_desk(self, letter, clinician):
        for wrong in ({"shift": None}, {"by": clinician}):
            with pytest.raises(Refused, match="Sign on"):
                start_call(**letter | wrong)
        with pytest.raises(Refused, match="cannot start"):
            start_call(**letter | {"intake_channel": "988"})
        assert not Incident.objects.exists()

    def test_is_not_for_strangers(self, letter, dispatcher, elsewhere):
        for stranger in (dispatcher, elsewhere.responder):
            with pytest.raises(NotYours):
                start_call(**letter | {"by": stranger})


class TestCloseWithoutTeam:
    @pytest.fixture
    def ending(self, two_pm):
        return {"sent_instead": SentInstead.POLICE, "id": uuid4(), "occurred_at": two_pm}

    def test_ends_the_call_with_reason_and_what_went(self, incident, dispatcher, ending, two_pm):
        close_without_team(incident=incident, reason=UnservedReason.NO_UNIT, by=dispatcher, **ending)

        incident.refresh_from_db()
        assert incident.closed_at == two_pm
        assert (incident.unserved_reason, incident.sent_instead) == ("no_unit_free", "police")

    def test_refuses_an_eligible_call_without_a_reason(self, incident, dispatcher, ending):
        with pytest.raises(Refused, match="say why"):
            close_without_team(incident=incident, by=dispatcher, **ending)
        incident.refresh_from_db()
        assert incident.closed_at is None

    def test_asks_no_reason_of_a_call_that_was_not_ours(self, agency, dispatcher, ending):
        incident = factories.Incident(agency=agency, eligible=False)
        assert close_without_team(incident=incident, by=dispatcher, **ending).kind == "incident.closed"

    def test_refuses_while_a_unit_is_on_it(self, assignment, dispatcher, ending):
        with pytest.raises(Refused, match="R1 is still on call"):
            close_without_team(incident=assignment.incident, reason=UnservedReason.NO_UNIT, by=dispatcher, **ending)

    def test_sent_twice_happens_once(self, incident, dispatcher, ending):
        ending |= {"reason": UnservedReason.NO_UNIT, "incident": incident, "by": dispatcher}
        close_without_team(**ending)
        assert close_without_team(**ending).repeated

    def test_refuses_a_second_ending(self, incident, dispatcher, ending):
        close_without_team(incident=incident, reason=UnservedReason.NO_UNIT, by=dispatcher, **ending)
        with pytest.raises(Refused, match="is closed"):
            close_without_team(
                incident=incident, reason=UnservedReason.PERSON_LEFT, by=dispatcher, **ending | {"id": uuid4()}
            )

    def test_is_not_for_strangers(self, incident, medic, elsewhere, ending):
        for stranger in (medic, elsewhere.dispatcher):
            with pytest.raises(NotYours):
                close_without_team(incident=incident, reason="no_unit_free", by=stranger, **ending)


class TestTheDatabase:
    def test_forbids_one_number_for_two_calls(self, told, dispatcher, incident):
        with pytest.raises(Conflict):
            receive_call(by=dispatcher, **told | {"id": incident.pk})
