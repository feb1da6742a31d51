from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils import timezone

from responder_app.models import Event, Note, StatusReport

PROBLEM = "application/problem+json"


class TestALetter:
    def test_is_answered_with_its_line_of_the_log(self, post, assignment):
        id = uuid4()

        answer = post("tablet-accept", assignment.pk, id=id)

        line = Event.objects.get(id=id)
        assert answer.status_code == 201
        assert answer.json() == {"id": str(id), "seq": line.seq, "kind": "assignment.accepted", "repeated": False}

    def test_sent_twice_happens_once(self, post, assignment):
        id = uuid4()

        first = post("tablet-notes", assignment.pk, id=id, body="Dog in the yard.")
        second = post("tablet-notes", assignment.pk, id=id, body="Dog in the yard.")

        assert (first.status_code, second.status_code) == (201, 200)
        assert second.json() == first.json() | {"repeated": True}
        assert Note.objects.count() == 1

    def test_under_the_id_of_another_is_a_conflict(self, post, assignment):
        id = uuid4()
        post("tablet-notes", assignment.pk, id=id, body="One.")

        answer = post("tablet-notes", assignment.pk, id=id, body="Another.")

        assert answer.status_code == 409
        assert answer["Content-Type"] == PROBLEM
        assert answer.json()["detail"].endswith(".")

    def test_of_another_author_is_kept_for_that_author(self, post, assignment, clinician):
        answer = post("tablet-accept", assignment.pk, author=clinician.pk)

        assert answer.status_code == 403
        assert answer["Content-Type"] == PROBLEM
        assert not StatusReport.objects.exists()

    def test_without_a_session_waits(self, post, tablet, assignment):
        tablet.logout()

        answer = post("tablet-accept", assignment.pk)

        assert answer.status_code == 401
        assert answer["Content-Type"] == PROBLEM

    def test_without_a_session_and_javascript_goes_by_the_sign_in(self, submit, tablet, assignment):
        tablet.logout()

        answer = submit("tablet-accept", assignment.pk)

        assert answer.status_code == 302
        assert answer["Location"].startswith(reverse("sign-in"))

    def test_of_another_agencys_crew_finds_nothing(self, stranger_posts, assignment):
        assert stranger_posts("tablet-accept", assignment.pk).status_code == 404
        assert not StatusReport.objects.exists()

    def test_of_another_crew_of_the_agency_finds_nothing(self, client, post, assignment, clinician):
        client.force_login(clinician)

        assert post("tablet-accept", assignment.pk, author=clinician.pk).status_code == 404

    def test_of_another_role_finds_nothing(self, client, post, assignment, dispatcher):
        client.force_login(dispatcher)

        assert post("tablet-accept", assignment.pk, author=dispatcher.pk).status_code == 404
        assert not StatusReport.objects.exists()

    def test_asked_for_with_get_is_not_allowed(self, tablet, assignment):
        assert tablet.get(reverse("tablet-accept", args=[assignment.pk])).status_code == 405

    @pytest.mark.parametrize("id", ["", "seven", "\0", "a" * 500])
    def test_without_a_number_is_told_so(self, tablet, assignment, id):
        url = reverse("tablet-accept", args=[assignment.pk])

        answer = tablet.post(url, {"id": id}, headers={"Accept": "application/json"})

        assert answer.status_code == 422
        assert answer.json()["detail"].startswith("This letter")

    def test_from_without_csrf_token_is_forbidden_as_a_problem(self, assignment, medic):
        from django.test import Client

        strict = Client(enforce_csrf_checks=True)
        strict.force_login(medic)

        answer = strict.post(
            reverse("tablet-accept", args=[assignment.pk]), {"id": uuid4()}, headers={"Accept": "application/json"}
        )

        assert answer.status_code == 403


class TestTheTime:
    def test_is_the_taps(self, post, assignment, two_pm, minutes):
        post("tablet-accept", assignment.pk, occurred_at=(two_pm + minutes(1)).isoformat())

        assert StatusReport.objects.get().occurred_at == two_pm + minutes(1)

    @pytest.mark.parametrize("told", ["", "2199-01-01T00:00:00Z", "1970-01-01T00:00:00Z", "0001-01-01T00:00:00+14:00"])
    def test_is_ours_where_it_cannot_be(self, post, assignment, told):
        before = timezone.now()

        answer = post("tablet-accept", assignment.pk, occurred_at=told)

        assert answer.status_code == 201
        assert before <= StatusReport.objects.get().occurred_at <= timezone.now()

    def test_that_cannot_be_read_is_said(self, post, assignment):
        assert post("tablet-accept", assignment.pk, occurred_at="half past two").status_code == 422

    def test_twice_without_one_is_still_once(self, submit, assignment):
        id = uuid4()

        submit("tablet-notes", assignment.pk, id=id, body="Tapped twice.")
        answer = submit("tablet-notes", assignment.pk, id=id, body="Tapped twice.")

        assert answer.status_code == 302
        assert Note.objects.count() == 1


class TestWithoutJavaScript:
    def test_goes_back_to_the_call_with_thanks(self, submit, tablet, assignment):
        answer = submit("tablet-notes", assignment.pk, body="Calm now.")

        assert answer["Location"] == reverse("tablet-call", args=[assignment.pk])
        page = tablet.get(answer["Location"]).content.decode()
        assert "Note filed." in page
        assert "Calm now." in page

    def test_shows_the_refusal_and_keeps_what_was_chosen(self, submit, assignment):
        told = {"contact_outcome": "gone_on_arrival", "disposition": "remained_resolved", "people_served": "2"}
        answer = submit("tablet-close", assignment.pk, **told)

        page = answer.content.decode()
        assert answer.status_code == 409
        assert "With nobody met there is no disposition." in page
        assert 'value="gone_on_arrival" checked' in page
        assert 'value="2"' in page

    def test_shows_what_is_missing(self, submit, assignment):
        answer = submit("tablet-backup", assignment.pk, level="urgent")

        assert answer.status_code == 422
        assert "Give at least one reason." in answer.content.decode()
