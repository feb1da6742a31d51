"""The administrator's page of limits and rules."""

import re
from uuid import uuid4

import pytest
from django.urls import reverse

from responder_app.models import Event

PAGE = "/program/settings/"


@pytest.fixture
def desk(client, administrator):
    client.force_login(administrator)
    return client


@pytest.fixture
def typed(desk):
    """The form as the page offers it, to be sent with what is meant otherwise."""

    def typed(**otherwise):
        form = desk.get(PAGE).context["form"]
        said = {field.html_name: field.value() for field in form if field.value() is not None}
        return {**said, "id": str(uuid4()), **otherwise}

    return typed


class TestTheSettings:
    def test_shows_every_setting_with_its_bounds_and_what_it_does(self, desk, agency):
        page = desk.get(PAGE).content.decode()
        for told in ("Second person after", "10 to 900 seconds.", "wakes their devices", "Tablet silent after"):
            assert told in page
        assert 'name="second_person_after" value="45"' in page
        assert 'name="hold_limits_5" value="180"' in page

    def test_is_valid_as_it_stands_and_then_changes_nothing(self, desk, typed):
        answer = desk.post(PAGE, typed(), follow=True)
        assert "Nothing was different." in answer.content.decode()
        assert not Event.objects.filter(kind="agency.changed").exists()

    def test_sets_what_differs_and_says_who_did(self, desk, typed, agency):
        answer = desk.post(PAGE, typed(second_person_after="60", cancel_urgent=["dispatcher"]), follow=True)

        agency.refresh_from_db()
        assert (agency.second_person_after, agency.cancel_rules["urgent"]) == (60, ["dispatcher"])
        page = answer.content.decode()
        assert "Set: seconds to a second person, who may call help off." in page
        row = r"<td>Ada</td><th scope=\"row\">seconds to a second person</th><td>45</td><td>60</td>"
        assert re.search(row, page)

    def test_sent_twice_happens_once(self, desk, typed):
        said = typed(idle_limit="10")
        for _ in range(2):
            assert desk.post(PAGE, said).status_code == 302
        assert Event.objects.filter(kind="agency.changed").count() == 1

    @pytest.mark.parametrize(
        ("otherwise", "sentence"),
        [
            ({"second_person_after": "5"}, "A whole number from 10 to 900."),
            ({"silent_after": ""}, "A whole number from 60 to 3600."),
            ({"idle_limit": "soon"}, "A whole number from 1 to 30."),
            ({"hold_limits_3": "19"}, "Somebody decides after the target, not before it."),
        ],
    )
    def test_says_at_the_field_what_is_wrong_and_sets_nothing(self, desk, typed, agency, otherwise, sentence):
        answer = desk.post(PAGE, typed(caution_days="30", **otherwise))

        page = answer.content.decode()
        (name,) = otherwise
        assert answer.status_code == 422
        assert re.search(rf'setting-wrong">\s*<label>.{{0,160}}?name="{name}".*?{re.escape(sentence)}', page, re.S)
        agency.refresh_from_db()
        assert agency.caution_days == 90

    def test_keeps_what_was_typed_where_it_is_wrong(self, desk, typed):
        page = desk.post(PAGE, typed(idle_limit="99", caution_days="31")).content.decode()
        assert 'name="idle_limit" value="99"' in page
        assert 'name="caution_days" value="31"' in page

    @pytest.mark.parametrize("changes", [1, 6])
    def test_costs_the_same_however_often_it_was_changed(self, desk, typed, django_assert_num_queries, changes):
        for turn in range(changes):
            desk.post(PAGE, typed(idle_limit=str(10 + turn)))
        desk.get(PAGE)  # says what was set
        with django_assert_num_queries(6):  # session, person, agency, history; head, help, alerts
            desk.get(PAGE)

    def test_does_not_exist_for_other_roles_and_strangers(self, client, dispatcher, manager, medic, elsewhere, agency):
        for stranger in (dispatcher, manager, medic):
            client.force_login(stranger)
            assert client.get(PAGE).status_code == 404
            assert client.post(PAGE, {"id": uuid4(), "idle_limit": 3}).status_code == 404
        client.force_login(elsewhere.administrator)
        client.post(PAGE, {"id": uuid4(), "idle_limit": 3})
        agency.refresh_from_db()
        assert agency.idle_limit == 15

    def test_is_offered_to_administrators_only(self, client, manager, administrator):
        link = f'href="{PAGE}"'
        client.force_login(manager)
        assert link not in client.get(reverse("program")).content.decode()
        client.force_login(administrator)
        assert link in client.get(reverse("program")).content.decode()
