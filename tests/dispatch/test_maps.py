from decimal import Decimal
from uuid import uuid4

import pytest

from responder_app.actions.maps import set_map
from responder_app.actions.positions import report_position
from responder_app.actions.shifts import sign_on
from responder_app.models import AreaMap
from tests import factories
from tests.actions.test_maps import LINE


@pytest.fixture
def there(on_duty, medic, two_pm):
    report_position(latitude=44.05, longitude=-123.09, by=medic, at=two_pm)


@pytest.fixture
def placed(agency):
    place = {"latitude": Decimal("44.06"), "longitude": Decimal("-123.1")}
    return factories.Incident(agency=agency, address="5 Far Road", **place)


@pytest.fixture
def drawn(administrator, two_pm):
    set_map(area=LINE, by=administrator, id=uuid4(), occurred_at=two_pm)
    return AreaMap.objects.get()


class TestTheMap:
    def test_lists_units_and_calls_with_their_places_and_how_old_they_are(self, desk, there, placed):
        page = desk.get("/desk/map/").content.decode()
        assert 'data-latitude="44.05" data-longitude="-123.09" data-label="R1"' in page
        assert 'data-latitude="44.06" data-longitude="-123.1"' in page
        assert "5 Far Road" in page

    def test_lists_what_has_no_place_too(self, desk, on_duty, incident):
        page = desk.get("/desk/map/").content.decode()
        assert "Its place is not known" in page
        assert "not on the map" in page

    def test_says_that_there_is_nothing_yet(self, desk):
        page = desk.get("/desk/map/").content.decode()
        assert "Nobody is on duty." in page
        assert "No call is open." in page
        assert "The agency has drawn no map" in page

    def test_serves_its_lists_alone(self, desk, there):
        headers = {"HX-Request": "true", "HX-Target": "map-lists"}
        html = desk.get("/desk/map/", headers=headers).content.decode()
        assert html.strip().startswith('<div id="map-lists"')

    def test_shows_nobody_who_has_gone_home_and_nothing_of_another_agency(self, desk, unit, elsewhere):
        page = desk.get("/desk/map/").content.decode()
        assert "R1" not in page
        assert "Elsewhere Road" not in page

    def test_names_the_tile_server_to_the_browser_where_there_is_one(self, desk, agency):
        agency.tile_server = "https://tiles.example/{z}/{x}/{y}.png"
        agency.save()
        answer = desk.get("/desk/map/")
        assert "https://tiles.example" in answer["Content-Security-Policy"]

    def test_gives_the_area_to_its_own_desk_only(self, desk, drawn, elsewhere, medic):
        address = f"/desk/map/area/{drawn.version}.json"
        assert desk.get(address).json() == LINE
        for stranger in (elsewhere.dispatcher, medic):
            desk.force_login(stranger)
            assert desk.get(address).status_code == 404

    @pytest.mark.parametrize("number", [1, 12])
    def test_asks_as_often_for_many_as_for_one(self, desk, agency, number, two_pm, django_assert_num_queries):
        kind = factories.CallType(agency=agency)
        for _ in range(number):
            factories.Incident(agency=agency, call_type=kind)
            crew = factories.Person(agency=agency, first_name="Remy")
            sign_on(unit=factories.Unit(agency=agency), by=crew, id=uuid4(), occurred_at=two_pm)
            report_position(latitude=44.05, longitude=-123.09, by=crew, at=two_pm)
        with django_assert_num_queries(17):
            desk.get("/desk/map/")
