from uuid import uuid4

import pytest

from responder_app.actions.assignments import assign, report_status
from responder_app.actions.corrections import undo_status
from responder_app.actions.intake import start_call
from responder_app.actions.out_of_service import back_in_service, go_out_of_service
from responder_app.actions.shifts import sign_off, sign_off_crew, sign_on
from responder_app.actions.waiting import hold, take_call
from responder_app.log import Conflict, NotYours, Refused
from responder_app.models import OutOfService, StatusReport
from tests import factories


@pytest.fixture
def hand(medic, two_pm, minutes):
    """By whom, under a new number, so many minutes after two."""
    return lambda minute=0, by=medic: {"by": by, "id": uuid4(), "occurred_at": two_pm + minutes(minute)}


@pytest.fixture
def tap(on_duty, unit, hand):
    return {"unit": unit, "reason": "meal", **hand()}


@pytest.fixture
def out(tap):
    """R1 is at its meal since two."""
    return OutOfService.objects.get(pk=go_out_of_service(**tap).id)


@pytest.fixture
def stands(unit, two_pm):
    """What the unit shows, and since which minute after two."""

    def stands():
        unit.refresh_from_db()
        return unit.status, (unit.status_since - two_pm).total_seconds() / 60

    return stands


@pytest.fixture
def lasted(two_pm):
    """From which minute after two to which; None while it runs."""

    def lasted(spell):
        spell.refresh_from_db()
        ends = (spell.began_at, spell.ended_at)
        return tuple(end and (end - two_pm).total_seconds() / 60 for end in ends)

    return lasted


class TestGoOutOfService:
    def test_shows_it_and_keeps_why_and_who(self, tap, stands, medic):
        line = go_out_of_service(**tap | {"note": " On Cedar Street "})

        spell = OutOfService.objects.get(pk=line.id)
        assert stands() == ("out_of_service", 0)
        assert (spell.reason, spell.note, spell.began_by, spell.ended_at) == ("meal", "On Cedar Street", medic, None)

    def test_tells_the_crew_and_no_word_of_the_note(self, tap, on_duty):
        line = go_out_of_service(**tap | {"note": "Sam felt dizzy"})

        assert (line.kind, line.details, line.shifts) == ("unit.out_of_service", {"reason": "meal"}, [on_duty.pk])

    def test_sent_twice_happens_once_and_with_another_reason_is_a_conflict(self, tap):
        go_out_of_service(**tap)

        assert go_out_of_service(**tap).repeated
        with pytest.raises(Conflict):
            go_out_of_service(**tap | {"reason": "crew"})
        assert OutOfService.objects.count() == 1

    def test_for_another_reason_needs_it_in_words(self, tap):
        with pytest.raises(Refused, match="Say in a few words why"):
            go_out_of_service(**tap | {"reason": "other", "note": " "})

    def test_is_refused_on_a_call(self, assignment, tap, hand, stands):
        with pytest.raises(Refused, match=r"R1 is on call .*: clear it first"):
            go_out_of_service(**tap | hand(5))
        assert (stands()[0], OutOfService.objects.count()) == ("assigned", 0)

    def test_is_refused_where_it_is_out_already_and_says_since_when(self, out, tap, hand):
        with pytest.raises(Refused, match=r"R1 is out of service: Meal or break, since 08:00\."):
            go_out_of_service(**tap | hand(9))

    def test_is_for_the_crew_only(self, tap, agency, elsewhere, dispatcher):
        with pytest.raises(Refused, match="You are not aboard R1"):
            go_out_of_service(**tap | {"by": factories.Person(agency=agency)})
        for stranger in (dispatcher, elsewhere.responder):
            with pytest.raises(NotYours):
                go_out_of_service(**tap | {"by": stranger})
        assert not OutOfService.objects.exists()


class TestWhatComesLate:
    """The letter was written in a dead spot."""

    def test_leaves_the_call_that_came_meanwhile_and_ends_with_it(
        self, on_duty, incident, unit, dispatcher, tap, hand, stands, lasted
    ):
        assign(incident=incident, unit=unit, **hand(5, dispatcher))

        line = go_out_of_service(**tap)

        assert stands() == ("assigned", 5)
        assert lasted(OutOfService.objects.get(pk=line.id)) == (0, 5)

    def test_ends_with_the_first_of_what_followed(self, on_duty, incident, unit, dispatcher, tap, hand, stands, lasted):
        made = assign(incident=incident, unit=unit, **hand(5, dispatcher)).assignment
        report_status(assignment=made, status="available", **hand(30))

        line = go_out_of_service(**tap)

        assert stands() == ("available", 30)
        assert lasted(OutOfService.objects.get(pk=line.id)) == (0, 5)

    def test_ends_where_a_later_one_begins(self, tap, hand, stands, lasted):
        go_out_of_service(**tap | hand(10))

        line = go_out_of_service(**tap | {"reason": "vehicle"})

        assert stands() == ("out_of_service", 10)
        assert lasted(OutOfService.objects.get(pk=line.id)) == (0, 10)

    def test_ends_as_its_crew_went_home(self, on_duty, unit, clinician, tap, hand, stands, lasted):
        sign_off(shift=on_duty, **hand(20))
        sign_on(unit=unit, **hand(60, clinician))

        line = go_out_of_service(**tap)

        assert stands() == ("available", 60)
        assert lasted(OutOfService.objects.get(pk=line.id)) == (0, 20)
        assert on_duty.pk in line.shifts

    def test_is_refused_of_somebody_who_was_not_aboard_then(self, on_duty, tap, hand):
        sign_off(shift=on_duty, **hand(20))

        with pytest.raises(Refused, match="You are not aboard R1"):
            go_out_of_service(**tap | hand(30))

    def test_word_of_being_back_is_filed_after_all(self, out, incident, unit, medic, hand, stands, lasted):
        take_call(incident=incident, unit=unit, **hand(20))

        back_in_service(unit=unit, **hand(12))

        assert stands() == ("acknowledged", 20)
        assert (lasted(out), out.ended_by) == ((0, 12), medic)

    def test_word_of_being_back_moves_no_end_to_a_later_time(self, out, incident, unit, hand, lasted):
        take_call(incident=incident, unit=unit, **hand(20))
        back_in_service(unit=unit, **hand(25))
        assert lasted(out) == (0, 20)


class TestBackInService:
    def test_makes_the_unit_available(self, out, unit, medic, hand, stands, lasted):
        line = back_in_service(unit=unit, **hand(12))

        assert (line.kind, line.details) == ("unit.back_in_service", {"reason": "meal"})
        assert stands() == ("available", 12)
        assert (lasted(out), out.ended_by) == ((0, 12), medic)

    def test_is_said_by_anybody_of_the_crew(self, out, unit, clinician, hand, stands):
        sign_on(unit=unit, **hand(2, clinician))
        assert stands() == ("out_of_service", 0)

        back_in_service(unit=unit, **hand(12, clinician))

        assert stands() == ("available", 12)

    def test_sent_twice_happens_once(self, out, unit, hand):
        tap = {"unit": unit, **hand(12)}
        back_in_service(**tap)

        assert back_in_service(**tap).repeated

    def test_is_refused_where_it_is_not_out(self, on_duty, unit, hand):
        with pytest.raises(Refused, match="R1 is not out of service"):
            back_in_service(unit=unit, **hand())

    def test_is_refused_a_second_time(self, out, unit, hand):
        back_in_service(unit=unit, **hand(12))

        with pytest.raises(Refused, match="R1 is not out of service"):
            back_in_service(unit=unit, **hand(13))

    def test_is_for_the_crew_only(self, out, unit, agency, elsewhere, dispatcher, hand):
        with pytest.raises(Refused, match="You are not aboard R1"):
            back_in_service(unit=unit, **hand(12, factories.Person(agency=agency)))
        for stranger in (dispatcher, elsewhere.responder):
            with pytest.raises(NotYours):
                back_in_service(unit=unit, **hand(12, stranger))


class TestWhileOutOfService:
    def test_the_desk_cannot_assign_and_is_told_why(self, out, incident, unit, dispatcher, hand):
        with pytest.raises(Refused, match=r"R1 is out of service: Meal or break, since 08:00\."):
            assign(incident=incident, unit=unit, **hand(5, dispatcher))
        assert not unit.assignments.exists()

    def test_the_desk_may_keep_a_call_for_it(self, out, incident, unit, dispatcher, hand, stands):
        hold(incident=incident, unit=unit, **hand(5, dispatcher))

        assert stands() == ("out_of_service", 0)

    def test_taking_a_call_puts_the_crew_back(self, out, incident, unit, dispatcher, hand, stands, lasted):
        hold(incident=incident, unit=unit, **hand(5, dispatcher))

        take_call(incident=incident, unit=unit, **hand(8))

        assert stands() == ("acknowledged", 8)
        assert (lasted(out), out.ended_by) == ((0, 8), None)

    def test_starting_a_call_puts_the_crew_back(self, out, agency, on_duty, hand, stands, lasted):
        start_call(shift=on_duty, call_type=factories.CallType(agency=agency), intake_channel="on_view", **hand(8))

        assert stands() == ("on_scene", 8)
        assert lasted(out) == (0, 8)

    def test_a_call_that_was_started_before_ends_it_where_it_began(self, out, agency, on_duty, hand, stands, lasted):
        start_call(shift=on_duty, call_type=factories.CallType(agency=agency), intake_channel="on_view", **hand(-3))

        assert stands() == ("on_scene", -3)
        assert lasted(out) == (0, 0)

    def test_the_last_to_go_home_ends_it_and_the_next_crew_is_available(
        self, out, on_duty, unit, clinician, hand, stands, lasted
    ):
        sign_on(unit=unit, **hand(1, clinician))
        sign_off(shift=on_duty, **hand(2))
        assert (stands(), lasted(out)) == (("out_of_service", 0), (0, None))

        sign_off_crew(unit=unit, **hand(3, clinician))
        assert (stands(), lasted(out)) == (("off_duty", 3), (0, 3))

        sign_on(unit=unit, **hand(4, clinician))
        assert stands() == ("available", 4)

    def test_a_tap_on_the_call_before_is_taken_back_in_vain(self, assignment, unit, tap, hand, stands):
        clear = report_status(assignment=assignment, status="available", **hand(5))
        go_out_of_service(**tap | hand(5.05))

        with pytest.raises(Refused, match="R1 is by now: Out of service"):
            undo_status(report=StatusReport.objects.get(pk=clear.id), **hand(5.1))
        assert stands()[0] == "out_of_service"
