import re
from datetime import timedelta
from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils import timezone

from responder_app.actions.follow_ups import finish_follow_up, plan_follow_up
from responder_app.models import FollowUp

WHAT = "Ask whether the shelter had a bed."


@pytest.fixture
def plan(assignment, medic, two_pm):
    """So many hours from now; by the medic, for anybody."""

    def plan(hours=-1, **more):
        due_at = timezone.now() + timedelta(hours=hours)
        told = {"incident": assignment.incident, "what": WHAT, "due_at": due_at, "by": medic}
        return FollowUp.objects.get(pk=plan_follow_up(**{**told, "id": uuid4(), "occurred_at": two_pm, **more}).id)

    return plan


@pytest.fixture
def page(tablet):
    return lambda name="tablet-follow-ups", *args: " ".join(
        tablet.get(reverse(name, args=args)).content.decode().split()
    )


class TestTheList:
    def test_says_what_is_due_whose_it_is_and_of_which_call(self, page, plan, clinician, medic):
        plan(owner=medic)
        plan(hours=-2)
        shown = page()
        assert all(word in shown for word in (WHAT, "Yours", "Anybody's", "200 block of Alder Street", "Overdue"))

    def test_begins_with_the_longest_overdue(self, page, plan):
        plan(hours=24 * 9, what="Later one.")
        plan(hours=-1, what="Overdue one.")
        plan(hours=-30, what="Long overdue one.")
        places = [page().index(f">{word}<") for word in ("Long overdue one.", "Overdue one.", "Later one.")]
        assert places == sorted(places)

    def test_is_empty_with_a_way_on(self, page, on_duty):
        assert "No follow-up is due." in page()

    def test_leaves_out_what_is_done(self, page, plan, medic, two_pm):
        finish_follow_up(follow_up=plan(), outcome="He came.", by=medic, id=uuid4(), occurred_at=two_pm)
        assert WHAT not in page()

    def test_shows_nothing_to_others(self, client, plan, dispatcher, elsewhere):
        plan()
        client.force_login(dispatcher)
        assert client.get(reverse("tablet-follow-ups")).status_code == 404
        client.force_login(elsewhere.responder)
        assert WHAT not in client.get(reverse("tablet-follow-ups")).content.decode()

    @pytest.mark.parametrize("number", [1, 12])
    def test_costs_a_fixed_number_of_queries(self, page, plan, number, django_assert_num_queries):
        for _ in range(number):
            plan()
        page()
        # session, user, head, agency, follow-ups; alarms and check-in of every page
        with django_assert_num_queries(6):
            page()

    def test_stands_on_home_while_it_is_due_today_and_not_somebody_elses(self, page, plan, clinician):
        plan(hours=-1, what="Mine or anybody's.")
        plan(hours=-1, what="Of another.", owner=clinician)
        plan(hours=80, what="In three days.")
        home = page("tablet")
        assert "Mine or anybody" in home
        assert not any(word in home for word in ("Of another.", "In three days."))


class TestPlanning:
    @pytest.fixture
    def told(self):
        return {"what": WHAT, "due": "48", "owner": "me"}

    def test_counts_from_when_it_was_written(self, post, assignment, told, medic, two_pm):
        post("tablet-plan", assignment.pk, **told, occurred_at=two_pm.isoformat())

        planned = FollowUp.objects.get()
        assert (planned.due_at, planned.owner) == (two_pm + timedelta(hours=48), medic)

    def test_takes_a_day_and_time_by_the_agencys_clock(self, post, assignment, told, two_pm):
        letter = told | {"due": "at", "due_at": "2026-05-20T09:30", "owner": "anybody"}
        post("tablet-plan", assignment.pk, **letter, occurred_at=two_pm.isoformat())

        planned = FollowUp.objects.get()
        assert (planned.due_at.isoformat(), planned.owner) == ("2026-05-20T15:30:00+00:00", None)

    def test_names_a_crewmate(self, post, assignment, told, clinician):
        post("tablet-plan", assignment.pk, **told | {"owner": clinician.pk})
        assert FollowUp.objects.get().owner == clinician

    @pytest.mark.parametrize("hours", [24, 48])
    def test_is_offered_in_the_time_that_the_program_promises(self, page, assignment, agency, hours):
        agency.follow_up_hours = hours
        agency.save()

        shown = page("tablet-after", assignment.pk)

        assert re.search(rf'name="due" value="{hours}"[^>]* checked', shown)
        assert len(re.findall(r'name="due" value="\d+"[^>]* checked', shown)) == 1

    def test_stands_on_the_calls_page(self, post, page, assignment, told):
        post("tablet-plan", assignment.pk, **told)
        assert WHAT in page("tablet-after", assignment.pk)

    @pytest.mark.parametrize(
        ("wrong", "sentence"),
        [
            ({"what": ""}, "Say what is to be done."),
            ({"due": "12"}, "Say when it is due."),
            ({"due": "at"}, "Say the day and time."),
            ({"due": "at", "due_at": "soon"}, "That is not a day and time."),
            ({"due": "at", "due_at": "2001-01-01T00:00"}, "That time is past."),
            ({"owner": "0"}, "Say whose it is."),
        ],
    )
    def test_is_refused_with_a_sentence_and_what_was_typed(self, post, submit, assignment, told, wrong, sentence):
        answer = submit("tablet-plan", assignment.pk, **told | wrong)
        assert (answer.status_code, sentence in answer.content.decode()) == (422, True)
        assert sentence in post("tablet-plan", assignment.pk, **told | wrong).json()["detail"]
        assert not FollowUp.objects.exists()

    def test_cannot_name_somebody_of_another_agency(self, post, assignment, told, elsewhere):
        assert post("tablet-plan", assignment.pk, **told | {"owner": elsewhere.responder.pk}).status_code == 422

    def test_is_not_for_strangers(self, stranger_posts, assignment, told):
        assert stranger_posts("tablet-plan", assignment.pk, **told).status_code == 404


@pytest.mark.parametrize(
    ("name", "said", "after"),
    [
        ("tablet-follow-up-take", {}, {"owner__first_name": "Mika", "done_at": None}),
        ("tablet-follow-up-done", {"outcome": "He came."}, {"given_up": False, "outcome": "He came."}),
        ("tablet-follow-up-give-up", {"outcome": "He left."}, {"given_up": True, "outcome": "He left."}),
    ],
)
class TestWhatBecomesOfIt:
    def test_is_filed_once(self, post, plan, name, said, after):
        due, id = plan(), uuid4()
        assert [post(name, due.pk, id=id, **said).status_code for _ in range(2)] == [201, 200]
        assert FollowUp.objects.filter(**after).exists()

    def test_works_without_javascript(self, submit, plan, name, said, after):
        assert submit(name, plan().pk, **said)["Location"] == reverse("tablet-follow-ups")
        assert FollowUp.objects.filter(**after).exists()

    def test_is_refused_on_the_list_when_it_is_done(self, submit, plan, medic, two_pm, name, said, after):
        due = plan()
        finish_follow_up(follow_up=due, outcome="Long ago.", by=medic, id=uuid4(), occurred_at=two_pm)
        answer = submit(name, due.pk, **said)
        assert (answer.status_code, "Mika has done this" in answer.content.decode()) == (409, True)

    def test_is_not_for_strangers(self, stranger_posts, plan, name, said, after):
        assert stranger_posts(name, plan().pk, **said).status_code == 404
        assert FollowUp.objects.due().count() == 1


def test_the_end_wants_words(submit, plan):
    due = plan()
    for name in ("tablet-follow-up-done", "tablet-follow-up-give-up"):
        answer = submit(name, due.pk, outcome="")
        assert (answer.status_code, "Say it in a few words." in answer.content.decode()) == (422, True)
