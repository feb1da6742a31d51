from datetime import timedelta
from uuid import uuid4

import pytest
from django.urls import reverse

from responder_app.models import ListEntry

LISTS, ADD = reverse("program-lists"), reverse("program-list-add")


@pytest.fixture
def heat(today):
    told = {"list": "issues", "code": "heat", "label_en": "Heat", "label_es": "Calor", "standard": ""}
    return {"id": uuid4(), **told, "effective_from": today}


@pytest.fixture
def trauma(agency):
    return ListEntry.objects.get(agency=agency, list="issues", code="trauma")


class TestTheLists:
    def test_shows_one_and_the_way_to_the_others(self, manages):
        told = manages.get(LISTS, {"list": "housing"}).content.decode()

        for words in ("Outside, vehicle, or not meant to live in", "HUD:116", "?list=supplies"):
            assert words in told

    def test_that_do_not_exist_are_not_found(self, manages):
        assert manages.get(LISTS, {"list": "weather"}).status_code == 404

    def test_say_that_one_is_empty(self, manages, agency):
        ListEntry.objects.filter(agency=agency, list="needs").delete()

        assert "This list is empty" in manages.get(LISTS, {"list": "needs"}).content.decode()

    def test_cost_the_same_however_long(self, manages, django_assert_num_queries):
        for name in ("housing", "no_screen"):
            with django_assert_num_queries(6):  # session, person, agency, entries; head, help, alerts
                manages.get(LISTS, {"list": name})

    @pytest.mark.parametrize("role", ["medic", "dispatcher", "machine"])
    def test_are_not_there_for_other_roles(self, client, trauma, heat, role, request):
        client.force_login(request.getfixturevalue(role))
        assert client.get(LISTS).status_code == 404
        assert client.post(ADD, heat).status_code == 404
        assert client.post(reverse("program-list-end", args=[trauma.pk]), heat).status_code == 404


class TestAdding:
    def test_stands_in_the_list(self, manages, heat):
        answer = manages.post(ADD, heat, follow=True)

        assert "The entry is added." in answer.content.decode()
        assert ListEntry.objects.get(code="heat").label_es == "Calor"

    @pytest.mark.parametrize(
        ("told", "status", "sentence"),
        [
            ({"code": ""}, 422, "Give the entry a code, like food_bank."),
            ({"code": "two words"}, 409, "A code is written with small letters"),
            ({"code": "trauma"}, 409, "trauma is in the list already."),
            ({"label_en": ""}, 422, "Say what the entry is called in English."),
            ({"label_es": "x" * 121}, 422, "In Spanish is longer than 120 characters."),
            ({"effective_from": "2026-01-01"}, 409, "An entry begins today or later"),
            ({"effective_from": "31.5.2026"}, 422, "Write the day like 2026-05-31."),
            ({"label_en": "a\0b"}, 422, "Null characters are not allowed."),
        ],
    )
    def test_says_what_is_wrong_and_keeps_what_was_written(self, manages, heat, told, status, sentence):
        answer = manages.post(ADD, heat | told)

        assert answer.status_code == status
        assert sentence in answer.content.decode()
        assert "Calor" in answer.content.decode() or "label_es" in told
        assert not ListEntry.objects.filter(code="heat").exists()

    def test_sent_twice_is_added_once(self, manages, heat):
        manages.post(ADD, heat)
        manages.post(ADD, heat)

        assert ListEntry.objects.filter(code="heat").count() == 1


class TestEnding:
    def end(self, manages, entry, last_day):
        return manages.post(
            reverse("program-list-end", args=[entry.pk]), {"id": uuid4(), "last_day": last_day}, follow=True
        )

    def test_says_its_last_day(self, manages, trauma, today):
        told = self.end(manages, trauma, today).content.decode()

        trauma.refresh_from_db()
        assert trauma.effective_to == today + timedelta(days=1)
        assert "The entry ends." in told

    @pytest.mark.parametrize(
        ("last_day", "sentence"),
        [("2026-01-01", "An entry ends today or later"), ("soon", "Write the day"), ("", "Say which day")],
    )
    def test_says_what_is_wrong(self, manages, trauma, last_day, sentence):
        assert sentence in self.end(manages, trauma, last_day).content.decode()
        trauma.refresh_from_db()
        assert trauma.effective_to is None

    def test_is_not_found_in_another_agency(self, client, elsewhere, trauma, today):
        client.force_login(elsewhere.manager)
        assert self.end(client, trauma, today).status_code == 404


class TestTheOrder:
    def test_is_changed_by_one_place(self, manages, agency):
        second = ListEntry.objects.filter(agency=agency, list="did")[1]

        manages.post(reverse("program-list-earlier", args=[second.pk]), {"id": uuid4()})

        assert ListEntry.objects.filter(agency=agency, list="did").first() == second

    def test_says_that_the_first_cannot_be_earlier(self, manages, agency):
        first = ListEntry.objects.filter(agency=agency, list="did").first()

        answer = manages.post(reverse("program-list-earlier", args=[first.pk]), {"id": uuid4()})

        assert (answer.status_code, "cannot stand earlier" in answer.content.decode()) == (409, True)
