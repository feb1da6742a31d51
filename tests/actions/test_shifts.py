from uuid import uuid4

import pytest

from responder_app.actions.assignments import report_status
from responder_app.actions.shifts import (
    check_van,
    hand_over,
    read_hand_over,
    sign_off,
    sign_off_crew,
    sign_on,
    take_aboard,
)
from responder_app.log import Conflict, NotYours, Refused
from responder_app.models import HandOver, Shift, VanCheck
from tests import factories


def aboard(unit):
    return set(Shift.objects.running().filter(unit=unit).values_list("person__first_name", flat=True))


class TestSignOn:
    def test_makes_the_unit_available(self, on_duty, unit):
        unit.refresh_from_db()
        assert unit.status == "available"

    def test_joins_the_crews_call(self, assignment, unit, clinician, two_pm):
        sign_on(unit=unit, by=clinician, id=uuid4(), occurred_at=two_pm)
        assert set(assignment.crew.values_list("person__first_name", flat=True)) == {"Mika", "Cleo"}

    def test_refuses_two_units_at_once(self, on_duty, medic, other_unit, two_pm):
        with pytest.raises(Refused, match="signed on to R1"):
            sign_on(unit=other_unit, by=medic, id=uuid4(), occurred_at=two_pm)

    def test_sent_twice_happens_once(self, unit, medic, two_pm):
        tap = {"unit": unit, "by": medic, "id": uuid4(), "occurred_at": two_pm}
        sign_on(**tap)
        assert sign_on(**tap).repeated
        assert Shift.objects.count() == 1

    def test_is_not_for_strangers(self, unit, dispatcher, elsewhere, two_pm):
        for stranger in (dispatcher, elsewhere.responder):
            with pytest.raises(NotYours):
                sign_on(unit=unit, by=stranger, id=uuid4(), occurred_at=two_pm)


class TestSignOnWithMates:
    @pytest.fixture
    def tap(self, unit, medic, clinician, two_pm):
        return {"unit": unit, "mates": [clinician], "by": medic, "id": uuid4(), "occurred_at": two_pm}

    def test_takes_all_aboard_in_one_line_that_names_no_person(self, tap, unit):
        line = sign_on(**tap)

        assert aboard(unit) == {"Mika", "Cleo"}
        assert line.shifts == sorted(Shift.objects.values_list("pk", flat=True))
        assert line.details == {}

    def test_sent_twice_happens_once_and_with_another_mate_is_a_conflict(self, tap, agency):
        sign_on(**tap)

        assert sign_on(**tap).repeated
        with pytest.raises(Conflict):
            sign_on(**tap | {"mates": [factories.Person(agency=agency)]})
        assert Shift.objects.count() == 2

    def test_named_twice_or_naming_oneself_is_aboard_once(self, tap, medic, clinician, unit):
        sign_on(**tap | {"mates": [clinician, medic, clinician]})

        assert Shift.objects.running().count() == 2

    def test_refuses_all_where_one_is_aboard_elsewhere_and_says_who_and_where(
        self, tap, clinician, other_unit, two_pm, unit
    ):
        sign_on(unit=other_unit, by=clinician, id=uuid4(), occurred_at=two_pm)

        with pytest.raises(Refused, match="Cleo on R2"):
            sign_on(**tap)
        assert aboard(unit) == set()

    def test_refuses_who_is_no_responder(self, tap, dispatcher):
        with pytest.raises(Refused, match="Dana is no responder"):
            sign_on(**tap | {"mates": [dispatcher]})

    def test_takes_nobody_of_another_agency_aboard(self, tap, elsewhere):
        with pytest.raises(NotYours):
            sign_on(**tap | {"mates": [elsewhere.responder]})

    def test_all_join_the_call_of_the_crew(self, assignment, tap, agency):
        sam, joe = (factories.Person(agency=agency, first_name=name) for name in ("Sam", "Joe"))
        sign_on(**tap | {"by": sam, "mates": [joe]})

        assert set(assignment.crew.values_list("person__first_name", flat=True)) == {"Mika", "Sam", "Joe"}


class TestTakeAboard:
    @pytest.fixture
    def tap(self, on_duty, unit, medic, clinician, two_pm):
        return {"unit": unit, "mates": [clinician], "by": medic, "id": uuid4(), "occurred_at": two_pm}

    def test_adds_somebody_to_the_crew_and_its_call(self, assignment, tap, unit):
        line = take_aboard(**tap)

        assert (line.kind, aboard(unit)) == ("shift.started", {"Mika", "Cleo"})
        assert assignment.crew.count() == 2

    def test_sent_twice_happens_once(self, tap):
        take_aboard(**tap)

        assert take_aboard(**tap).repeated

    def test_refuses_somebody_who_is_aboard_already(self, tap):
        take_aboard(**tap)

        with pytest.raises(Refused, match="Cleo on R1"):
            take_aboard(**tap | {"id": uuid4()})

    def test_refuses_nobody(self, tap):
        with pytest.raises(Refused, match="Choose who"):
            take_aboard(**tap | {"mates": []})

    def test_is_for_the_crew_only(self, tap, agency, elsewhere, dispatcher):
        with pytest.raises(Refused, match="You are not aboard R1"):
            take_aboard(**tap | {"by": factories.Person(agency=agency)})
        for stranger in (dispatcher, elsewhere.responder):
            with pytest.raises(NotYours):
                take_aboard(**tap | {"by": stranger})


class TestSignOff:
    def test_takes_the_empty_unit_off_duty(self, on_duty, medic, unit, two_pm):
        sign_off(shift=on_duty, by=medic, id=uuid4(), occurred_at=two_pm)
        unit.refresh_from_db()
        assert unit.status == "off_duty"

    def test_leaves_the_unit_to_the_others(self, on_duty, medic, clinician, unit, two_pm):
        sign_on(unit=unit, by=clinician, id=uuid4(), occurred_at=two_pm)
        sign_off(shift=on_duty, by=medic, id=uuid4(), occurred_at=two_pm)
        unit.refresh_from_db()
        assert unit.status == "available"

    def test_refuses_the_last_of_a_crew_on_a_call(self, assignment, on_duty, medic, two_pm):
        with pytest.raises(Refused, match="clear it first"):
            sign_off(shift=on_duty, by=medic, id=uuid4(), occurred_at=two_pm)

    def test_is_free_once_the_call_is_clear(self, assignment, on_duty, medic, two_pm):
        report_status(assignment=assignment, status="available", by=medic, id=uuid4(), occurred_at=two_pm)
        assert sign_off(shift=on_duty, by=medic, id=uuid4(), occurred_at=two_pm).kind == "shift.ended"

    def test_sent_twice_happens_once_and_a_second_is_refused(self, on_duty, medic, two_pm):
        tap = {"shift": on_duty, "by": medic, "id": uuid4(), "occurred_at": two_pm}
        sign_off(**tap)
        assert sign_off(**tap).repeated
        with pytest.raises(Refused, match="already signed off"):
            sign_off(**tap | {"id": uuid4()})

    def test_refuses_somebody_elses_shift(self, on_duty, clinician, two_pm):
        with pytest.raises(Refused, match="somebody else"):
            sign_off(shift=on_duty, by=clinician, id=uuid4(), occurred_at=two_pm)

    def test_is_not_for_another_agency(self, on_duty, elsewhere, two_pm):
        with pytest.raises(NotYours):
            sign_off(shift=on_duty, by=elsewhere.responder, id=uuid4(), occurred_at=two_pm)

    def test_of_a_mate_is_for_whoever_is_aboard_with_them(self, on_duty, medic, clinician, unit, two_pm):
        sign_on(unit=unit, by=clinician, id=uuid4(), occurred_at=two_pm)

        line = sign_off(shift=on_duty, by=clinician, id=uuid4(), occurred_at=two_pm)

        assert (aboard(unit), line.by) == ({"Cleo"}, clinician)

    def test_of_a_mate_from_another_unit_is_refused(self, on_duty, clinician, other_unit, two_pm):
        sign_on(unit=other_unit, by=clinician, id=uuid4(), occurred_at=two_pm)

        with pytest.raises(Refused, match="somebody else"):
            sign_off(shift=on_duty, by=clinician, id=uuid4(), occurred_at=two_pm)


class TestSignOffCrew:
    @pytest.fixture
    def tap(self, on_duty, unit, medic, clinician, two_pm):
        take_aboard(unit=unit, mates=[clinician], by=medic, id=uuid4(), occurred_at=two_pm)
        return {"unit": unit, "by": medic, "id": uuid4(), "occurred_at": two_pm}

    def test_sends_all_home_in_one_line(self, tap, unit):
        line = sign_off_crew(**tap)

        unit.refresh_from_db()
        assert (aboard(unit), unit.status, len(line.shifts)) == (set(), "off_duty", 2)

    def test_sent_twice_happens_once(self, tap):
        sign_off_crew(**tap)

        assert sign_off_crew(**tap).repeated

    def test_on_a_call_is_refused_and_nobody_goes(self, assignment, tap, unit):
        with pytest.raises(Refused, match="clear it first"):
            sign_off_crew(**tap)
        assert aboard(unit) == {"Mika", "Cleo"}

    def test_is_for_the_crew_only(self, tap, agency, elsewhere, dispatcher):
        with pytest.raises(Refused, match="You are not aboard R1"):
            sign_off_crew(**tap | {"by": factories.Person(agency=agency)})
        for stranger in (dispatcher, elsewhere.responder):
            with pytest.raises(NotYours):
                sign_off_crew(**tap | {"by": stranger})


class TestCheckVan:
    @pytest.fixture
    def tap(self, on_duty, medic, two_pm):
        items = {"radio": "ok", "water_food": "missing", "naloxone": "missing"}
        what = {"items": items, "mileage": 48_210, "note": "Left mirror loose"}
        return {"shift": on_duty, **what, "by": medic, "id": uuid4(), "occurred_at": two_pm}

    def test_is_kept_and_the_log_says_what_is_missing(self, tap, unit):
        line = check_van(**tap)

        check = VanCheck.objects.get()
        assert (check.pk, check.unit, check.items["radio"], check.mileage) == (tap["id"], unit, "ok", 48_210)
        assert line.details == {"missing": ["naloxone", "water_food"]}

    def test_sent_twice_happens_once(self, tap):
        check_van(**tap)

        assert check_van(**tap).repeated
        assert VanCheck.objects.count() == 1

    def test_of_a_shift_that_has_ended_is_filed_all_the_same(self, tap, on_duty, medic, two_pm):
        sign_off(shift=on_duty, by=medic, id=uuid4(), occurred_at=two_pm)

        assert check_van(**tap).shifts == [on_duty.pk]

    def test_refuses_to_have_looked_at_nothing(self, tap):
        with pytest.raises(Refused, match="at least one thing"):
            check_van(**tap | {"items": {}})

    def test_is_not_for_strangers(self, tap, clinician, elsewhere, dispatcher):
        with pytest.raises(Refused, match="somebody else"):
            check_van(**tap | {"by": clinician})
        for stranger in (dispatcher, elsewhere.responder):
            with pytest.raises(NotYours):
                check_van(**tap | {"by": stranger})


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
