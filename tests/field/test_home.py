from uuid import uuid4

import pytest
from django.urls import reverse

from responder_app.actions.assignments import withdraw


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
        # session, user, agency, head, shift, unfinished, last call, crew's shift, backups, crew
        with django_assert_num_queries(10):
            tablet.get(reverse("tablet"))
