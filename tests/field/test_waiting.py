from uuid import uuid4, uuid5

import pytest
from django.urls import reverse

from responder_app.actions.assignments import assign
from responder_app.actions.follow_ups import plan_follow_up
from responder_app.actions.hold_queue import hold_for_team
from responder_app.actions.shifts import sign_on
from responder_app.actions.waiting import hold
from responder_app.models import Assignment, FollowUp, Incident
from tests import factories


@pytest.fixture
def waiting(tablet):
    def waiting(**headers):
        return " ".join(tablet.get(reverse("tablet-waiting"), headers=headers).content.decode().split())

    return waiting


@pytest.fixture
def kept(incident, unit, dispatcher, on_duty, two_pm):
    hold(incident=incident, unit=unit, by=dispatcher, id=uuid4(), occurred_at=two_pm)
    return incident


class TestTheListOfWaitingCalls:
    def test_says_what_and_where_and_nothing_of_the_caller(self, waiting, incident, on_duty):
        page = waiting()

        assert all(word in page for word in ("Check the welfare", "Priority 3", "200 block of Alder Street"))
        assert "Take this call" in page
        assert not any(secret in page for secret in ("555-0100", "sits on the kerb"))

    def test_is_empty_without_calls(self, waiting, on_duty):
        assert "No call is waiting." in waiting()

    def test_is_for_those_on_duty(self, waiting, incident):
        page = waiting()
        assert "Sign on to a unit to take a call." in page
        assert "Alder" not in page

    def test_says_what_is_kept_for_the_unit(self, waiting, kept):
        assert "Kept for you" in waiting()

    def test_says_which_callers_will_wait(self, waiting, incident, agency, dispatcher, on_duty, two_pm):
        assert "The caller will wait" not in waiting()
        hold_for_team(incident=incident, by=dispatcher, id=uuid4(), occurred_at=two_pm)
        assert "The caller will wait" in waiting()
        agency.terms = {"hold": "STAR-only"}
        agency.save()
        assert "STAR-only" in waiting()

    def test_offers_to_keep_a_call_while_the_unit_is_busy(self, waiting, assignment, agency):
        factories.Incident(agency=agency)
        assert "Keep it for us" in waiting()
        assert "Take this call" not in waiting()

    def test_is_a_fragment_for_htmx(self, waiting, on_duty):
        fragment = waiting(**{"HX-Request": "true"})
        assert 'id="_waiting"' in fragment
        assert "<html" not in fragment

    def test_stops_at_what_somebody_can_read(self, waiting, agency, on_duty):
        kind = factories.CallType(agency=agency)
        for _ in range(61):
            factories.Incident(agency=agency, call_type=kind)
        page = waiting()
        assert page.count("Take this call") == 60
        assert "More calls wait behind these." in page

    def test_shows_nothing_to_others(self, client, incident, dispatcher, elsewhere):
        client.force_login(dispatcher)
        assert client.get(reverse("tablet-waiting")).status_code == 404
        client.force_login(elsewhere.responder)
        assert "Alder" not in client.get(reverse("tablet-waiting")).content.decode()

    @pytest.mark.parametrize("number", [1, 12])
    def test_costs_a_fixed_number_of_queries(self, waiting, agency, on_duty, number, django_assert_num_queries):
        kind = factories.CallType(agency=agency)
        for _ in range(number):
            factories.Incident(agency=agency, call_type=kind)
        waiting()
        # session, user, head, shift, calls, call in hand, agency; alarms and check-in of every page
        with django_assert_num_queries(8):
            waiting()


class TestTakingACall:
    def test_leads_to_its_page(self, submit, incident, on_duty, tablet):
        answer = submit("tablet-take", incident.pk)

        made = Assignment.objects.get()
        assert answer["Location"] == reverse("tablet-call", args=[made.pk])
        assert "It is your call now." in tablet.get(answer["Location"]).content.decode()

    def test_tapped_twice_happens_once(self, submit, incident, on_duty):
        id = uuid4()
        places = {submit("tablet-take", incident.pk, id=id)["Location"] for _ in range(2)}
        assert len(places) == Assignment.objects.count() == 1

    def test_says_that_it_is_kept_while_the_unit_is_busy(self, submit, tablet, assignment, agency):
        other = factories.Incident(agency=agency)
        answer = submit("tablet-take", other.pk)

        assert answer["Location"] == reverse("tablet")
        assert "this one is kept for you" in tablet.get(reverse("tablet")).content.decode()

    def test_that_another_crew_has_is_refused_on_the_list(
        self, submit, incident, on_duty, clinician, other_unit, dispatcher, two_pm
    ):
        sign_on(unit=other_unit, by=clinician, id=uuid4(), occurred_at=two_pm)
        assign(incident=incident, unit=other_unit, by=dispatcher, id=uuid4(), occurred_at=two_pm)

        answer = submit("tablet-take", incident.pk)

        assert answer.status_code == 409
        assert "is already with R2." in answer.content.decode()
        assert 'id="_waiting"' in answer.content.decode()

    def test_needs_a_unit(self, submit, incident):
        answer = submit("tablet-take", incident.pk)
        assert (answer.status_code, "Sign on to a unit first." in answer.content.decode()) == (409, True)

    def test_is_not_for_strangers(self, stranger_posts, client, post, dispatcher, incident, on_duty):
        assert stranger_posts("tablet-take", incident.pk).status_code == 404
        client.force_login(dispatcher)
        assert post("tablet-take", incident.pk, author=dispatcher.pk).status_code == 404
        assert not incident.assignments.exists()


class TestGivingACallBack:
    def test_lets_it_wait_for_anybody(self, submit, kept):
        assert submit("tablet-give-back", kept.pk)["Location"] == reverse("tablet")
        kept.refresh_from_db()
        assert kept.held_for is None

    def test_is_refused_a_second_time(self, submit, kept):
        submit("tablet-give-back", kept.pk)
        answer = submit("tablet-give-back", kept.pk)
        assert (answer.status_code, "is kept for nobody." in answer.content.decode()) == (409, True)

    def test_is_not_for_strangers(self, stranger_posts, kept):
        assert stranger_posts("tablet-give-back", kept.pk).status_code == 404


class TestStartingACall:
    @pytest.fixture
    def told(self, agency):
        return {
            "intake_channel": "on_view",
            "call_type": factories.CallType(agency=agency).pk,
            "address": "The footbridge",
        }

    def test_page_offers_the_types_in_force(self, tablet, told, on_duty):
        page = tablet.get(reverse("tablet-start")).content.decode()
        assert f'value="{told["call_type"]}"' in page
        assert "Seen by the crew" in page

    def test_page_with_many_types_offers_a_list_to_choose_from(self, tablet, told, agency, on_duty):
        for _ in range(16):
            factories.CallType(agency=agency)
        assert "<select" in tablet.get(reverse("tablet-start")).content.decode()

    def test_page_is_for_crews(self, client, dispatcher):
        client.force_login(dispatcher)
        assert client.get(reverse("tablet-start")).status_code == 404

    def test_files_it_and_leads_to_its_page(self, submit, told, on_duty):
        id = uuid4()
        answer = submit("tablet-start", id=id, **told, latitude="42.201100", longitude="-107.602100")

        call = Incident.objects.get(pk=uuid5(id, "incident"))
        assert answer["Location"] == reverse("tablet-call", args=[id])
        assert (call.address, float(call.latitude), call.intake_channel) == ("The footbridge", 42.2011, "on_view")

    def test_as_a_letter_is_answered_once_and_for_all(self, post, told, on_duty):
        id = uuid4()
        assert [post("tablet-start", id=id, **told).status_code for _ in range(2)] == [201, 200]
        assert Incident.objects.count() == 1

    def test_belongs_to_the_shift_on_which_it_was_written(self, post, told, on_duty, two_pm):
        post("tablet-start", **told, occurred_at=two_pm.isoformat())
        assert list(Assignment.objects.get().crew.all()) == [on_duty]

    @pytest.mark.parametrize(
        ("wrong", "sentence"),
        [
            ({"intake_channel": "988"}, "Say how you came to it."),
            ({"intake_channel": ""}, "Say how you came to it."),
            ({"call_type": ""}, "What kind of call is it?"),
            ({"call_type": "999999"}, "Choose one of the types of call in force."),
            ({"latitude": "42.2"}, "needs both latitude and longitude"),
            ({"follow_up": str(uuid4())}, "That follow-up is not yours."),
        ],
    )
    def test_is_refused_with_a_sentence(self, submit, post, told, on_duty, wrong, sentence):
        answer = submit("tablet-start", **told | wrong)
        assert (answer.status_code, sentence in answer.content.decode()) == (422, True)
        assert "The footbridge" in answer.content.decode()  # what was typed stays
        assert sentence in post("tablet-start", **told | wrong).json()["detail"]
        assert not Incident.objects.exists()

    def test_needs_a_unit(self, post, told):
        answer = post("tablet-start", **told)
        assert (answer.status_code, "Sign on to a unit" in answer.json()["detail"]) == (409, True)

    def test_is_not_for_strangers(self, stranger_posts, client, post, told, dispatcher):
        assert stranger_posts("tablet-start", **told).status_code == 422  # the call type is none of theirs
        client.force_login(dispatcher)
        assert post("tablet-start", author=dispatcher.pk, **told).status_code == 404

    def test_from_a_follow_up_takes_over_what_is_known(self, post, assignment, medic, two_pm):
        told = {"what": "Ask again.", "due_at": two_pm, "incident": assignment.incident}
        plan_follow_up(by=medic, id=uuid4(), occurred_at=two_pm, **told)
        post("tablet-status", assignment.pk, status="available")

        post("tablet-start", intake_channel="follow_up", follow_up=FollowUp.objects.get().pk)

        call = Incident.objects.get(follows=assignment.incident)
        assert (call.address, call.call_type) == (assignment.incident.address, assignment.incident.call_type)
        assert call.assignments.get().status == "en_route"
