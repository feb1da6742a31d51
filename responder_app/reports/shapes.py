"""Whether a point lies in a GeoJSON Polygon or MultiPolygon (RFC 7946): a hole is outside, an edge belongs to it.

Degrees are taken as if they were a plane, which is right for anything the size of a county that does not cross the
antimeridian. Written here because no library for shapes is in the house, and this is all that one would do.
"""

from itertools import pairwise


def contains(shape: dict, longitude: float, latitude: float) -> bool:
    return any(_in_polygon(rings, longitude, latitude) for rings in polygons_of(shape))


def polygons_of(shape: dict) -> list[list]:
    """Each polygon as its rings: the outer one, then its holes."""
    return [shape["coordinates"]] if shape["type"] == "Polygon" else shape["coordinates"]


def _in_polygon(rings: list, x: float, y: float) -> bool:
    outer, *holes = rings
    if _on_edge(outer, x, y) or any(_on_edge(hole, x, y) for hole in holes):
        return True
    return _in_ring(outer, x, y) and not any(_in_ring(hole, x, y) for hole in holes)


def _in_ring(ring: list, x: float, y: float) -> bool:
    """A ray to the east crosses the ring an odd number of times. An edge counts its lower end and not its upper, so
    that a corner is counted once."""
    inside = False
    for (x1, y1, *_up), (x2, y2, *_down) in pairwise(ring):
        if (y1 > y) != (y2 > y) and x < x1 + (y - y1) * (x2 - x1) / (y2 - y1):
            inside = not inside
    return inside


def _on_edge(ring: list, x: float, y: float) -> bool:
    for (x1, y1, *_up), (x2, y2, *_down) in pairwise(ring):
        between = min(x1, x2) <= x <= max(x1, x2) and min(y1, y2) <= y <= max(y1, y2)
        if between and (x - x1) * (y2 - y1) == (y - y1) * (x2 - x1):
            return True
    return False
