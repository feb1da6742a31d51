import re
from uuid import uuid4

import pytest
from django.urls import reverse

from responder_app.models import Encounter
from tests.field.test_scenes import MET, TOLD


@pytest.fixture
def page(tablet, assignment):
    return lambda: tablet.get(reverse("tablet-scene", args=[assignment.pk])).content.decode()


class TestAmend:
    @pytest.fixture
    def closed(self, post, assignment):
        post("tablet-close", assignment.pk, **MET, **TOLD)
        return assignment

    def test_puts_outcome_and_scene_right_with_the_reason(self, post, page, closed):
        said = {"contact_outcome": "refused", "reason": "Wrong button."}
        assert post("tablet-amend", closed.pk, **said).status_code == 201

        assert Encounter.objects.get().contact_outcome == "refused"
        told = page()
        assert "<dd>Refused or declined to engage</dd>" in told
        assert re.search(r"Amended by Mika.* at \d\d:\d\d\. Wrong button\.", told)

    def test_begins_with_what_stands(self, page, closed):
        told = page().split("/amend/")[1]
        for chosen in ("contact_made", "remained_resolved", "agitation"):
            assert f'value="{chosen}" checked' in told

    def test_counts_nobody_where_nobody_was_met(self, post, closed):
        post("tablet-amend", closed.pk, contact_outcome="refused", people_served="3", reason="Wrong button.")

        assert Encounter.objects.get().people_served is None

    def test_sent_twice_happens_once(self, post, closed):
        said = {"id": uuid4(), "contact_outcome": "refused", "reason": "Wrong button."}

        assert [post("tablet-amend", closed.pk, **said).status_code for _ in range(2)] == [201, 200]

    @pytest.mark.parametrize(
        ("said", "status", "sentence"),
        [
            ({"reason": ""}, 422, "Say why it is amended."),
            ({"reason": "x" * 301}, 422, "The reason has more than 300 characters. Shorten it."),
            ({"contact_outcome": ""}, 422, "Say first whether there was a person."),
            ({"disposition": "remained_resolved"}, 409, "With nobody met there is no disposition."),
        ],
    )
    def test_says_in_a_sentence_what_is_wrong(self, post, closed, said, status, sentence):
        answer = post("tablet-amend", closed.pk, **{"contact_outcome": "refused", "reason": "Wrong."} | said)

        assert (answer.status_code, answer.json()["detail"]) == (status, sentence)

    def test_keeps_the_words_on_the_page_without_javascript(self, submit, closed):
        answer = submit("tablet-amend", closed.pk, contact_outcome="", reason="Wrong button.")

        assert answer.status_code == 422
        assert 'value="Wrong button."' in answer.content.decode()

    def test_refuses_a_call_that_is_not_closed(self, post, submit, assignment):
        said = {"contact_outcome": "refused", "reason": "Wrong."}

        assert post("tablet-amend", assignment.pk, **said).json()["detail"].startswith("This call is not closed yet.")
        assert submit("tablet-amend", assignment.pk, **said).status_code == 409

    def test_is_not_there_for_strangers(self, stranger_posts, closed):
        assert stranger_posts("tablet-amend", closed.pk, contact_outcome="refused", reason="x").status_code == 404
        assert Encounter.objects.get().contact_outcome == "contact_made"
