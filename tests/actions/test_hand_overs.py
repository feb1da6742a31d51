from uuid import uuid4

import pytest

from responder_app.actions.assignments import report_status
from responder_app.actions.hand_overs import hand_over, read_hand_over
from responder_app.actions.shifts import sign_off, sign_on
from responder_app.log import NotYours, Refused
from responder_app.models import HandOver
from tests import factories


class TestHandOver:
    @pytest.fixture
    def tap(self, on_duty, medic, two_pm):
        return {"shift": on_duty, "body": "Door of the van sticks.", "by": medic, "id": uuid4(), "occurred_at": two_pm}

    def test_is_left_on_the_unit_with_what_is_unfinished(self, assignment, tap, medic, unit, two_pm):
        report_status(assignment=assignment, status="available", by=medic, id=uuid4(), occurred_at=two_pm)

        line = hand_over(**tap)

        left = HandOver.objects.get()
        assert (left.unit, left.by, left.unfinished) == (unit, medic, {"paperwork": 1})
        assert line.details == {"unfinished": {"paperwork": 1}}
        assert "Door" not in str(line.details)

    def test_sent_twice_happens_once_although_the_paperwork_was_written_meanwhile(self, tap):
        hand_over(**tap)

        assert hand_over(**tap).repeated
        assert HandOver.objects.count() == 1

    def test_is_not_for_strangers(self, tap, clinician, elsewhere, dispatcher):
        with pytest.raises(Refused, match="somebody else"):
            hand_over(**tap | {"by": clinician})
        for stranger in (dispatcher, elsewhere.responder):
            with pytest.raises(NotYours):
                hand_over(**tap | {"by": stranger})


class TestReadHandOver:
    @pytest.fixture
    def left(self, on_duty, medic, unit, clinician, two_pm):
        line = hand_over(shift=on_duty, body="Two dogs.", by=medic, id=uuid4(), occurred_at=two_pm)
        sign_off(shift=on_duty, by=medic, id=uuid4(), occurred_at=two_pm)
        sign_on(unit=unit, by=clinician, id=uuid4(), occurred_at=two_pm)
        return HandOver.objects.get(pk=line.id)

    @pytest.fixture
    def tap(self, left, clinician, two_pm):
        return {"hand_over": left, "by": clinician, "id": uuid4(), "occurred_at": two_pm}

    def test_says_who_has_read_it(self, tap, left, clinician, two_pm):
        read_hand_over(**tap)

        left.refresh_from_db()
        assert (left.read_by, left.read_at) == (clinician, two_pm)

    def test_by_a_second_of_the_crew_leaves_the_first_standing(self, tap, left, clinician, unit, agency, two_pm):
        read_hand_over(**tap)
        sam = factories.Person(agency=agency)
        sign_on(unit=unit, by=sam, id=uuid4(), occurred_at=two_pm)

        read_hand_over(**tap | {"by": sam, "id": uuid4()})

        left.refresh_from_db()
        assert left.read_by == clinician

    def test_sent_twice_happens_once(self, tap):
        read_hand_over(**tap)

        assert read_hand_over(**tap).repeated

    def test_is_for_the_crew_of_the_unit(self, tap, agency, elsewhere, dispatcher):
        with pytest.raises(Refused, match="for the crew of R1"):
            read_hand_over(**tap | {"by": factories.Person(agency=agency)})
        for stranger in (dispatcher, elsewhere.responder):
            with pytest.raises(NotYours):
                read_hand_over(**tap | {"by": stranger})
