from uuid import uuid4

import pytest

from responder_app.actions.safety import acknowledge_backup, call_backup, end_backup
from responder_app.log import NotYours, Refused
from responder_app.models import BackupRequest
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


class TestEndBackup:
    def test_keeps_the_result(self, backup, dispatcher, two_pm):
        end_backup(backup=backup, result="arrived", by=dispatcher, id=uuid4(), occurred_at=two_pm)
        backup.refresh_from_db()
        assert (backup.result, backup.ended_at) == ("arrived", two_pm)

    def test_refuses_a_dispatcher_who_cancels_an_emergency(self, backup, dispatcher, two_pm):
        with pytest.raises(Refused, match="Only the crew"):
            end_backup(backup=backup, result="cancelled_before_arrival", by=dispatcher, id=uuid4(), occurred_at=two_pm)

    def test_lets_the_crew_cancel_its_own(self, backup, medic, two_pm):
        end_backup(backup=backup, result="cancelled_before_arrival", by=medic, id=uuid4(), occurred_at=two_pm)
        assert not BackupRequest.objects.open().exists()

    def test_sent_twice_happens_once_and_a_second_ending_is_refused(self, backup, medic, two_pm):
        tap = {"backup": backup, "result": "arrived", "by": medic, "id": uuid4(), "occurred_at": two_pm}
        end_backup(**tap)
        assert end_backup(**tap).repeated
        with pytest.raises(Refused, match="is over"):
            end_backup(**tap | {"id": uuid4()})

    def test_is_not_for_another_agency(self, backup, elsewhere, two_pm):
        with pytest.raises(NotYours):
            end_backup(backup=backup, result="arrived", by=elsewhere.dispatcher, id=uuid4(), occurred_at=two_pm)
