from uuid import uuid4

import pytest
from django.urls import reverse

from responder_app.actions.assignments import assign, withdraw
from responder_app.actions.follow_ups import plan_follow_up
from responder_app.actions.shifts import sign_on
from responder_app.actions.waiting import hold
from tests import factories


@pytest.fixture
def home(tablet):
    def home(**headers):
        return tablet.get(reverse("tablet"), headers=headers).content.decode()

    return home


class TestHome:
    def test_asks_for_a_unit_first(self, home):
        assert "Choose your unit" in home()

    def test_says_since_when_the_unit_is_available(self, home, on_duty):
        page = " ".join(home().split())

        assert "No call. You are available since" in page
        assert ">06:00</time>" in page  # noon in UTC, told in the agency's time

    def test_offers_a_new_call_to_accept_or_decline(self, home, assignment):
        page = home()

        assert "200 block of Alder Street" in page
        assert reverse("tablet-accept", args=[assignment.pk]) in page
        assert "Decline this call" in page

    def test_shows_the_ladder_once_accepted(self, home, post, assignment):
        post("tablet-accept", assignment.pk)

        assert reverse("tablet-status", args=[assignment.pk]) in home()

    def test_lists_what_is_owed(self, home, post, assignment):
        post("tablet-status", assignment.pk, status="available")

        page = home()

        assert "Write the outcome" in page
        assert "No call. You are available" in page

    def test_says_that_the_desk_took_the_call_back(self, home, assignment, dispatcher, two_pm, minutes):
        withdraw(assignment=assignment, by=dispatcher, id=uuid4(), occurred_at=two_pm + minutes(1))

        assert "was taken back by dispatch" in home()

    def test_is_a_fragment_for_htmx(self, home, on_duty):
        fragment = home(**{"HX-Request": "true"})

        assert "<html" not in fragment
        assert 'id="_home"' in fragment

    def test_shows_nothing_of_another_crew(self, client, assignment, clinician):
        client.force_login(clinician)

        assert "Alder" not in client.get(reverse("tablet")).content.decode()

    def test_is_for_crews(self, client, dispatcher, elsewhere):
        client.force_login(dispatcher)
        assert client.get(reverse("tablet")).status_code == 404

    def test_sends_strangers_to_the_sign_in(self, client):
        assert client.get(reverse("tablet"))["Location"].startswith(reverse("sign-in"))

    def test_is_not_stored_by_browsers(self, tablet, on_duty):
        assert "no-store" in tablet.get(reverse("tablet"))["Cache-Control"]

    def test_costs_a_fixed_number_of_queries(self, tablet, assignment, django_assert_num_queries):
        # session, user, head, shift, unfinished, agency, last call, held, waiting, follow-ups, van, word, crew;
        # alarms and check-in of every page
        with django_assert_num_queries(14):
            tablet.get(reverse("tablet"))

    @pytest.mark.parametrize("number", [1, 12])
    def test_costs_no_more_with_long_lists(
        self, tablet, agency, unit, on_duty, medic, dispatcher, two_pm, number, django_assert_num_queries
    ):
        kind = factories.CallType(agency=agency)
        for turn in range(number):
            call = factories.Incident(agency=agency, call_type=kind)
            hold(incident=call, unit=unit, by=dispatcher, id=uuid4(), occurred_at=two_pm)
            told = {"incident": call, "what": f"Thing {turn}", "due_at": two_pm, "owner": medic}
            plan_follow_up(by=medic, id=uuid4(), occurred_at=two_pm, **told)

        with django_assert_num_queries(14):
            tablet.get(reverse("tablet"))


class TestWhatElseIsTheCrews:
    def test_shows_who_is_aboard_which_unit_to_whom_is_aboard_none(self, home, other_unit, clinician, two_pm):
        sign_on(unit=other_unit, by=clinician, id=uuid4(), occurred_at=two_pm)

        page = home()

        assert f"{reverse('tablet-shift')}#unit-{other_unit.pk}" in page
        assert "Cleo" in page

    def test_offers_what_is_kept_only_while_the_unit_is_free(self, home, post, assignment, agency, dispatcher, two_pm):
        kept = factories.Incident(agency=agency, address="Riverside Park")
        hold(incident=kept, unit=assignment.unit, by=dispatcher, id=uuid4(), occurred_at=two_pm)
        assert "Riverside Park" in (busy := home())
        assert "Take it now" not in busy

        post("tablet-status", assignment.pk, status="available")

        assert "Take it now" in home()

    def test_shows_nothing_of_what_is_kept_for_another_unit(
        self, home, on_duty, incident, other_unit, clinician, dispatcher, two_pm
    ):
        sign_on(unit=other_unit, by=clinician, id=uuid4(), occurred_at=two_pm)
        hold(incident=incident, unit=other_unit, by=dispatcher, id=uuid4(), occurred_at=two_pm)

        assert "Alder" not in home()

    def test_has_the_call_in_hand_first_then_what_is_kept_owed_and_due(
        self, home, post, assignment, agency, unit, medic, dispatcher, two_pm
    ):
        post("tablet-status", assignment.pk, status="available")
        told = {"incident": assignment.incident, "what": "A thing", "due_at": two_pm}
        plan_follow_up(by=medic, id=uuid4(), occurred_at=two_pm, **told)
        for name in ("kept", "in hand"):
            call = factories.Incident(agency=agency, address=f"The one {name}")
            hold(incident=call, unit=unit, by=dispatcher, id=uuid4(), occurred_at=two_pm)
        assign(incident=call, unit=unit, by=dispatcher, id=uuid4(), occurred_at=two_pm)

        page = home()

        wanted = ("The one in hand", "The one kept", "Write the outcome", "A thing", "Waiting calls", "Start a call")
        places = [page.index(word) for word in wanted]
        assert places == sorted(places)

    def test_puts_responding_before_accepting_and_declining(self, home, assignment):
        page = home()
        places = [page.index(f">{word}<") for word in ("Responding", "Accept", "Decline", "Navigate")]
        assert places == sorted(places)
