from uuid import uuid4

import pytest
from django.urls import reverse

from responder_app.actions import shifts
from responder_app.actions.assignments import report_status
from responder_app.models import Shift
from tests import factories


@pytest.fixture
def sign_on(submit, unit):
    return lambda **more: submit("tablet-shift", unit=unit.pk, **more)


class TestSignOn:
    def test_goes_aboard_and_to_the_page_of_the_shift(self, sign_on, unit):
        answer = sign_on()

        assert answer["Location"] == reverse("tablet-shift")
        assert Shift.objects.running().get().unit == unit

    def test_tapped_twice_is_one_shift(self, sign_on):
        id = uuid4()
        sign_on(id=id)

        assert sign_on(id=id).status_code == 302
        assert Shift.objects.count() == 1

    def test_aboard_another_unit_is_refused_with_a_sentence(self, sign_on, submit, other_unit):
        sign_on()

        answer = submit("tablet-shift", unit=other_unit.pk)

        assert answer.status_code == 409
        assert "You are signed on to R1. Sign off first." in answer.content.decode()

    def test_knows_the_own_agencys_units_only(self, submit, elsewhere):
        answer = submit("tablet-shift", unit=elsewhere.unit.pk)

        assert answer.status_code == 422
        assert not Shift.objects.filter(person__agency__name="Juniper Falls").exists()

    @pytest.mark.parametrize("unit", ["", "x", "\0", "9" * 40])
    def test_never_breaks_on_strange_units(self, submit, unit):
        assert submit("tablet-shift", unit=unit).status_code == 422

    def test_is_for_crews(self, client, dispatcher):
        client.force_login(dispatcher)

        assert client.get(reverse("tablet-shift")).status_code == 404


class TestSignOnWithMates:
    def test_takes_them_along(self, sign_on, clinician, unit):
        assert sign_on(mates=[clinician.pk]).status_code == 302
        assert Shift.objects.running().filter(unit=unit).count() == 2

    def test_tapped_twice_is_one_crew(self, sign_on, clinician):
        id = uuid4()
        sign_on(id=id, mates=[clinician.pk])

        assert sign_on(id=id, mates=[clinician.pk]).status_code == 302
        assert Shift.objects.count() == 2

    def test_says_who_is_aboard_elsewhere_and_keeps_what_was_ticked(self, sign_on, clinician, agency, other_unit):
        shifts.sign_on(unit=other_unit, by=clinician, id=uuid4(), occurred_at=factories.NOON)
        sam = factories.Person(agency=agency, first_name="Sam")

        answer = sign_on(mates=[clinician.pk, sam.pk])

        page = answer.content.decode()
        assert answer.status_code == 409
        assert "Already signed on: Cleo on R2." in page
        assert f'name="mates" value="{sam.pk}" checked' in page
        assert not Shift.objects.filter(person=sam).exists()

    @pytest.mark.parametrize("mates", ["", "x", "\0", "9" * 40])
    def test_never_breaks_on_strange_mates(self, sign_on, mates):
        assert sign_on(mates=[mates]).status_code in {302, 422}

    def test_knows_people_of_the_own_agency_only(self, sign_on, elsewhere):
        assert sign_on(mates=[elsewhere.responder.pk]).status_code == 422
        assert Shift.objects.count() == 1  # theirs


class TestTheCrew:
    def test_takes_somebody_aboard(self, submit, on_duty, clinician):
        assert submit("tablet-take-aboard", mates=[clinician.pk])["Location"] == reverse("tablet-shift")
        assert Shift.objects.running().filter(person=clinician).exists()

    def test_refuses_with_a_sentence(self, submit, on_duty, clinician, other_unit):
        shifts.sign_on(unit=other_unit, by=clinician, id=uuid4(), occurred_at=factories.NOON)

        answer = submit("tablet-take-aboard", mates=[clinician.pk])

        assert (answer.status_code, "Cleo on R2" in answer.content.decode()) == (409, True)
        assert submit("tablet-take-aboard").status_code == 422

    def test_takes_nobody_aboard_nothing(self, submit, clinician):
        assert submit("tablet-take-aboard", mates=[clinician.pk])["Location"] == reverse("tablet-shift")
        assert not Shift.objects.exists()

    def test_takes_a_mate_off_once(self, submit, on_duty, clinician, unit, medic):
        shifts.sign_on(unit=unit, by=clinician, id=uuid4(), occurred_at=factories.NOON)
        mate = Shift.objects.get(person=clinician)

        for _ in range(2):
            assert submit("tablet-take-off", mate.pk)["Location"] == reverse("tablet-shift")

        assert list(Shift.objects.running()) == [on_duty]

    def test_takes_nobody_off_another_unit(self, submit, on_duty, clinician, other_unit):
        shifts.sign_on(unit=other_unit, by=clinician, id=uuid4(), occurred_at=factories.NOON)

        submit("tablet-take-off", Shift.objects.get(person=clinician).pk)

        assert Shift.objects.running().count() == 2


class TestTheEnd:
    @pytest.fixture
    def page(self, tablet):
        return lambda: " ".join(tablet.get(reverse("tablet-shift-end")).content.decode().split())

    def test_lists_what_is_unfinished(self, page, assignment, medic, two_pm):
        assert "clear it first" in page()

        report_status(assignment=assignment, status="available", by=medic, id=uuid4(), occurred_at=two_pm)

        assert "Write the outcome" in page()
        assert reverse("tablet-scene", args=[assignment.pk]) in page()

    def test_says_that_nothing_is(self, page, on_duty):
        assert "Nothing is unfinished" in page()

    def test_offers_the_whole_crew_only_where_there_is_one(self, page, on_duty, clinician, unit):
        assert "whole crew" not in page()

        shifts.sign_on(unit=unit, by=clinician, id=uuid4(), occurred_at=factories.NOON)

        assert "Sign off the whole crew: Mika, Cleo" in page()

    def test_without_a_shift_shows_the_units(self, tablet):
        assert "Which unit are you on?" in tablet.get(reverse("tablet-shift-end")).content.decode()


class TestSignOff:
    def test_ends_the_shift(self, submit, on_duty):
        assert submit("tablet-shift-end").status_code == 302
        assert not Shift.objects.running().exists()

    def test_on_a_call_is_refused_with_a_sentence(self, submit, assignment):
        answer = submit("tablet-shift-end")

        assert answer.status_code == 409
        assert "clear it first" in answer.content.decode()

    def test_without_a_shift_shows_the_units(self, submit):
        assert submit("tablet-shift-end")["Location"] == reverse("tablet-shift")

    def test_of_the_whole_crew_sends_all_home(self, submit, on_duty, clinician, unit):
        shifts.sign_on(unit=unit, by=clinician, id=uuid4(), occurred_at=factories.NOON)

        assert submit("tablet-shift-end", who="crew").status_code == 302
        assert not Shift.objects.running().exists()

    def test_of_only_oneself_leaves_the_others(self, submit, on_duty, clinician, unit):
        shifts.sign_on(unit=unit, by=clinician, id=uuid4(), occurred_at=factories.NOON)

        submit("tablet-shift-end", who="me")

        assert Shift.objects.running().get().person == clinician

    def test_of_somebody_strange_is_refused_with_a_sentence(self, submit, on_duty):
        answer = submit("tablet-shift-end", who="everybody")

        assert (answer.status_code, "Say who signs off." in answer.content.decode()) == (422, True)
