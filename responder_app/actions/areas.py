"""The districts that units serve: GeoJSON (RFC 7946), checked before it decides over a call."""

from django.utils.translation import gettext as _

from ..log import Refused, action, record
from ..models import Event, ServiceArea
from ..words import Role

MOST_POINTS = 5_000  # each call is looked for in every area


@action(Role.ADMINISTRATOR)
def set_area(*, name, shape, units=(), by, id, occurred_at) -> Event:
    """Draw the area of that name, anew where it is there. `shape`: GeoJSON with one or more polygons, longitude first.

    `units`: who serves it. A unit that serves no area by name serves all of them. Raises Refused with a sentence.
    """
    name = name.strip()
    if not name or len(name) > 80:
        raise Refused(_("Give the area a name of at most 80 letters."))
    drawn = {"shape": polygons_in(shape)}
    area, _made = ServiceArea.objects.update_or_create(agency_id=by.agency_id, name=name, defaults=drawn)
    area.units.set(units)
    return record("agency.changed", area=area.pk, units=[unit.pk for unit in units])


@action(Role.ADMINISTRATOR)
def remove_area(*, area, by, id, occurred_at) -> Event:
    """Nobody serves it by name any more; without any area every place is covered."""
    ServiceArea.objects.filter(pk=area.pk).delete()
    return record("agency.changed", area_removed=area.pk)


def polygons_in(told) -> dict:
    """The polygons of any GeoJSON as one Polygon or MultiPolygon. Raises Refused for everything else."""
    polygons = list(_polygons(told))
    if not polygons:
        raise Refused(_("There is no polygon in it. Export the area as GeoJSON with polygons."))
    for rings in polygons:
        _check(rings)
    if sum(len(ring) for rings in polygons for ring in rings) > MOST_POINTS:
        raise Refused(_("That outline has over {most} points. Simplify it.").format(most=f"{MOST_POINTS:,}"))
    if len(polygons) == 1:
        return {"type": "Polygon", "coordinates": polygons[0]}
    return {"type": "MultiPolygon", "coordinates": polygons}


def _polygons(told):
    if not isinstance(told, dict):
        raise Refused(_("That is no GeoJSON."))
    kind = told.get("type")
    if kind in {"FeatureCollection", "GeometryCollection"}:
        inside = told.get("features" if kind == "FeatureCollection" else "geometries")
        for part in inside if isinstance(inside, list) else ():
            yield from _polygons(part)
    elif kind == "Feature" and told.get("geometry"):
        yield from _polygons(told["geometry"])
    elif kind == "Polygon":
        yield told.get("coordinates")
    elif kind == "MultiPolygon":
        yield from told["coordinates"] if isinstance(told.get("coordinates"), list) else [None]


def _check(rings) -> None:
    if not isinstance(rings, list) or not rings or not all(isinstance(ring, list) for ring in rings):
        raise Refused(_("A polygon in it has no outline."))
    for ring in rings:
        if not all(map(_is_place, ring)):
            raise Refused(_("An outline has a point that is no place: longitude first, then latitude, in degrees."))
        if len(ring) < 4 or ring[0] != ring[-1]:
            raise Refused(_("An outline has to end where it begins, and to have three corners at least."))


def _is_place(point) -> bool:
    if not isinstance(point, list) or not 2 <= len(point) <= 3:
        return False
    return all(type(one) in {int, float} for one in point) and abs(point[0]) <= 180 and abs(point[1]) <= 90
