"""What the page shows to whoever is aboard nothing yet, and what it costs."""

from datetime import time
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.html import strip_tags

from responder_app.actions import settings, shifts
from tests import factories


class TestThePageBefore:
    @pytest.fixture
    def page(self, tablet):
        return lambda: " ".join(tablet.get(reverse("tablet-shift")).content.decode().split())

    def test_shows_units_with_who_is_aboard_by_name(self, page, clinician, other_unit, unit):
        shifts.sign_on(unit=other_unit, by=clinician, id=uuid4(), occurred_at=factories.NOON)

        assert "Aboard: Cleo" in page()
        assert page().count("Nobody aboard") == 1

    def test_shows_who_is_free_with_profession_skills_and_languages(self, page, agency, unit):
        factories.Person(
            agency=agency, first_name="Sam", profession="nurse", skills=["medical"], languages=["es", "gone"]
        )

        told = page()

        assert all(word in told for word in ("Sam", "Nurse", "Medical care", "Spanish", "gone"))

    def test_shows_nobody_who_is_aboard_already_or_is_oneself(self, page, clinician, other_unit, medic):
        shifts.sign_on(unit=other_unit, by=clinician, id=uuid4(), occurred_at=factories.NOON)

        assert f'name="mates" value="{clinician.pk}"' not in page()
        assert f'name="mates" value="{medic.pk}"' not in page()

    def test_without_hours_is_always_open(self, page, unit):
        assert "Always open" in page()

    def test_outside_hours_says_so_and_lets_people_sign_on(self, page, administrator, unit, submit, monkeypatch):
        friday = [(4, time(6), time(22))]
        settings.set_hours(hours=friday, by=administrator, id=uuid4(), occurred_at=factories.NOON)
        monkeypatch.setattr("responder_app.field.shifts.timezone.now", lambda: factories.NOON)  # a Thursday

        assert "The program is closed at this hour" in page()
        assert "Closed today" in page()
        assert submit("tablet-shift", unit=unit.pk).status_code == 302

    def test_says_the_hours_in_the_agencys_time(self, page, administrator, unit, monkeypatch):
        thursday = [(3, time(6), time(22))]
        settings.set_hours(hours=thursday, by=administrator, id=uuid4(), occurred_at=factories.NOON)
        monkeypatch.setattr("responder_app.field.shifts.timezone.now", lambda: factories.NOON)

        assert "06:00–22:00" in page()
        assert "Outside hours" not in page()

    def test_of_an_agency_without_units_says_so(self, page):
        assert "has no units yet" in page()

    def test_shows_nothing_of_another_agency(self, page, elsewhere, unit):
        told = strip_tags(page())  # a token in an attribute may read anything
        assert "S1" not in told
        assert "Sol" not in told


class TestTheQueries:
    @pytest.fixture
    def asked(self, tablet):
        def asked(name):
            with CaptureQueriesContext(connection) as queries:
                assert tablet.get(reverse(name)).status_code == 200
            return len(queries)

        return asked

    @pytest.fixture
    def many(self, agency):
        """Ten more units with somebody aboard, and ten people who are free."""

        def many():
            for _ in range(10):
                mate = factories.Person(agency=agency, skills=["medical"], languages=["es"])
                where = factories.Unit(agency=agency)
                shifts.sign_on(unit=where, by=mate, id=uuid4(), occurred_at=factories.NOON)
                factories.Person(agency=agency, skills=["crisis"], languages=["en"])

        return many

    def test_are_as_many_for_ten_units_as_for_one(self, asked, many, unit):
        few = asked("tablet-shift")
        many()
        assert asked("tablet-shift") == few

    def test_are_as_many_for_a_large_agency_once_aboard(self, asked, many, on_duty):
        few = [asked(name) for name in ("tablet-shift", "tablet-shift-end")]
        many()
        assert [asked(name) for name in ("tablet-shift", "tablet-shift-end")] == few
