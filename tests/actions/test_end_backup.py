"""How help ends: by a result, or called off by whom the agency's rule lets."""

from uuid import uuid4

import pytest

from responder_app.actions.safety import call_backup, code_four, end_backup
from responder_app.actions.second_person import call_second_person
from responder_app.log import NotYours, Refused
from responder_app.models import BackupRequest


@pytest.fixture
def call(assignment, medic, two_pm):
    told = {"assignment": assignment, "level": "emergency", "reasons": ["weapon_seen"]}
    return {**told, "by": medic, "id": uuid4(), "occurred_at": two_pm}


@pytest.fixture
def backup(call):
    call_backup(**call)
    return BackupRequest.objects.get()


class TestEndBackup:
    def test_keeps_the_result(self, backup, dispatcher, two_pm):
        end_backup(backup=backup, result="arrived", by=dispatcher, id=uuid4(), occurred_at=two_pm)
        backup.refresh_from_db()
        assert (backup.result, backup.ended_at) == ("arrived", two_pm)

    def test_refuses_a_dispatcher_who_cancels_an_emergency(self, backup, dispatcher, two_pm):
        with pytest.raises(Refused, match="Only the crew"):
            end_backup(backup=backup, result="cancelled_before_arrival", by=dispatcher, id=uuid4(), occurred_at=two_pm)

    def test_lets_the_crew_cancel_its_own(self, call, medic, two_pm):
        call_backup(**call | {"level": "urgent"})
        asked = BackupRequest.objects.get()
        end_backup(backup=asked, result="cancelled_before_arrival", by=medic, id=uuid4(), occurred_at=two_pm)
        assert not BackupRequest.objects.open().exists()

    @pytest.mark.parametrize(
        ("level", "who", "may"),
        [
            ("urgent", "dispatcher", False),
            ("urgent", "manager", True),
            ("urgent", "administrator", True),
            ("urgent", "medic", True),
            ("routine", "dispatcher", True),
            ("emergency", "administrator", False),
        ],
    )
    def test_lets_those_call_it_off_whom_the_agencys_rule_names(self, call, request, level, who, may, two_pm):
        call_backup(**call | {"level": level})
        told = {"backup": BackupRequest.objects.get(), "result": "cancelled_before_arrival", "id": uuid4()}
        told |= {"by": request.getfixturevalue(who), "occurred_at": two_pm}
        if may:
            assert end_backup(**told).kind == "backup.ended"
            return
        with pytest.raises(Refused, match="Only the crew" if level == "emergency" else "The crew that asked, Super"):
            end_backup(**told)

    def test_is_called_off_by_nobody_where_the_rule_says_so(self, call, agency, medic, two_pm):
        agency.cancel_rules = {"urgent": []}
        agency.save()
        call_backup(**call | {"level": "urgent"})
        told = {"backup": BackupRequest.objects.get(), "result": "cancelled_before_arrival", "by": medic}
        with pytest.raises(Refused, match="Nobody may call this off"):
            end_backup(**told, id=uuid4(), occurred_at=two_pm)

    def test_is_a_managers_only_once_called(self, backup, agency, manager, two_pm):
        told = {"backup": backup, "result": "arrived", "by": manager, "occurred_at": two_pm}
        with pytest.raises(Refused, match="The desk is asked first"):
            end_backup(**told, id=uuid4())
        call_second_person(backup=backup, by=agency, id=uuid4(), occurred_at=two_pm)
        assert end_backup(**told, id=uuid4()).by == manager

    def test_sends_the_crew_to_code_four_for_an_emergency(self, backup, medic, two_pm):
        with pytest.raises(Refused, match="Code 4"):
            end_backup(backup=backup, result="arrived", by=medic, id=uuid4(), occurred_at=two_pm)

    def test_is_over_for_a_crew_that_said_code_four_under_duress(self, backup, medic, two_pm):
        code_four(backup=backup, duress=True, by=medic, id=uuid4(), occurred_at=two_pm)
        with pytest.raises(Refused, match="is over"):
            end_backup(backup=backup, result="arrived", by=medic, id=uuid4(), occurred_at=two_pm)

    def test_sent_twice_happens_once_and_a_second_ending_is_refused(self, backup, dispatcher, two_pm):
        tap = {"backup": backup, "result": "arrived", "by": dispatcher, "id": uuid4(), "occurred_at": two_pm}
        end_backup(**tap)
        assert end_backup(**tap).repeated
        with pytest.raises(Refused, match="is over"):
            end_backup(**tap | {"id": uuid4()})

    def test_is_not_for_another_agency(self, backup, elsewhere, two_pm):
        with pytest.raises(NotYours):
            end_backup(backup=backup, result="arrived", by=elsewhere.dispatcher, id=uuid4(), occurred_at=two_pm)
