from datetime import timedelta
from uuid import uuid4

import pytest
from django.urls import reverse

from responder_app.models import FormVersion

FORM = reverse("program-form")


@pytest.fixture
def publish(client, manager, today):
    """Publishes a form as the page does: nothing required, everything on, from today."""
    client.force_login(manager)

    def publish(**told):
        on = ["people", "issues", "risk", "did", "supplies", "safety"]
        return client.post(FORM, {"id": uuid4(), "on": on, "required": [], "effective_from": today} | told)

    return publish


class TestTheForm:
    def test_says_that_nothing_was_published(self, client, manager):
        client.force_login(manager)
        assert "No version was published." in client.get(FORM).content.decode()

    def test_is_published_from_a_day_on(self, client, publish, today, manager):
        answer = publish(on=["risk"], required=["suicide_screen", "felt_safe"], effective_from=today)

        version = FormVersion.objects.get()
        assert answer.url == FORM
        assert version.sections["risk"] == {"on": True, "required": ["suicide_screen"]}
        assert version.sections["safety"] == {"on": False, "required": ["felt_safe"]}
        assert (version.effective_from, version.published_by) == (today, manager)
        told = client.get(FORM).content.decode()
        assert "The form is published." in told
        assert "in force" in told

    def test_begins_with_what_is_asked_now(self, client, publish):
        publish(on=["risk"], required=["suicide_screen", "felt_safe"])

        told = client.get(FORM).content.decode()
        for chosen in ('name="on" value="risk" checked', 'name="required" value="felt_safe" checked'):
            assert chosen in told
        assert 'name="on" value="safety">' in told

    def test_keeps_the_history(self, client, publish, today):
        publish(effective_from=today + timedelta(days=7))
        publish(effective_from=today + timedelta(days=1))

        assert "replaced before it began" in client.get(FORM).content.decode()
        assert [str(version) for version in FormVersion.objects.all()] == ["Form 2", "Form 1"]

    @pytest.mark.parametrize(
        ("told", "status", "sentence"),
        [
            ({"effective_from": "2026-01-01"}, 409, "A form begins today or later"),
            ({"effective_from": "tomorrow"}, 422, "Write the day like 2026-05-31."),
            ({"effective_from": ""}, 422, "Say from which day the form is valid."),
            ({"effective_from": "9999-12-31"}, 422, "Choose days from 2000 to 2099."),
            ({"required": ["shoe_size"]}, 422, "The form asks no such thing."),
            ({"on": ["weather"]}, 422, "The form has no such section."),
            ({"id": "x"}, 422, "Load the page again, please."),
        ],
    )
    def test_says_what_is_wrong(self, publish, told, status, sentence):
        answer = publish(**told)

        assert answer.status_code == status
        assert sentence in answer.content.decode()
        assert not FormVersion.objects.exists()

    def test_sent_twice_is_published_once(self, publish):
        id = uuid4()
        publish(id=id)
        publish(id=id)

        assert FormVersion.objects.count() == 1

    def test_costs_the_same_however_long_the_history(self, client, publish, django_assert_num_queries):
        publish()
        client.get(FORM)
        with django_assert_num_queries(7):  # session, person, agency, last version, versions; head, help, alerts
            client.get(FORM)
        publish()
        client.get(FORM)
        with django_assert_num_queries(7):
            client.get(FORM)

    @pytest.mark.parametrize("role", ["medic", "dispatcher", "machine"])
    def test_is_not_there_for_other_roles(self, client, role, request):
        client.force_login(request.getfixturevalue(role))
        assert client.get(FORM).status_code == 404
        assert client.post(FORM, {"id": uuid4()}).status_code == 404

    def test_shows_nothing_of_another_agency(self, client, publish, elsewhere):
        publish(required=["weapon_seen"])
        client.force_login(elsewhere.manager)

        assert "No version was published." in client.get(FORM).content.decode()
