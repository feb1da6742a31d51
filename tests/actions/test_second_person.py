from datetime import timedelta
from uuid import uuid4

import pytest

from responder_app.actions.assignments import mark_overdue
from responder_app.actions.safety import acknowledge_backup, code_four, end_backup
from responder_app.actions.second_person import call_second_person
from responder_app.log import NotYours, Refused
from responder_app.models import Alert, BackupRequest, Event

LATER = timedelta(seconds=45)


@pytest.fixture
def call(backup, agency, two_pm):
    return {"backup": backup, "by": agency, "id": uuid4(), "occurred_at": two_pm + LATER}


class TestCallSecondPerson:
    def test_is_told_of_a_request_with_its_call(self, call, backup):
        line = call_second_person(**call)

        backup.refresh_from_db()
        assert backup.second_at == call["occurred_at"]
        assert (line.kind, line.incident, line.details) == (
            "alert.second_person",
            backup.assignment.incident,
            {"level": "emergency"},
        )

    def test_is_told_of_an_alert(self, assignment, agency, two_pm):
        mark_overdue(assignment=assignment, by=agency, id=uuid4(), occurred_at=two_pm)
        line = call_second_person(alert=Alert.objects.get(), by=agency, id=uuid4(), occurred_at=two_pm + LATER)

        assert (Alert.objects.get().second_at, line.details) == (two_pm + LATER, {"alert": "unaccepted"})

    def test_sent_twice_happens_once(self, call):
        call_second_person(**call)
        assert call_second_person(**call).repeated

    @pytest.mark.parametrize("why", ["held", "over", "called already"])
    def test_is_refused_where_nobody_is_needed(self, call, backup, dispatcher, two_pm, why):
        tap = {"backup": backup, "by": dispatcher, "id": uuid4(), "occurred_at": two_pm}
        if why == "held":
            acknowledge_backup(**tap)
        elif why == "over":
            end_backup(**tap, result="arrived")
        else:
            call_second_person(**call)
        with pytest.raises(Refused, match="Somebody has it after all"):
            call_second_person(**call | {"id": uuid4()})

    def test_is_due_again_and_told_to_no_crew_once_a_duress_pin_was_used(self, call, backup, medic, dispatcher, two_pm):
        call_second_person(**call)
        acknowledge_backup(backup=backup, by=dispatcher, id=uuid4(), occurred_at=two_pm + LATER)
        forced = two_pm + LATER * 2
        code_four(backup=backup, duress=True, by=medic, id=uuid4(), occurred_at=forced)
        assert list(BackupRequest.objects.due_for_another(forced + LATER)) == [backup]

        call_second_person(**call | {"id": uuid4(), "occurred_at": forced + LATER})

        line = Event.objects.filter(kind="alert.second_person").latest("seq")
        assert (line.incident, line.shifts) == (None, [])

    def test_is_the_programs_own_to_call(self, call, dispatcher, elsewhere):
        for stranger in (dispatcher, elsewhere.agency):
            with pytest.raises(NotYours):
                call_second_person(**call | {"by": stranger})
