from uuid import uuid4

import pytest

from responder_app.actions.safety import acknowledge_backup, call_backup, call_ems, code_four, end_backup, panic
from responder_app.actions.shifts import sign_off
from responder_app.log import NotYours, Refused
from responder_app.models import BackupRequest, Event
from tests import factories


@pytest.fixture
def call(assignment, medic, two_pm):
    return {
        "assignment": assignment,
        "level": "emergency",
        "reasons": ["weapon_seen", "crowd_hostile"],
        "by": medic,
        "id": uuid4(),
        "occurred_at": two_pm,
    }


@pytest.fixture
def backup(call):
    call_backup(**call)
    return BackupRequest.objects.get()


class TestCallBackup:
    def test_waits_for_a_human(self, backup):
        assert list(BackupRequest.objects.unacknowledged()) == [backup]

    def test_keeps_level_and_reasons(self, backup):
        assert (backup.level, backup.reasons) == ("emergency", ["weapon_seen", "crowd_hostile"])

    def test_sent_twice_asks_once(self, call):
        call_backup(**call)
        assert call_backup(**call).repeated
        assert BackupRequest.objects.count() == 1

    def test_refuses_a_request_without_a_reason(self, call):
        with pytest.raises(Refused, match="at least one reason"):
            call_backup(**call | {"reasons": []})

    def test_is_not_for_strangers(self, call, dispatcher, elsewhere):
        for stranger in (dispatcher, elsewhere.responder):
            with pytest.raises(NotYours):
                call_backup(**call | {"by": stranger})

    def test_without_a_call_is_about_the_one_in_hand(self, call, assignment):
        call_backup(**call | {"assignment": None})
        assert BackupRequest.objects.get().assignment == assignment

    def test_is_heard_from_a_crew_on_no_call(self, on_duty, unit, medic, two_pm):
        line = call_backup(level="urgent", reasons=["animal"], by=medic, id=uuid4(), occurred_at=two_pm)
        assert (line.unit, line.incident, line.shifts) == (unit, None, [on_duty.pk])
        assert BackupRequest.objects.get().assignment is None

    def test_is_heard_from_somebody_aboard_nothing(self, medic, two_pm):
        line = call_backup(level="urgent", reasons=["animal"], by=medic, id=uuid4(), occurred_at=two_pm)
        assert (line.unit, line.shifts) == (None, [])


class TestCallEms:
    @pytest.fixture
    def overdose(self, assignment, medic, two_pm):
        return {"assignment": assignment, "reasons": ["overdose"], "by": medic, "id": uuid4(), "occurred_at": two_pm}

    def test_asks_for_an_ambulance_at_once(self, overdose):
        line = call_ems(**overdose)
        request = BackupRequest.objects.get()
        assert (request.kind, request.level, request.reasons) == ("ems", "urgent", ["overdose"])
        assert line.details == {"kind": "ems", "level": "urgent", "reasons": ["overdose"]}

    def test_sent_twice_asks_once(self, overdose):
        call_ems(**overdose)
        assert call_ems(**overdose).repeated

    def test_refuses_a_request_without_a_reason(self, overdose):
        with pytest.raises(Refused, match="at least one reason"):
            call_ems(**overdose | {"reasons": []})

    def test_is_not_for_strangers(self, overdose, dispatcher, elsewhere):
        for stranger in (dispatcher, elsewhere.responder):
            with pytest.raises(NotYours):
                call_ems(**overdose | {"by": stranger})


class TestPanic:
    @pytest.fixture
    def press(self, medic, two_pm):
        return {"by": medic, "id": uuid4(), "occurred_at": two_pm}

    def test_is_an_emergency_wherever_the_person_is(self, press, assignment, unit):
        panic(**press)
        alarm = BackupRequest.objects.unacknowledged().get()
        assert (alarm.origin, alarm.level, alarm.assignment, alarm.unit) == ("panic", "emergency", assignment, unit)

    def test_is_heard_from_somebody_who_has_signed_off(self, press, on_duty, medic, two_pm, minutes):
        sign_off(shift=on_duty, by=medic, id=uuid4(), occurred_at=two_pm - minutes(1))
        panic(**press)
        assert BackupRequest.objects.unacknowledged().get().requested_by == medic

    def test_sent_twice_is_raised_once(self, press):
        panic(**press)
        assert panic(**press).repeated
        assert BackupRequest.objects.count() == 1

    def test_refuses_a_second_press_within_a_minute_but_not_after(self, press, two_pm, minutes):
        panic(**press)
        with pytest.raises(Refused, match="already"):
            panic(**press | {"id": uuid4(), "occurred_at": two_pm + minutes(1) / 2})
        panic(**press | {"id": uuid4(), "occurred_at": two_pm + minutes(2)})
        assert BackupRequest.objects.count() == 2

    def test_is_not_for_other_roles(self, press, dispatcher, machine):
        for stranger in (dispatcher, machine):
            with pytest.raises(NotYours):
                panic(**press | {"by": stranger})

    def test_silently_tells_the_desk_and_no_crew(self, press, assignment, medic):
        line = panic(**press, silent=True)
        assert BackupRequest.objects.unacknowledged().get().silent
        assert (line.incident, line.shifts) == (None, [])
        assert not BackupRequest.objects.shown_to_crews().exists()


class TestCodeFour:
    @pytest.fixture
    def safe(self, backup, medic, two_pm, minutes):
        return {"backup": backup, "duress": False, "by": medic, "id": uuid4(), "occurred_at": two_pm + minutes(1)}

    def test_ends_the_alarm(self, safe, backup):
        code_four(**safe)
        backup.refresh_from_db()
        assert backup.ended_at == backup.code_4_at == safe["occurred_at"]

    def test_under_duress_leaves_it_open_and_sounding_although_somebody_had_it(self, safe, backup, dispatcher, two_pm):
        acknowledge_backup(backup=backup, by=dispatcher, id=uuid4(), occurred_at=two_pm)

        code_four(**safe | {"duress": True})

        assert list(BackupRequest.objects.unacknowledged()) == [backup]
        acknowledge_backup(backup=backup, by=dispatcher, id=uuid4(), occurred_at=two_pm)
        assert not BackupRequest.objects.unacknowledged().exists()
        assert BackupRequest.objects.open().exists()

    def test_files_the_same_line_either_way(self, safe, call, backup, two_pm, minutes):
        call_backup(**call | {"id": uuid4(), "occurred_at": two_pm + minutes(1)})
        other = BackupRequest.objects.exclude(pk=backup.pk).get()

        right = code_four(**safe)
        forced = code_four(**safe | {"backup": other, "duress": True, "id": uuid4()})

        told = ("kind", "incident_id", "assignment_id", "unit_id", "shifts", "details", "by_id")
        assert [getattr(right, name) for name in told] == [getattr(forced, name) for name in told]

    def test_what_the_desk_does_after_duress_reaches_no_crew(self, safe, backup, dispatcher, two_pm):
        code_four(**safe | {"duress": True})
        acknowledge_backup(backup=backup, by=dispatcher, id=uuid4(), occurred_at=two_pm)
        end_backup(backup=backup, result="arrived", by=dispatcher, id=uuid4(), occurred_at=two_pm)

        for kind in ("backup.acknowledged", "backup.ended"):
            line = Event.objects.get(kind=kind)
            assert (line.incident, line.shifts) == (None, [])

    @pytest.mark.parametrize("duress", [False, True])
    def test_sent_twice_happens_once_and_then_it_is_over_for_the_crew(self, safe, duress):
        code_four(**safe | {"duress": duress})
        assert code_four(**safe | {"duress": duress}).repeated
        with pytest.raises(Refused, match="is over"):
            code_four(**safe | {"id": uuid4()})

    def test_is_the_crews_alone(self, safe, dispatcher, administrator, elsewhere):
        for stranger in (dispatcher, administrator, elsewhere.responder):
            with pytest.raises(NotYours):
                code_four(**safe | {"by": stranger})


class TestAcknowledgeBackup:
    def test_names_who_has_it(self, backup, dispatcher, two_pm):
        acknowledge_backup(backup=backup, by=dispatcher, id=uuid4(), occurred_at=two_pm)
        backup.refresh_from_db()
        assert backup.acknowledged_by == dispatcher

    def test_refuses_a_second_dispatcher_and_says_who_was_first(self, backup, agency, dispatcher, two_pm):
        acknowledge_backup(backup=backup, by=dispatcher, id=uuid4(), occurred_at=two_pm)
        second = factories.Person(agency=agency, role="dispatcher", first_name="Dov")
        with pytest.raises(Refused, match="Dana already has it"):
            acknowledge_backup(backup=backup, by=second, id=uuid4(), occurred_at=two_pm)

    def test_sent_twice_happens_once(self, backup, dispatcher, two_pm):
        tap = {"backup": backup, "by": dispatcher, "id": uuid4(), "occurred_at": two_pm}
        acknowledge_backup(**tap)
        assert acknowledge_backup(**tap).repeated

    def test_needs_a_human_at_the_desk(self, backup, medic, machine, elsewhere, two_pm):
        for stranger in (medic, machine, elsewhere.dispatcher):
            with pytest.raises(NotYours):
                acknowledge_backup(backup=backup, by=stranger, id=uuid4(), occurred_at=two_pm)
