import re
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from responder_app.models import Referral
from tests import factories


@pytest.fixture
def letter(service):
    return {"service": service.pk, "mode": "warm_handoff", "accepted": "true", "consent": "on", "note": "Has a bag."}


class TestRefer:
    def test_files_the_referral_with_its_unit(self, post, assignment, letter):
        assert post("tablet-referrals", assignment.pk, **letter).status_code == 201

        referral = Referral.objects.get()
        assert (referral.status, referral.consent, referral.unit) == ("sent", True, assignment.unit)

    def test_keeps_what_was_offered_and_declined(self, post, assignment, letter):
        post("tablet-referrals", assignment.pk, **letter | {"accepted": "false"})

        assert Referral.objects.get().status == "offered_declined"

    def test_knows_only_services_that_are_offered(self, post, assignment, letter, service):
        service.active = False
        service.save()

        answer = post("tablet-referrals", assignment.pk, **letter)

        assert answer.status_code == 422
        assert answer.json()["detail"] == "Choose a service from the list; this one is not offered."

    def test_does_not_know_another_agencys_services(self, post, assignment, letter, elsewhere):
        assert post("tablet-referrals", assignment.pk, **letter | {"service": elsewhere.service.pk}).status_code == 422

    @pytest.mark.parametrize("number", ["9" * 40, "\0", "x", "-1"])
    def test_never_breaks_on_strange_numbers(self, post, assignment, letter, number):
        assert post("tablet-referrals", assignment.pk, **letter | {"service": number}).status_code == 422


class TestTheDirectory:
    @pytest.fixture
    def page(self, tablet, assignment):
        return lambda: tablet.get(reverse("tablet-after", args=[assignment.pk])).content.decode()

    def test_stands_by_category_with_what_a_crew_must_know(self, page, agency):
        today = agency.day_of(timezone.now())
        told = {"phone": "555-0111", "hours": "Always open", "eligibility": "Adults", "assured_on": today}
        factories.Service(agency=agency, name="Day room", category="Basic needs", **told)

        page = page()

        for words in ('href="tel:555-0111"', "Always open", "Adults", "Verified today", "<summary>Basic needs"):
            assert words in page

    def test_says_how_old_an_entry_is_and_puts_the_stale_last(self, page, agency):
        today = agency.day_of(timezone.now())
        factories.Service(agency=agency, name="A bed", category="Shelter", assured_on=today - timedelta(days=400))
        factories.Service(agency=agency, name="B bed", category="Shelter", assured_on=today - timedelta(days=14))

        page = page()

        assert page.index("B bed") < page.index("A bed")
        assert page.count("Ring first") == 1
        assert re.search(r"Last verified 2\sweeks ago", page)

    def test_puts_what_one_used_lately_in_front_and_names_it_once(
        self, page, post, assignment, letter, service, agency
    ):
        factories.Service(agency=agency, name="Another bed", category="A")
        post("tablet-referrals", assignment.pk, **letter)

        page = page()

        assert page.index("Used lately") < page.index(service.name) < page.index("Another bed")
        assert page.count(f'name="service" value="{service.pk}"') == 1

    def test_lists_what_was_referred_on_this_call(self, page, post, assignment, letter):
        post("tablet-referrals", assignment.pk, **letter)

        assert "Warm hand-off, sent." in page()

    def test_keeps_the_choice_without_javascript(self, submit, assignment, service):
        page = submit("tablet-referrals", assignment.pk, service=service.pk, mode="").content.decode()

        assert f'name="service" value="{service.pk}" checked' in page

    @pytest.mark.parametrize("number", [1, 300])
    def test_costs_a_fixed_number_of_queries(self, tablet, assignment, agency, number, django_assert_max_num_queries):
        home = factories.Organization(agency=agency)
        for turn in range(number):
            factories.Service(agency=agency, organization=home, name=f"Service {turn}", category=f"C{turn % 9}")

        with django_assert_max_num_queries(24):
            tablet.get(reverse("tablet-after", args=[assignment.pk]))
