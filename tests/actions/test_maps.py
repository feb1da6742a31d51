from uuid import uuid4

import pytest

from responder_app import log
from responder_app.actions import maps
from responder_app.actions.maps import set_map
from responder_app.models import Agency, AreaMap, Event
from tests.conftest import TWO_PM

pytestmark = pytest.mark.django_db
LINE = {"type": "LineString", "coordinates": [[-123.1, 44.0], [-123.0, 44.1]]}
TILES = "https://tiles.example/{z}/{x}/{y}.png"


@pytest.fixture
def draw(administrator):
    def draw(by=administrator, id=None, **told):
        return set_map(**{"area": LINE} | told, by=by, id=id or uuid4(), occurred_at=TWO_PM)

    return draw


class TestSetMap:
    def test_keeps_the_lines_and_the_tile_server(self, draw, agency):
        line = draw(tile_server=TILES)

        agency = Agency.objects.get(pk=agency.pk)
        assert (agency.map.area, agency.tile_server) == (LINE, TILES)
        assert line.kind == "agency.changed"

    def test_twice_happens_once(self, draw):
        id = uuid4()
        draw(id=id)

        assert draw(id=id).repeated
        assert Event.objects.filter(kind="agency.changed").count() == 1

    def test_takes_the_map_away(self, draw, agency):
        draw()
        draw(area=None)

        assert not AreaMap.objects.exists()

    @pytest.mark.parametrize(
        "area",
        [
            [],
            "a map",
            {"type": "Topology"},
            {"type": "Feature", "geometry": {"type": "Point", "coordinates": []}},
            {"type": "Feature", "geometry": {"type": "Point", "coordinates": ["44", "-123"]}},
            {"type": "Feature", "geometry": {"type": "Point", "coordinates": [500_000, 4_800_000]}},
            {"type": "Feature", "geometry": {"type": "Point", "coordinates": [True, False]}},
            {"type": "FeatureCollection"},
            {"type": "FeatureCollection", "features": [None]},
            {"type": "GeometryCollection", "geometries": [{"type": "Circle"}]},
        ],
    )
    def test_refuses_what_cannot_be_drawn(self, draw, area):
        with pytest.raises(log.Refused, match="no GeoJSON"):
            draw(area=area)

    def test_refuses_what_is_too_large_for_a_tablet(self, draw, monkeypatch):
        monkeypatch.setattr(maps, "LARGEST", 50)
        with pytest.raises(log.Refused, match="too large"):
            draw()

    @pytest.mark.parametrize(
        "tiles",
        [
            "http://tiles.example/{z}/{x}/{y}.png",
            "https://tiles.example/",
            "https:///{z}/{x}/{y}",
            "https://a;script-src x/{z}/{x}/{y}",
            "https://{s}.tiles.example/{z}/{x}/{y}",
        ],
    )
    def test_refuses_a_tile_server_that_is_none(self, draw, tiles):
        with pytest.raises(log.Refused, match="Give the tiles"):
            draw(tile_server=tiles)

    def test_is_for_administrators_only(self, draw, dispatcher, medic, elsewhere, agency):
        for somebody in (dispatcher, medic):
            with pytest.raises(log.NotYours):
                draw(by=somebody)
        draw(by=elsewhere.administrator)
        assert not AreaMap.objects.filter(agency=agency).exists()
