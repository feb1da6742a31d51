from uuid import uuid4

import pytest

from responder_app.actions.shifts import sign_on
from responder_app.models import Agency, Unit
from responder_app.reports import board, crews


@pytest.fixture
def short(agency, unit, medic):
    """What R1 is short of, with the medic aboard."""

    def of(**settings):
        Agency.objects.filter(pk=agency.pk).update(**settings)
        return crews.short_of(board.units(Unit.objects.all())[0])

    medic.profession = "medic"
    medic.save()
    return of


class TestShortOf:
    def test_names_who_is_missing_and_how_many(self, short, on_duty):
        assert short(make_up=["clinician", "medic"], least_crew=2) == ["no clinician", "1 of 2 aboard"]

    def test_is_nothing_for_a_whole_crew(self, short, on_duty, clinician, unit, two_pm):
        sign_on(unit=unit, by=clinician, id=uuid4(), occurred_at=two_pm)
        assert short(make_up=["medic"], least_crew=2) == []

    def test_counts_each_of_two_of_a_kind(self, short, on_duty):
        assert short(make_up=["medic", "medic"], least_crew=1) == ["no medic"]

    def test_says_nothing_of_an_empty_van(self, short):
        assert short(make_up=["medic"], least_crew=2) == []
