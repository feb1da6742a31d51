from datetime import timedelta
from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils import timezone

from responder_app.actions.cautions import review_caution
from responder_app.models import Caution, Incident

DOG = {"kind": "dog", "source": "crew", "body": "A large dog, loose.", "days": 30}


@pytest.fixture
def place(assignment):
    Incident.objects.filter(pk=assignment.incident_id).update(place_key="200 block of alder street")
    return assignment


@pytest.fixture
def call_page(tablet, place):
    return lambda: tablet.get(reverse("tablet-call", args=[place.pk])).content.decode().split("<template")[0]


@pytest.fixture
def caution(post, place):
    post("tablet-cautions", place.pk, **DOG)
    return Caution.objects.get()


class TestFileCaution:
    def test_is_shown_with_its_age_source_and_end(self, caution, call_page):
        told = " ".join(call_page().split())
        assert "A large dog, loose." in told
        assert "Seen by a crew" in told
        assert "not yet reviewed" in told

    def test_that_was_reviewed_says_so(self, caution, call_page, manager, two_pm):
        told = {"caution": caution, "review": "kept", "days": 300, "by": manager, "id": uuid4()}
        review_caution(**told, occurred_at=timezone.now())
        assert "not yet reviewed" not in call_page()

    def test_that_has_run_out_is_not_shown(self, caution, call_page):
        Caution.objects.update(expires_at=timezone.now() - timedelta(minutes=1))
        assert "A large dog" not in call_page()

    @pytest.mark.parametrize("wrong", [{"body": ""}, {"days": 0}, {"days": 366}, {"kind": "ghost"}, {"source": ""}])
    def test_says_what_is_wrong(self, post, place, wrong):
        answer = post("tablet-cautions", place.pk, **DOG | wrong)
        assert answer.status_code == 422
        assert answer.json()["detail"]

    def test_comes_with_the_agencys_days(self, call_page):
        assert 'name="days" value="90"' in call_page()

    def test_is_not_offered_where_the_call_has_no_address(self, tablet, assignment):
        Incident.objects.update(place_key="", address="")
        told = tablet.get(reverse("tablet-call", args=[assignment.pk])).content.decode()
        assert "Warn others of this place" not in told

    def test_of_another_agency_is_not_found(self, stranger_posts, place):
        assert stranger_posts("tablet-cautions", place.pk, **DOG).status_code == 404
