from datetime import timedelta
from uuid import uuid4

import pytest

from responder_app import access
from responder_app.actions import follow_ups as verbs
from responder_app.log import NotYours, Refused
from responder_app.models import FollowUp
from tests import factories

DAY = timedelta(days=1)


@pytest.fixture
def plan(assignment, medic, two_pm):
    """The medic plans to ask again tomorrow."""
    told = {"incident": assignment.incident, "what": "Ask whether the shelter had a bed.", "due_at": two_pm + DAY}
    return lambda **more: verbs.plan_follow_up(**{**told, "by": medic, "id": uuid4(), "occurred_at": two_pm, **more})


@pytest.fixture
def due(plan):
    plan()
    return FollowUp.objects.get()


@pytest.fixture
def tap(two_pm, medic):
    return lambda **more: {"by": medic, "id": uuid4(), "occurred_at": two_pm + 2 * DAY, **more}


class TestPlanFollowUp:
    def test_is_anybodys_without_an_owner(self, plan, medic, two_pm, on_duty):
        line = plan()

        planned = FollowUp.objects.get(pk=line.id)
        assert (planned.owner, planned.planned_by, planned.due_at) == (None, medic, two_pm + DAY)
        assert (line.kind, line.shifts, line.details) == (
            "follow_up.planned",
            [on_duty.pk],
            {"follow_up": str(planned.pk)},
        )

    def test_tells_the_owner_who_is_on_another_call(self, plan, clinician, other_unit, on_duty, two_pm):
        from responder_app.actions.shifts import sign_on

        sign_on(unit=other_unit, by=clinician, id=uuid4(), occurred_at=two_pm)

        assert plan(owner=clinician).shifts == sorted([on_duty.pk, clinician.shifts.get().pk])

    def test_sent_twice_happens_once(self, plan):
        id = uuid4()
        plan(id=id)
        assert plan(id=id).repeated
        assert FollowUp.objects.count() == 1

    def test_refuses_to_plan_nothing_or_for_somebody_at_the_desk(self, plan, dispatcher):
        with pytest.raises(Refused, match="Say what is to be done"):
            plan(what=" ")
        with pytest.raises(Refused, match="Only a responder"):
            plan(owner=dispatcher)

    @pytest.mark.parametrize("who", ["embedded", "operator"])
    def test_may_be_the_clinicians_in_the_room_or_the_hotlines(self, request, plan, tap, who):
        person = request.getfixturevalue(who)
        line = plan(by=person, owner=person)
        verbs.finish_follow_up(follow_up=FollowUp.objects.get(pk=line.id), outcome="Rang her.", **tap(by=person))
        assert FollowUp.objects.get().done_by == person

    def test_is_not_for_strangers(self, plan, dispatcher, elsewhere):
        for stranger in (dispatcher, elsewhere.responder):
            with pytest.raises(NotYours):
                plan(by=stranger)
        with pytest.raises(NotYours):
            plan(owner=elsewhere.responder)


class TestTakeFollowUp:
    def test_is_the_takers_whoever_had_it(self, plan, clinician, medic, tap):
        plan(owner=clinician)
        due = FollowUp.objects.get()

        line = verbs.take_follow_up(follow_up=due, **tap())

        due.refresh_from_db()
        assert (line.kind, due.owner) == ("follow_up.taken", medic)

    def test_sent_twice_happens_once(self, due, tap):
        letter = tap()
        verbs.take_follow_up(follow_up=due, **letter)
        assert verbs.take_follow_up(follow_up=due, **letter).repeated

    def test_refuses_what_is_ones_own_or_done(self, due, tap, clinician):
        verbs.take_follow_up(follow_up=due, **tap())
        with pytest.raises(Refused, match="yours already"):
            verbs.take_follow_up(follow_up=due, **tap())
        verbs.finish_follow_up(follow_up=due, outcome="She slept there.", **tap())
        with pytest.raises(Refused, match="Mika has done this"):
            verbs.take_follow_up(follow_up=due, **tap(by=clinician))

    def test_is_not_for_strangers(self, due, tap, dispatcher, elsewhere):
        for stranger in (dispatcher, elsewhere.responder):
            with pytest.raises(NotYours):
                verbs.take_follow_up(follow_up=due, **tap(by=stranger))


@pytest.mark.parametrize(
    ("end", "given_up", "complaint"),
    [(verbs.finish_follow_up, False, "Say how it went"), (verbs.give_up_follow_up, True, "Say why it is given up")],
)
class TestTheEndOfAFollowUp:
    def test_is_kept_with_who_and_how(self, due, end, given_up, complaint, medic, tap):
        letter = tap()
        line = end(follow_up=due, outcome="She moved away.", **letter)

        due.refresh_from_db()
        assert (due.done_by, due.done_at, due.given_up) == (medic, letter["occurred_at"], given_up)
        assert (line.kind, line.details["given_up"]) == ("follow_up.done", given_up)
        assert "moved" not in str(line.details)
        assert not FollowUp.objects.due().exists()

    def test_sent_twice_happens_once(self, due, end, given_up, complaint, tap):
        letter = tap(outcome="She moved away.", follow_up=due)
        end(**letter)
        assert end(**letter).repeated

    def test_is_refused_without_words_and_a_second_time(self, due, end, given_up, complaint, tap, clinician):
        with pytest.raises(Refused, match=complaint):
            end(follow_up=due, outcome=" ", **tap())
        end(follow_up=due, outcome="She moved away.", **tap())
        with pytest.raises(Refused, match="Mika"):
            end(follow_up=due, outcome="Me too.", **tap(by=clinician))

    def test_is_not_for_strangers(self, due, end, given_up, complaint, tap, dispatcher, elsewhere):
        for stranger in (dispatcher, elsewhere.responder):
            with pytest.raises(NotYours):
                end(follow_up=due, outcome="x", **tap(by=stranger))


class TestWhoSeesIt:
    def test_everybody_who_may_do_it(self, plan, clinician, elsewhere):
        plan()
        assert access.follow_ups_for(clinician).count() == 1
        assert access.follow_ups_for(elsewhere.responder).count() == 0

    def test_but_not_another_crew_once_it_is_somebodys(self, plan, medic, clinician, agency):
        peer = factories.Person(agency=agency, role="responder")
        plan(owner=clinician)
        assert [access.follow_ups_for(person).count() for person in (medic, clinician, peer)] == [1, 1, 0]
