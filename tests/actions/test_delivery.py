from uuid import uuid4

import pytest

from responder_app.actions import assignments as verbs
from responder_app.log import Conflict, NotYours, Refused


@pytest.fixture
def answer(assignment, medic, two_pm, minutes):
    return {"assignment": assignment, "by": medic, "id": uuid4(), "occurred_at": two_pm + minutes(1)}


class TestDelivery:
    def test_is_told_in_three_steps_each_once(self, assignment, agency, medic, two_pm, minutes):
        moment = {"assignment": assignment, "occurred_at": two_pm + minutes(1)}
        verbs.mark_sent(by=agency, id=uuid4(), **moment)
        verbs.confirm_on_tablet(by=medic, id=uuid4(), **moment)
        verbs.confirm_seen(by=medic, id=uuid4(), **moment)

        assignment.refresh_from_db()
        assert None not in (assignment.sent_at, assignment.on_tablet_at, assignment.seen_at)
        with pytest.raises(Conflict):
            verbs.confirm_on_tablet(by=medic, id=uuid4(), **moment)

    def test_of_another_agencys_assignment_is_nobodys_here(self, assignment, elsewhere, two_pm):
        for verb in (verbs.confirm_on_tablet, verbs.confirm_seen):
            with pytest.raises(NotYours):
                verb(assignment=assignment, by=elsewhere.responder, id=uuid4(), occurred_at=two_pm)


class TestMarkOverdue:
    def test_turns_it_red_once(self, assignment, agency, two_pm):
        verbs.mark_overdue(assignment=assignment, by=agency, id=uuid4(), occurred_at=two_pm)
        assignment.refresh_from_db()
        assert assignment.overdue_at == two_pm

    def test_refuses_what_was_answered(self, answer, assignment, agency, two_pm):
        verbs.accept(**answer)
        with pytest.raises(Refused):
            verbs.mark_overdue(assignment=assignment, by=agency, id=uuid4(), occurred_at=two_pm)

    def test_is_the_programs_own_alone(self, answer, dispatcher):
        for person in (answer["by"], dispatcher):
            with pytest.raises(NotYours):
                verbs.mark_overdue(**answer | {"by": person})
