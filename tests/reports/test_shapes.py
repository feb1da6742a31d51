import pytest

from responder_app.reports.shapes import contains

SQUARE = [[0, 0], [10, 0], [10, 10], [0, 10], [0, 0]]
HOLE = [[4, 4], [6, 4], [6, 6], [4, 6], [4, 4]]
LAKE = {"type": "Polygon", "coordinates": [SQUARE, HOLE]}
ISLANDS = {
    "type": "MultiPolygon",
    "coordinates": [[SQUARE], [[[20, 0], [30, 0], [25, 10], [20, 0]]]],
}


class TestContains:
    @pytest.mark.parametrize(
        ("point", "inside"),
        [
            ((1, 1), True),
            ((-1, 5), False),
            ((11, 5), False),
            ((5, 11), False),
            ((5, 5), False),  # in the hole
            ((5, 3.9), True),
            ((-1, 10), False),  # level with a corner
            ((-1, 0), False),
        ],
    )
    def test_a_polygon_without_its_hole(self, point, inside):
        assert contains(LAKE, *point) is inside

    @pytest.mark.parametrize("point", [(0, 5), (10, 10), (5, 0), (4, 5), (6, 6)])
    def test_an_edge_and_a_corner_belong_to_it(self, point):
        assert contains(LAKE, *point)

    @pytest.mark.parametrize(
        ("point", "inside"), [((5, 5), True), ((25, 3), True), ((25, 10), True), ((15, 5), False), ((21, 9), False)]
    )
    def test_any_of_several_polygons(self, point, inside):
        assert contains(ISLANDS, *point) is inside

    @pytest.mark.parametrize(("point", "inside"), [((2, 5), True), ((5, 5), False), ((8, 5), True), ((5, 1), True)])
    def test_a_shape_with_a_notch(self, point, inside):
        """A horseshoe, open to the north."""
        ring = [[0, 0], [10, 0], [10, 10], [7, 10], [7, 3], [3, 3], [3, 10], [0, 10], [0, 0]]
        assert contains({"type": "Polygon", "coordinates": [ring]}, *point) is inside

    def test_heights_do_not_matter(self):
        ring = [[*corner, 1600] for corner in SQUARE]
        assert contains({"type": "Polygon", "coordinates": [ring]}, 5, 5)

    def test_negative_degrees_are_degrees(self):
        ring = [[-105.1, 39.6], [-104.6, 39.6], [-104.6, 39.9], [-105.1, 39.9], [-105.1, 39.6]]
        shape = {"type": "Polygon", "coordinates": [ring]}
        assert contains(shape, -104.99, 39.74)
        assert not contains(shape, 104.99, 39.74)
