from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from responder_app.actions.maps import set_map
from responder_app.actions.positions import report_position
from tests import factories
from tests.callers import center_of
from tests.conftest import TWO_PM

SQUARE = {
    "type": "FeatureCollection",
    "features": [
        {
            "type": "Feature",
            "properties": {"name": "Juniper Falls"},
            "geometry": {"type": "Polygon", "coordinates": [[[-123.2, 44], [-123, 44], [-123, 44.1], [-123.2, 44]]]},
        }
    ],
}


@pytest.fixture
def drawn(administrator, agency):
    def drawn(area=SQUARE, tile_server=""):
        set_map(area=area, tile_server=tile_server, by=administrator, id=uuid4(), occurred_at=TWO_PM)
        agency.refresh_from_db()

    return drawn


@pytest.fixture
def center(agency):
    return center_of(agency)


@pytest.fixture
def page(tablet):
    return lambda **headers: tablet.get(reverse("tablet-map"), headers=headers)


class TestTheMap:
    def test_lists_units_calls_and_services_with_their_places(self, page, on_duty, medic, assignment, agency):
        report_position(latitude=44.05, longitude=-123.09, by=medic, at=TWO_PM)
        type(assignment.incident).objects.update(latitude=44.06, longitude=-123.08)
        factories.Service(agency=agency, name="Harbour clinic", latitude=44.07, longitude=-123.07)
        factories.Service(agency=agency, name="Nowhere clinic")

        html = page().content.decode()

        call = '"44.060000" data-longitude="-123.080000"'
        for place in ('"44.05" data-longitude="-123.09"', call, 'latitude="44.07"'):
            assert place in html
        assert 'data-mark="own"' in html
        assert "Harbour clinic" in html
        assert "Nowhere clinic" not in html

    def test_says_that_there_is_no_map_of_the_area(self, page):
        assert "has not given a map of its area" in page().content.decode()

    def test_names_the_area_by_what_it_holds(self, page, drawn, tablet, medic):
        drawn()
        address = reverse("tablet-map-area", args=["0" * 12]).replace("0" * 12, "")
        html = page().content.decode()
        version = html.split('data-area="')[1].split('"')[0]

        answer = tablet.get(version)

        assert version.startswith(address.removesuffix(".json"))
        assert answer.json() == SQUARE
        assert answer["X-Kept-For"] == str(medic.pk)
        assert "private" in answer["Cache-Control"]
        drawn(area=SQUARE | {"name": "redrawn"})
        assert tablet.get(version).status_code == 404

    def test_is_read_by_nobody_who_did_not_ask_for_the_area(self, drawn, tablet, assignment, agency, center):
        drawn()
        asking = [
            lambda: tablet.get(reverse("tablet")),
            lambda: tablet.get(reverse("tablet-map")),
            lambda: tablet.get(reverse("tablet-call", args=[assignment.pk])),
            lambda: center.get("/units/"),
            agency.full_clean,
            agency.refresh_from_db,
        ]
        for ask in asking:
            with CaptureQueriesContext(connection) as queries:
                ask()
            assert [query["sql"] for query in queries if '"area"' in query["sql"]] == []

    def test_is_a_fragment_for_the_tablet(self, page):
        fragment = page(**{"HX-Request": "true"}).content.decode()

        assert "<html" not in fragment
        assert 'id="_map"' in fragment

    def test_lets_pictures_in_from_the_agencys_tile_server_and_only_there(self, page, drawn, tablet):
        assert "tiles.example" not in page()["Content-Security-Policy"]
        drawn(tile_server="https://tiles.example/{z}/{x}/{y}.png")

        assert "img-src 'self' data: https://tiles.example" in page()["Content-Security-Policy"]
        assert "tiles.example" not in tablet.get(reverse("tablet"))["Content-Security-Policy"]

    def test_is_kept_on_the_device(self, tablet):
        assert reverse("tablet-map") in tablet.get(reverse("tablet")).content.decode()

    def test_shows_a_stranger_nothing(self, client, page, drawn, elsewhere, on_duty, medic):
        drawn()
        version = page().content.decode().split('data-area="')[1].split('"')[0]
        report_position(latitude=44.05, longitude=-123.09, by=medic, at=TWO_PM)
        client.force_login(elsewhere.responder)

        assert client.get(version).status_code == 404
        assert "44.05" not in page().content.decode()
        client.force_login(elsewhere.dispatcher)
        assert page().status_code == 404

    def test_asks_as_often_for_many_as_for_one(self, page, on_duty, medic, agency, django_assert_max_num_queries):
        for number in range(40):
            factories.Service(agency=agency, name=f"Clinic {number}", latitude=44, longitude=-123)

        with django_assert_max_num_queries(16):
            page()


class TestTheDevicePage:
    def test_has_the_key_to_be_woken_with_and_every_check(self, tablet, on_duty):
        html = tablet.get(reverse("tablet-device")).content.decode()

        assert 'data-push-key="B' in html
        for check in ("letters", "push", "position", "storage", "offline", "wake", "clock", "lost"):
            assert f'data-check="{check}"' in html

    def test_is_a_crews(self, client, dispatcher):
        client.force_login(dispatcher)

        assert client.get(reverse("tablet-device")).status_code == 404
