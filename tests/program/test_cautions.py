from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils import timezone

from responder_app.actions.cautions import file_caution
from responder_app.models import Caution, Incident


@pytest.fixture
def file(incident, medic):
    Incident.objects.update(place_key="alder street")
    incident.refresh_from_db()

    def file(body="A large dog.", days=90):
        told = {"kind": "dog", "source": "crew", "body": body, "days": days, "by": medic, "id": uuid4()}
        return Caution.objects.get(pk=file_caution(incident=incident, occurred_at=timezone.now(), **told).id)

    return file


@pytest.fixture
def caution(file):
    return file()


@pytest.fixture
def office(client, manager):
    client.force_login(manager)
    return client


@pytest.fixture
def review(office):
    def review(caution, browser=office, **said):
        return browser.post(reverse("program-caution-review", args=[caution.pk]), {"id": uuid4(), **said})

    return review


class TestCautions:
    def test_shows_what_nobody_has_reviewed_first(self, office, file, review):
        review(file("A large dog."), review="kept", days=30)
        file("A broken stair.")
        told = office.get(reverse("program-cautions")).content.decode()
        assert told.index("A broken stair.") < told.index("A large dog.")
        assert "Reviewed by Manu" in told

    def test_says_that_there_is_none(self, office):
        assert "No caution stands." in office.get(reverse("program-cautions")).content.decode()

    def test_leafs_through_a_long_list(self, office, file):
        for number in range(51):
            file(f"Dog {number}.")
        assert "Page 1 of 2" in office.get(reverse("program-cautions")).content.decode()
        assert office.get(reverse("program-cautions"), {"page": "2"}).content.decode().count("<article") == 1
        assert office.get(reverse("program-cautions"), {"page": "dog"}).status_code == 200

    def test_is_not_for_crews_and_dispatchers(self, client, medic, dispatcher):
        for stranger in (medic, dispatcher):
            client.force_login(stranger)
            assert client.get(reverse("program-cautions")).status_code == 404


class TestReview:
    def test_keeps_it(self, review, caution, manager):
        assert review(caution, review="kept", days=30).status_code == 302
        caution.refresh_from_db()
        assert (caution.review, caution.reviewed_by, (caution.expires_at - caution.reviewed_at).days) == (
            "kept",
            manager,
            30,
        )

    def test_removes_it(self, review, caution, office):
        review(caution, review="removed", days="")
        assert "A large dog" not in office.get(reverse("program-cautions")).content.decode()

    @pytest.mark.parametrize(
        ("said", "status"),
        [({}, 422), ({"review": "kept", "days": 366}, 422), ({"review": "kept"}, 409), ({"review": "burnt"}, 422)],
    )
    def test_says_what_is_wrong_and_changes_nothing(self, review, caution, said, status):
        answer = review(caution, **said)
        assert answer.status_code == status
        assert 'role="alert"' in answer.content.decode()
        caution.refresh_from_db()
        assert caution.review == ""

    def test_of_another_agency_is_not_found(self, review, caution, client, elsewhere):
        client.force_login(elsewhere.manager)
        assert review(caution, client, review="removed").status_code == 404
