from datetime import timedelta
from uuid import uuid4

import pytest
from django.urls import reverse

from responder_app.actions.phrases import add_phrase
from responder_app.actions.shifts import sign_on
from responder_app.models import Note
from responder_app.words import Profession
from tests.conftest import TWO_PM


@pytest.fixture
def licensed(medic):
    medic.profession = Profession.MEDIC
    medic.save()
    return medic


class TestWriteNote:
    def test_files_the_note(self, post, assignment):
        assert post("tablet-notes", assignment.pk, body="Sat with her.").status_code == 201
        assert (Note.objects.get().body, Note.objects.get().clinical) == ("Sat with her.", False)

    def test_files_a_clinical_one(self, licensed, post, assignment):
        assert post("tablet-notes", assignment.pk, body="Slow pulse.", clinical="on").status_code == 201
        assert Note.objects.get().clinical

    def test_refuses_a_clinical_one_from_others_and_files_nothing(self, post, assignment):
        answer = post("tablet-notes", assignment.pk, body="Slow pulse.", clinical="on")

        assert answer.status_code == 409
        assert "Write it as an ordinary note" in answer.json()["detail"]
        assert not Note.objects.exists()

    def test_says_how_long_a_note_may_be(self, post, assignment):
        answer = post("tablet-notes", assignment.pk, body="x" * 20_001)

        assert answer.json()["detail"] == "The note is longer than 20,000 characters. Write it in two."

    def test_sent_twice_is_kept_once(self, post, assignment):
        id = uuid4()
        assert [post("tablet-notes", assignment.pk, id=id, body="Once.").status_code for _ in "12"] == [201, 200]
        assert Note.objects.count() == 1

    def test_is_not_for_strangers(self, stranger_posts, assignment):
        assert stranger_posts("tablet-notes", assignment.pk, body="Hm.").status_code == 404


class TestTheNotesPlace:
    @pytest.fixture(params=["tablet-call", "tablet-scene"])
    def page(self, request, tablet, assignment):
        return lambda: tablet.get(reverse(request.param, args=[assignment.pk])).content.decode()

    def test_offers_clinical_notes_to_clinical_professions_only(self, page, medic):
        assert 'name="clinical"' not in page()
        medic.profession = Profession.CLINICIAN
        medic.save()
        assert 'name="clinical"' in page()

    def test_offers_the_programs_phrases_and_the_crews_own(self, page, medic):
        add_phrase(texts={"en": "Dog is fed."}, by=medic, id=uuid4(), occurred_at=TWO_PM)

        told = page()

        assert "Calm and talking with us." in told
        assert "Dog is fed." in told

    def test_offers_them_in_the_language_of_the_tablet(self, page, medic):
        medic.language = "es"
        medic.save()

        assert "Se dio agua y comida." in page()

    def test_shows_a_peer_that_there_is_a_clinical_note_and_not_what_it_says(
        self, tablet, licensed, post, assignment, clinician, client, unit
    ):
        post("tablet-notes", assignment.pk, body="Slow pulse.", clinical="on")
        sign_on(unit=unit, by=clinician, id=uuid4(), occurred_at=TWO_PM + timedelta(minutes=1))
        client.force_login(clinician)  # of no clinical profession yet

        told = client.get(reverse("tablet-call", args=[assignment.pk])).content.decode()

        assert "Clinical note" in told
        assert "Slow pulse." not in told
