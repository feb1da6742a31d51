from uuid import uuid4

import pytest
from django.urls import reverse

from responder_app.actions import shifts
from responder_app.models import HandOver
from tests import factories


class TestHandOver:
    @pytest.fixture
    def left(self, post, submit, on_duty):
        """The medic has left word and gone home."""
        post("tablet-hand-over", on_duty.pk, body="The door sticks.")
        submit("tablet-shift-end")
        return HandOver.objects.get()

    @pytest.fixture
    def next_page(self, client, clinician, unit):
        def next_page():
            client.force_login(clinician)
            return client.get(reverse("tablet-shift")).content.decode()

        return next_page

    def test_stands_first_before_the_next_crew_until_it_is_read(self, left, next_page, clinician, unit, post):
        shifts.sign_on(unit=unit, by=clinician, id=uuid4(), occurred_at=factories.NOON)
        assert "The door sticks." in next_page()

        answer = post("tablet-hand-over-read", left.pk, author=clinician.pk)

        left.refresh_from_db()
        assert (answer.status_code, left.read_by) == (201, clinician)
        assert "The door sticks." not in next_page()

    def test_is_shown_to_nobody_who_is_on_another_unit_or_none(self, left, next_page, clinician, other_unit, post):
        assert "The door sticks." not in next_page()
        shifts.sign_on(unit=other_unit, by=clinician, id=uuid4(), occurred_at=factories.NOON)
        assert "The door sticks." not in next_page()
        assert post("tablet-hand-over-read", left.pk, author=clinician.pk).status_code == 404

    def test_is_not_put_before_its_own_writer(self, post, on_duty, tablet):
        post("tablet-hand-over", on_duty.pk, body="The door sticks.")

        assert "The door sticks." not in tablet.get(reverse("tablet-shift")).content.decode()
        assert "The door sticks." in tablet.get(reverse("tablet-shift-end")).content.decode()

    def test_that_comes_after_the_end_is_filed(self, submit, post, on_duty):
        submit("tablet-shift-end")

        assert post("tablet-hand-over", on_duty.pk, body="Late word.").status_code == 201

    def test_of_nothing_is_refused_with_a_sentence(self, post, on_duty):
        assert "empty" in post("tablet-hand-over", on_duty.pk, body=" ").json()["detail"]

    def test_keeps_its_words_where_it_is_refused_without_javascript(self, submit, on_duty):
        answer = submit("tablet-hand-over", on_duty.pk, body="x" * 20_001)

        assert (answer.status_code, "x" * 100 in answer.content.decode()) == (422, True)

    def test_of_another_agency_is_not_there(self, stranger_posts, left, on_duty):
        assert stranger_posts("tablet-hand-over-read", left.pk).status_code == 404
        assert stranger_posts("tablet-hand-over", on_duty.pk, body="x").status_code == 404
