import pytest
from django.urls import reverse

from responder_app.models import ListEntry, ServiceGap

SAID = {"need": "shelter", "reason": "full"}


class TestRecordGap:
    def test_files_it_in_two_words(self, post, assignment):
        assert post("tablet-gaps", assignment.pk, **SAID).status_code == 201
        assert ServiceGap.objects.get().incident == assignment.incident

    @pytest.mark.parametrize(
        ("said", "status", "sentence"),
        [
            ({"need": ""}, 422, "Choose what was needed."),
            ({"reason": ""}, 422, "Choose why it could not be had."),
            ({"need": "x" * 50}, 422, "Choose what was needed."),
            ({"need": "castle"}, 409, "Choose what was needed from the list."),
            ({"note": "x" * 301}, 422, "The note has more than 300 characters. Shorten it."),
        ],
    )
    def test_says_in_a_sentence_what_is_missing(self, post, assignment, said, status, sentence):
        answer = post("tablet-gaps", assignment.pk, **SAID | said)

        assert (answer.status_code, answer.json()["detail"]) == (status, sentence)

    def test_keeps_the_choice_on_the_page_without_javascript(self, submit, assignment):
        page = submit("tablet-gaps", assignment.pk, need="shelter", reason="", note="Two dogs.").content.decode()

        assert 'value="shelter" checked' in page
        assert "Two dogs." in page

    def test_is_not_for_strangers(self, stranger_posts, assignment):
        assert stranger_posts("tablet-gaps", assignment.pk, **SAID).status_code == 404


class TestThePage:
    def test_offers_what_is_on_the_lists_today(self, tablet, assignment):
        ListEntry.objects.filter(list="needs", code="pets").update(effective_to="2026-05-15")

        page = tablet.get(reverse("tablet-after", args=[assignment.pk])).content.decode()

        assert "Shelter bed" in page
        assert "Place that takes animals" not in page

    def test_shows_what_was_recorded_also_under_an_ended_code(self, tablet, post, assignment):
        post("tablet-gaps", assignment.pk, need="pets", reason="none")
        ListEntry.objects.filter(list="needs", code="pets").update(effective_to="2026-05-15")

        page = tablet.get(reverse("tablet-after", args=[assignment.pk])).content.decode()

        assert "Place that takes animals</span>: Does not exist here" in page

    def test_tells_the_call_in_words(self, tablet, post, assignment):
        post("tablet-gaps", assignment.pk, **SAID, note="Two dogs.")

        page = tablet.get(reverse("tablet-call", args=[assignment.pk])).content.decode()

        assert "Shelter bed: Full. Two dogs." in page
