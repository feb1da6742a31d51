import json
from uuid import uuid4

import pytest

from responder_app.models import SetAsideLetter

REFUSED = {"label": "Decline", "problem": "R1 is already under way.", "written_at": "2026-05-14T14:00:00Z"}


@pytest.fixture
def refused(post, on_duty):
    letter = uuid4()
    post("tablet-letters", letter=letter, **REFUSED)
    return letter


class TestSetAside:
    def test_tells_the_desk_what_and_why_but_not_what_it_says(self, refused, unit):
        told = SetAsideLetter.objects.get()

        assert (told.pk, told.label, told.unit, told.body) == (refused, "Decline", unit, None)

    def test_told_twice_is_one(self, post, refused):
        assert post("tablet-letters", letter=refused, **REFUSED).json()["repeated"]
        assert SetAsideLetter.objects.count() == 1

    def test_shortens_what_is_too_long(self, post, on_duty):
        assert post("tablet-letters", label="x" * 500, problem="y" * 5000).status_code == 201

    def test_by_somebody_on_no_unit_is_known_too(self, post):
        assert post("tablet-letters", **REFUSED).status_code == 201
        assert SetAsideLetter.objects.get().unit is None


class TestSettle:
    def test_hands_it_over_with_its_text(self, post, refused):
        said = {"reason": "too_far"}

        assert post("tablet-settle", refused, end="handed_over", body=json.dumps(said)).status_code == 201
        assert SetAsideLetter.objects.get().body == said

    def test_keeps_no_text_of_one_withdrawn(self, post, refused):
        post("tablet-settle", refused, end="withdrawn", body='{"reason": "too_far"}')

        assert SetAsideLetter.objects.get().body is None

    def test_of_a_settled_one_is_refused(self, post, refused):
        post("tablet-settle", refused, end="withdrawn")

        assert post("tablet-settle", refused, end="corrected").json()["detail"] == "That letter is settled."

    def test_of_somebody_elses_finds_nothing(self, post, client, refused, clinician, stranger_posts):
        client.force_login(clinician)

        assert post("tablet-settle", refused, author=clinician.pk, end="withdrawn").status_code == 404
        assert stranger_posts("tablet-settle", refused, end="withdrawn").status_code == 404

    @pytest.mark.parametrize(
        "body", ["{", "[]", "7", '{"a": 1}', '{"a": "\\u0000"}', '{"a": "\\ud800"}', '{"a": NaN}', "[" * 5000]
    )
    def test_never_breaks_on_strange_text(self, post, refused, body):
        assert post("tablet-settle", refused, end="handed_over", body=body).status_code == 422
