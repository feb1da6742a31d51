import pytest

from responder_app.actions.areas import MOST_POINTS, remove_area, set_area
from responder_app.log import NotYours, Refused
from responder_app.models import ServiceArea

RING = [[0, 0], [10, 0], [10, 10], [0, 10], [0, 0]]
SQUARE = {"type": "Polygon", "coordinates": [RING]}


class TestSetArea:
    def test_draws_it_and_says_who_serves_it(self, agency, unit, administrator, hand):
        line = set_area(name=" North ", shape=SQUARE, units=[unit], by=administrator, **hand())

        area = ServiceArea.objects.get()
        assert (area.agency, area.name, area.shape, list(area.units.all())) == (agency, "North", SQUARE, [unit])
        assert line.kind == "agency.changed"

    def test_draws_it_anew_under_the_same_name(self, unit, administrator, hand):
        set_area(name="North", shape=SQUARE, units=[unit], by=administrator, **hand())
        two = {"type": "MultiPolygon", "coordinates": [[RING], [RING]]}
        set_area(name="North", shape=two, by=administrator, **hand())

        area = ServiceArea.objects.get()
        assert (area.shape, area.units.count()) == (two, 0)

    def test_takes_the_polygons_out_of_whatever_they_came_in(self, administrator, hand):
        point = {"type": "Feature", "geometry": {"type": "Point", "coordinates": [1, 1]}}
        features = [point, {"type": "Feature", "geometry": None}, {"type": "Feature", "geometry": SQUARE}]
        set_area(name="N", shape={"type": "FeatureCollection", "features": features}, by=administrator, **hand())
        assert ServiceArea.objects.get().shape == SQUARE

    def test_sent_twice_happens_once(self, administrator, hand):
        letter = {"name": "North", "shape": SQUARE, "by": administrator, **hand()}
        set_area(**letter)
        assert set_area(**letter).repeated

    @pytest.mark.parametrize(
        ("shape", "sentence"),
        [
            ([], "no GeoJSON"),
            ({}, "no polygon"),
            ({"type": "FeatureCollection", "features": "x"}, "no polygon"),
            ({"type": "Point", "coordinates": [1, 1]}, "no polygon"),
            ({"type": "Polygon", "coordinates": []}, "no outline"),
            ({"type": "Polygon"}, "no outline"),
            ({"type": "MultiPolygon", "coordinates": 7}, "no outline"),
            ({"type": "Polygon", "coordinates": [RING[:-1]]}, "end where it begins"),
            ({"type": "Polygon", "coordinates": [[[0, 0], [1, 1], [0, 0]]]}, "three corners"),
            ({"type": "Polygon", "coordinates": [[[0, 0], [0, 100], [1, 1], [0, 0]]]}, "no place"),
            ({"type": "Polygon", "coordinates": [[[0, 0], ["a", 1], [1, 1], [0, 0]]]}, "no place"),
            ({"type": "Polygon", "coordinates": [[*RING[:-1], *[[0, 1]] * MOST_POINTS, [0, 0]]]}, "over 5,000 points"),
        ],
    )
    def test_refuses_what_cannot_be_an_area(self, administrator, hand, shape, sentence):
        with pytest.raises(Refused, match=sentence):
            set_area(name="North", shape=shape, by=administrator, **hand())
        assert not ServiceArea.objects.exists()

    @pytest.mark.parametrize("name", [" ", "x" * 81])
    def test_refuses_without_a_fitting_name(self, administrator, hand, name):
        with pytest.raises(Refused, match="Give the area a name"):
            set_area(name=name, shape=SQUARE, by=administrator, **hand())

    def test_is_not_for_strangers(self, dispatcher, manager, elsewhere, unit, administrator, hand):
        for stranger in (dispatcher, manager):
            with pytest.raises(NotYours):
                set_area(name="North", shape=SQUARE, by=stranger, **hand())
        with pytest.raises(NotYours):
            set_area(name="North", shape=SQUARE, units=[unit], by=elsewhere.administrator, **hand())


class TestRemoveArea:
    @pytest.fixture
    def area(self, administrator, hand):
        set_area(name="North", shape=SQUARE, by=administrator, **hand())
        return ServiceArea.objects.get()

    def test_takes_it_away_once(self, area, administrator, hand):
        letter = {"area": area, "by": administrator, **hand()}
        assert remove_area(**letter).details == {"area_removed": area.pk}
        assert not ServiceArea.objects.exists()
        assert remove_area(**letter).repeated

    def test_is_not_for_strangers(self, area, dispatcher, manager, elsewhere, hand):
        for stranger in (dispatcher, manager, elsewhere.administrator):
            with pytest.raises(NotYours):
                remove_area(area=area, by=stranger, **hand())
