"""What a month tells the call takers, and what it must not."""

from datetime import UTC, date, datetime, timedelta
from uuid import uuid4
from zoneinfo import ZoneInfo

import pytest

from responder_app.actions.assignments import assign
from responder_app.actions.encounters import close
from responder_app.actions.intake import receive_call
from responder_app.actions.people import change_person
from responder_app.actions.scenes import record_scene
from responder_app.models import Event, Incident
from responder_app.reports import digest
from responder_app.words import GoodFit
from tests import factories

DENVER = ZoneInfo("America/Denver")
MAY = digest.Period(date(2026, 5, 1), date(2026, 5, 31), DENVER)
IN_MAY, IN_JUNE = datetime(2026, 5, 20, 18, tzinfo=UTC), datetime(2026, 6, 2, 18, tzinfo=UTC)


def recorded(line, at):
    """As if the server had filed it then."""
    Event.objects.filter(pk=line.pk).update(recorded_at=at)
    return line


@pytest.fixture
def team(agency, administrator):
    """`team("North", 5)`: so many call takers of that group."""

    def team(group, number):
        people = [factories.Person(agency=agency, role="dispatcher") for _ in range(number)]
        for person in people if group else ():
            line = change_person(person=person, group=group, by=administrator, id=uuid4(), occurred_at=IN_MAY)
            recorded(line, IN_MAY - timedelta(days=19))
        return people

    return team


@pytest.fixture
def call_type(agency):
    return factories.CallType(agency=agency)


@pytest.fixture
def take(call_type):
    def take(by, at=IN_MAY, **told):
        told = {"intake_channel": "911_call_taker", **told}
        line = receive_call(call_type=call_type, by=by, id=uuid4(), occurred_at=at, **told)
        return recorded(line, at).incident

    return take


@pytest.fixture
def answer(unit, on_duty, medic, dispatcher):
    """The crew goes there, and says of the call what it thinks."""

    def answer(incident, fit, at=IN_MAY):
        hand = {"id": uuid4(), "occurred_at": at}
        made = recorded(assign(incident=incident, unit=unit, by=dispatcher, **hand), at)
        scene = {"answers": {"good_fit": fit}} if fit else {}
        line = close(
            assignment=made.assignment,
            contact_outcome="gone_on_arrival",
            scene=scene,
            by=medic,
            **hand | {"id": uuid4()},
        )
        recorded(line, at)
        return made.assignment

    return answer


def told(agency, month=MAY):
    return digest.of(Event.objects.filter(agency=agency), month)


class TestTheRows:
    def test_say_per_group_what_was_taken_sent_answered_and_overridden(self, agency, team, take, answer):
        calls = [take(person) for person in team("North", 5)]
        for call, fit in zip(calls, ["good", "good", "too_risky", "needed_ems", "good"], strict=True):
            answer(call, fit)
        take(team("North", 1)[0], result="not_for_us", override_reason="supervisor")

        (row,) = told(agency).rows

        assert (row.name, row.calls, row.sent, row.sent_share, row.overridden) == ("North", 6, 5, 83, 1)
        kinds = {kind: (number, share) for kind, number, share in row.kinds}
        assert kinds[GoodFit.GOOD] == (3, 60)
        assert kinds[GoodFit.NOT_OURS] == (0, 0)

    def test_stand_by_name_whatever_their_numbers(self, agency, team, take, answer):
        for group, fits in (("west", 7), ("East", 5), ("North", 6)):
            people = team(group, 5)
            for number in range(fits):
                answer(take(people[number % 5]), "good")

        assert [row.name for row in told(agency).rows] == ["East", "North", "west"]

    def test_hold_no_persons_name(self, agency, team, take, answer):
        for person in team("North", 5):
            answer(take(person), "good")

        (row,) = told(agency).rows
        assert {type(value) for value in row.people} == {int}
        assert not any(hasattr(value, "username") for value in (row.name, row.calls, *row.kinds))


class TestASmallGroup:
    def test_goes_with_the_other_small_ones(self, agency, team, take, answer):
        for group in ("North", "South"):
            for person in team(group, 3):
                answer(take(person), "good")

        found = told(agency)
        assert [(row.name, row.answered, len(row.people)) for row in found.rows] == [("Small groups", 6, 6)]
        assert not found.hidden

    def test_is_not_shown_where_all_of_them_are_too_few(self, agency, team, take, answer):
        for person in team("North", 4):
            answer(take(person), "too_risky")
            answer(take(person), "too_risky")

        found = told(agency)
        assert (found.rows, found.hidden) == ([], True)

    def test_is_one_with_few_answers_too(self, agency, team, take, answer):
        people = team("North", 6)
        for person in people:
            take(person)
        for person in people[:4]:
            answer(take(person), "good")

        assert told(agency).rows == []

    def test_counts_only_people_who_took_its_calls(self, agency, team, take, answer):
        one, *_others = team("North", 6)
        for _ in range(6):
            answer(take(one), "too_risky")

        assert told(agency).rows == []


class TestTheOthers:
    def test_are_those_without_a_group_and_the_centers_system(self, agency, team, take, answer, machine):
        for person in team("", 5):
            answer(take(person), "good")
        for _ in range(5):
            answer(take(machine), "needed_police")

        assert [row.name for row in told(agency).rows] == ["Without a group", "Dispatch center's system"]

    def test_a_void_call_is_no_call(self, agency, team, take, answer):
        people = team("North", 5)
        for person in people:
            answer(take(person), "good")
        void = take(people[0])
        Incident.objects.filter(pk=void.pk).update(closed_at=IN_MAY, ending="void")

        assert told(agency).rows[0].calls == 5


class TestAMonthThatIsOver:
    @pytest.fixture
    def spring(self, team, take, answer):
        people = team("North", 5)
        return people, [answer(take(person), "good") for person in people]

    def test_does_not_change_by_what_is_filed_later(self, agency, spring, medic, administrator):
        people, assignments = spring
        scene = {"answers": {"good_fit": "too_risky"}}
        later = {"id": uuid4(), "occurred_at": IN_MAY + timedelta(minutes=5)}
        recorded(record_scene(assignment=assignments[0], scene=scene, by=medic, **later), IN_JUNE)
        moved = change_person(person=people[0], group="South", by=administrator, id=uuid4(), occurred_at=IN_JUNE)
        recorded(moved, IN_JUNE)

        (row,) = told(agency).rows
        assert (row.name, row.answers) == ("North", {"good": 5})

    def test_takes_a_changed_answer_of_the_same_month(self, agency, spring, medic):
        _, assignments = spring
        scene = {"answers": {"good_fit": "too_risky"}}
        later = {"id": uuid4(), "occurred_at": IN_MAY + timedelta(minutes=5)}
        recorded(record_scene(assignment=assignments[0], scene=scene, by=medic, **later), IN_MAY)

        assert told(agency).rows[0].answers == {"good": 4, "too_risky": 1}

    def test_leaves_an_answer_to_the_month_in_which_it_was_filed_once(self, agency, spring, team, take, answer):
        june = digest.Period(date(2026, 6, 1), date(2026, 6, 30), DENVER)
        for person in spring[0]:
            answer(take(person), "needed_ems", at=IN_JUNE)

        assert told(agency).rows[0].answers == {"good": 5}
        assert told(agency, june).rows[0].answers == {"needed_ems": 5}


class TestTheMonths:
    def test_are_those_that_are_over_the_last_first(self):
        found = digest.months(datetime(2026, 6, 1, 5, tzinfo=UTC), DENVER)  # in Denver still May
        assert [month.first for month in found[:2]] == [date(2026, 4, 1), date(2026, 3, 1)]
        assert len(found) == digest.OLDEST

    @pytest.mark.parametrize(
        ("name", "first"), [("", date(2026, 4, 1)), ("2026-02", date(2026, 2, 1)), ("2026-05", None), ("x", None)]
    )
    def test_are_found_by_their_name_the_last_without_one(self, name, first):
        month = digest.month_named(name, datetime(2026, 5, 20, tzinfo=UTC), DENVER)
        assert (month and month.first) == first


def test_another_agencys_calls_are_not_in_it(agency, elsewhere, team, take, answer):
    for person in team("North", 5):
        answer(take(person), "good")

    assert told(elsewhere.agency).rows == []
