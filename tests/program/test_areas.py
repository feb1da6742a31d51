import json
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from responder_app.models import Event, ServiceArea
from tests.actions.test_areas import SQUARE

PAGE = "/program/areas/"


@pytest.fixture
def chief(client, administrator):
    client.force_login(administrator)
    return client


def draw(client, **told):
    return client.post(f"{PAGE}draw/", {"id": uuid4(), "name": "North", "pasted": json.dumps(SQUARE)} | told)


def area():
    return ServiceArea.objects.get()


class TestDrawing:
    def test_takes_an_outline_as_it_was_pasted_and_who_serves_it(self, chief, unit, other_unit):
        assert draw(chief, units=[unit.pk]).status_code == 302
        assert (area().name, area().shape, list(area().units.all())) == ("North", SQUARE, [unit])

        page = chief.get(PAGE).content.decode()
        assert "5 points" in page
        assert "M0.0 120.0 L120.0 120.0" in page

    def test_takes_a_file(self, chief):
        file = SimpleUploadedFile("north.geojson", json.dumps(SQUARE).encode())
        assert draw(chief, pasted="", file=file).status_code == 302
        assert area().shape == SQUARE

    def test_changes_who_serves_it_without_drawing_it_anew(self, chief, unit):
        draw(chief)
        assert draw(chief, pasted="", units=[unit.pk]).status_code == 302
        assert (area().shape, list(area().units.all())) == (SQUARE, [unit])
        page = chief.get(PAGE).content.decode()
        assert f'name="units" value="{unit.pk}" checked' in page

    def test_sent_twice_happens_once(self, chief):
        id = uuid4()
        assert [draw(chief, id=id).status_code for _ in range(2)] == [302, 302]
        assert Event.objects.filter(kind="agency.changed").count() == 1

    @pytest.mark.parametrize(
        ("told", "status", "sentence"),
        [
            ({"pasted": "{"}, 422, "That is no GeoJSON: it cannot be read."),
            ({"pasted": "[" * 100_000}, 422, "That is no GeoJSON: it cannot be read."),
            ({"pasted": "[]"}, 409, "That is no GeoJSON."),
            ({"pasted": ""}, 422, "Choose a GeoJSON file with the outline, or paste it."),
            ({"name": ""}, 422, "Give the area a name."),
            ({"units": [999_999]}, 422, "There is no such unit."),
            ({"units": ["x"]}, 422, "There is no such unit."),
        ],
    )
    def test_is_refused_with_a_sentence(self, chief, told, status, sentence):
        answer = draw(chief, **told)
        assert (answer.status_code, ServiceArea.objects.count()) == (status, 0)
        assert sentence in answer.content.decode()

    def test_keeps_what_was_typed(self, chief):
        assert 'value="South"' in draw(chief, name="South", pasted="{").content.decode()


class TestRemoving:
    @pytest.fixture
    def north(self, chief):
        draw(chief)
        return area()

    def test_takes_it_away_also_at_the_second_tap(self, chief, north):
        for _ in range(2):
            assert chief.post(f"{PAGE}{north.pk}/remove/", {"id": uuid4()}).status_code == 302
        assert "No area is drawn" in chief.get(PAGE).content.decode()
        assert Event.objects.filter(kind="agency.changed").count() == 2

    def test_without_its_number_is_told_to_load_again(self, chief, north):
        answer = chief.post(f"{PAGE}{north.pk}/remove/")
        assert (answer.status_code, ServiceArea.objects.count()) == (422, 1)
        assert "Load the page again" in answer.content.decode()


class TestWhoComesIn:
    def test_a_manager_may_look(self, client, chief, manager):
        draw(chief)
        client.force_login(manager)
        page = client.get(PAGE).content.decode()
        assert "North" in page
        assert "<form" not in page.split("<main")[1]
        assert draw(client, name="South").status_code == 404
        assert client.post(f"{PAGE}{area().pk}/remove/", {"id": uuid4()}).status_code == 404

    def test_strangers_do_not(self, client, chief, medic, dispatcher, elsewhere, unit):
        draw(chief)
        for stranger in (medic, dispatcher):
            client.force_login(stranger)
            assert client.get(PAGE).status_code == draw(client).status_code == 404
        client.force_login(elsewhere.administrator)
        assert "<article" not in client.get(PAGE).content.decode()
        assert draw(client, units=[unit.pk]).status_code == 422
        client.post(f"{PAGE}{area().pk}/remove/", {"id": uuid4()})
        assert ServiceArea.objects.count() == 1
