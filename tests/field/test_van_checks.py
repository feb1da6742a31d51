from uuid import uuid4

import pytest
from django.urls import reverse

from responder_app.actions import shifts
from responder_app.models import Shift, VanCheck
from tests import factories


class TestCheckVan:
    def test_of_everything_is_one_tap(self, post, on_duty):
        answer = post("tablet-van", on_duty.pk, rest="ok")

        check = VanCheck.objects.get()
        assert answer.status_code == 201
        assert (len(check.items), set(check.items.values()), check.by) == (11, {"ok"}, on_duty.person)

    def test_keeps_what_is_missing_and_says_so_by_name(self, post, on_duty, tablet):
        post("tablet-van", on_duty.pk, rest="ok", mileage="48210", note="Left mirror", **{"item-child_seat": "missing"})

        page = tablet.get(reverse("tablet-shift")).content.decode()
        assert VanCheck.objects.get().items["child_seat"] == "missing"
        assert "Missing: Child seat" in page
        assert "Left mirror" in page

    def test_without_the_rest_holds_what_was_looked_at_only(self, post, on_duty):
        post("tablet-van", on_duty.pk, **{"item-radio": "ok"})

        assert VanCheck.objects.get().items == {"radio": "ok"}

    def test_from_a_list_that_has_changed_since_is_taken(self, post, on_duty, agency, two_pm):
        agency.list_entries.filter(code="radio").update(effective_to=agency.day_of(two_pm))

        assert post("tablet-van", on_duty.pk, **{"item-radio": "missing"}).status_code == 201

    @pytest.mark.parametrize(
        ("said", "status"),
        [
            ({"item-radio": "broken"}, 422),
            ({"rest": "ok", "mileage": "x"}, 422),
            ({"rest": "ok", "mileage": "-1"}, 422),
            ({"rest": "ok", "note": "x" * 501}, 422),
            ({"item-nothing": "ok"}, 409),
            ({}, 409),
        ],
    )
    def test_says_what_is_wrong(self, post, on_duty, said, status):
        answer = post("tablet-van", on_duty.pk, **said)

        assert (answer.status_code, bool(answer.json()["detail"])) == (status, True)

    def test_of_another_persons_shift_is_not_there(self, post, clinician, unit, stranger_posts, on_duty):
        shifts.sign_on(unit=unit, by=clinician, id=uuid4(), occurred_at=factories.NOON)

        assert post("tablet-van", Shift.objects.get(person=clinician).pk, rest="ok").status_code == 404
        assert stranger_posts("tablet-van", on_duty.pk, rest="ok").status_code == 404

    def test_is_there_for_a_mate_who_came_later(self, post, on_duty, clinician, unit, client, two_pm, minutes):
        post("tablet-van", on_duty.pk, rest="ok", occurred_at=two_pm.isoformat())
        shifts.sign_on(unit=unit, by=clinician, id=uuid4(), occurred_at=two_pm + minutes(30))
        client.force_login(clinician)

        assert "Not checked this shift" not in client.get(reverse("tablet-shift")).content.decode()

    def test_of_the_shift_before_does_not_count(self, post, submit, on_duty, unit, tablet):
        post("tablet-van", on_duty.pk, rest="ok")
        submit("tablet-shift-end")
        submit("tablet-shift", unit=unit.pk)

        assert "Not checked this shift" in tablet.get(reverse("tablet-shift")).content.decode()

    def test_of_the_shift_before_tells_the_next_crew_what_was_missing(self, post, submit, on_duty, unit, tablet):
        post("tablet-van", on_duty.pk, rest="ok", mileage="48210", **{"item-child_seat": "missing"})
        submit("tablet-shift-end")
        submit("tablet-shift", unit=unit.pk)

        page = " ".join(tablet.get(reverse("tablet-shift")).content.decode().split())

        assert "The check before:" in page
        assert "48210 miles" in page
        assert "Missing: Child seat" in page
