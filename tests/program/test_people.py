from uuid import uuid4

import pytest
from django.urls import reverse

from responder_app.models import Event, User

PEOPLE = reverse("program-people")


@pytest.fixture
def page(client, administrator):
    """The administrator's browser."""
    client.force_login(administrator)
    return client


def letter(**told):
    return {"id": uuid4(), "profession": "other", "group": "North", **told}


class TestThePeople:
    def test_are_listed_with_role_profession_and_for_call_takers_the_group(self, page, dispatcher, medic, machine):
        told = page.get(PEOPLE).content.decode()

        assert f"Group of {dispatcher}" in told
        assert f"Profession of {medic}" in told
        assert f"Group of {medic}" not in told
        assert str(machine) not in told

    def test_are_put_into_a_group_and_out_of_it(self, page, dispatcher):
        address = reverse("program-person", args=[dispatcher.pk])
        assert page.post(address, letter(group="  North   side ")).status_code == 302
        dispatcher.refresh_from_db()
        assert dispatcher.group == "North side"
        assert Event.objects.last().details["group"] == "North side"

        page.post(address, letter(group=""))
        dispatcher.refresh_from_db()
        assert dispatcher.group == ""

    def test_a_double_click_files_one_line(self, page, dispatcher):
        told = letter()
        for _ in range(2):
            page.post(reverse("program-person", args=[dispatcher.pk]), told)
        assert Event.objects.filter(kind="person.changed").count() == 1

    @pytest.mark.parametrize(
        ("wrong", "sentence"),
        [
            ({"profession": "wizard"}, "That is no profession of the list."),
            ({"group": "x" * 41}, "at most 40 characters"),
            ({"id": ""}, "Load the page again"),
        ],
    )
    def test_are_left_as_they_are_by_what_is_wrong(self, page, dispatcher, wrong, sentence):
        answer = page.post(reverse("program-person", args=[dispatcher.pk]), letter(**wrong))

        assert answer.status_code == 422
        assert sentence in answer.content.decode()
        assert User.objects.get(pk=dispatcher.pk).group == ""

    def test_cost_the_same_however_many(self, page, agency, django_assert_num_queries):
        from tests import factories

        for _ in range(20):
            factories.Person(agency=agency, role="dispatcher")
        with django_assert_num_queries(6):  # session, person, agency, people
            page.get(PEOPLE)

    def test_are_the_administrators_only(self, client, dispatcher, manager, medic, elsewhere):
        address = reverse("program-person", args=[dispatcher.pk])
        for stranger in (manager, medic, dispatcher):
            client.force_login(stranger)
            assert (client.get(PEOPLE).status_code, client.post(address, letter()).status_code) == (404, 404)
        client.force_login(elsewhere.administrator)
        assert client.post(address, letter()).status_code == 404
        assert User.objects.get(pk=dispatcher.pk).group == ""
