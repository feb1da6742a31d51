"""What the desk knows of help that is on its way, and what the crew is told of it."""

from datetime import timedelta
from uuid import uuid4

import pytest

from responder_app.actions.safety import code_four, end_backup, help_under_way
from responder_app.actions.second_person import call_second_person
from responder_app.log import NotYours, Refused


@pytest.fixture
def tap(backup, dispatcher, two_pm):
    return {"backup": backup, "minutes": 6, "by": dispatcher, "id": uuid4(), "occurred_at": two_pm}


class TestHelpUnderWay:
    def test_says_when_it_is_there(self, tap, backup, assignment, two_pm):
        line = help_under_way(**tap)

        backup.refresh_from_db()
        assert (backup.under_way_at, backup.eta_at) == (two_pm, two_pm + timedelta(minutes=6))
        assert (line.kind, line.assignment, line.details) == (
            "backup.under_way",
            assignment,
            {"kind": "police", "minutes": 6},
        )

    def test_takes_the_place_of_what_was_said_before(self, tap, backup, two_pm, minutes):
        help_under_way(**tap)
        help_under_way(**tap | {"minutes": None, "id": uuid4(), "occurred_at": two_pm + minutes(1)})

        backup.refresh_from_db()
        assert (backup.under_way_at, backup.eta_at) == (two_pm + minutes(1), None)

    def test_sent_twice_happens_once(self, tap):
        help_under_way(**tap)
        assert help_under_way(**tap).repeated

    @pytest.mark.parametrize("number", [-1, 241])
    def test_refuses_a_time_that_cannot_be(self, tap, number):
        with pytest.raises(Refused, match="from 0 to 240"):
            help_under_way(**tap | {"minutes": number})

    def test_refuses_what_is_over(self, tap, backup, dispatcher, two_pm):
        end_backup(backup=backup, result="arrived", by=dispatcher, id=uuid4(), occurred_at=two_pm)
        with pytest.raises(Refused, match="is over"):
            help_under_way(**tap)

    def test_tells_no_crew_after_a_duress_pin(self, tap, backup, medic, two_pm):
        code_four(backup=backup, duress=True, by=medic, id=uuid4(), occurred_at=two_pm)

        line = help_under_way(**tap)

        backup.refresh_from_db()
        assert (line.incident, line.shifts) == (None, [])
        assert (backup.seems_under_way_at, backup.seems_due_at) == (None, None)

    def test_is_a_managers_only_once_called(self, tap, backup, manager, agency, two_pm):
        with pytest.raises(Refused, match="The desk is asked first"):
            help_under_way(**tap | {"by": manager})
        call_second_person(backup=backup, by=agency, id=uuid4(), occurred_at=two_pm)
        assert help_under_way(**tap | {"by": manager}).by == manager

    def test_is_not_for_crews_and_strangers(self, tap, medic, elsewhere):
        for stranger in (medic, elsewhere.dispatcher):
            with pytest.raises(NotYours):
                help_under_way(**tap | {"by": stranger})
