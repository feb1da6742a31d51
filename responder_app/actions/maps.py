"""The agency's map: its own GeoJSON, which works without a network, and a tile server if it has one."""

import hashlib
import json
from urllib.parse import urlsplit

from django.utils.translation import gettext as _

from ..log import Refused, action, record
from ..models import Agency, AreaMap, Event
from ..words import Role

LARGEST = 3_000_000  # bytes: every tablet keeps it
SHAPES = {"Point", "MultiPoint", "LineString", "MultiLineString", "Polygon", "MultiPolygon", "GeometryCollection"}


@action(Role.ADMINISTRATOR)
def set_map(*, area, tile_server="", by, id, occurred_at) -> Event:
    """Draw this GeoJSON (RFC 7946) under everything on the tablets' map; None for none. `tile_server` is
    `https://…/{z}/{x}/{y}.png`, or empty. Raises Refused for what cannot be drawn."""
    if area is not None:
        _check_area(area)
    if tile_server:
        _check_tiles(tile_server)
    agency = Agency.objects.get(pk=by.agency_id)
    agency.tile_server = tile_server
    agency.save(update_fields=["tile_server"])
    if area is None:
        AreaMap.objects.filter(agency=agency).delete()
    else:
        AreaMap.objects.update_or_create(agency=agency, defaults={"area": area, "version": version_of(area)})
    return record("agency.changed", map=True)


def version_of(area: dict) -> str:
    """Changes whenever the area does."""
    return hashlib.sha256(json.dumps(area, sort_keys=True).encode()).hexdigest()[:12]


def _check_area(area) -> None:
    if not isinstance(area, dict) or area.get("type") not in SHAPES | {"Feature", "FeatureCollection"}:
        raise Refused(_("That is no GeoJSON."))
    if len(json.dumps(area)) > LARGEST:
        raise Refused(_("That map is too large for a tablet: 3 MB at most. Simplify its lines."))
    if not _drawable(area):
        raise Refused(_("That is no GeoJSON."))


def _drawable(part) -> bool:
    """Every geometry in it has coordinates of WGS 84: degrees east, then degrees north."""
    if not isinstance(part, dict):
        return False
    kind = part.get("type")
    if kind == "FeatureCollection":
        features = part.get("features")
        return isinstance(features, list) and all(map(_drawable, features))
    if kind == "Feature":
        return part.get("geometry") is None or _drawable(part["geometry"])
    if kind == "GeometryCollection":
        return isinstance(part.get("geometries"), list) and all(map(_drawable, part["geometries"]))
    return kind in SHAPES and _placed(part.get("coordinates"))


def _placed(coordinates) -> bool:
    if not isinstance(coordinates, list) or not coordinates:
        return False
    if all(isinstance(one, list) for one in coordinates):
        return all(map(_placed, coordinates))
    if len(coordinates) < 2 or not all(type(one) in {int, float} for one in coordinates):
        return False
    return abs(coordinates[0]) <= 180 and abs(coordinates[1]) <= 90


def _check_tiles(tile_server: str) -> None:
    parts = urlsplit(tile_server)
    whole = all(part in tile_server for part in ("{z}", "{x}", "{y}")) and len(tile_server) <= 200
    if parts.scheme != "https" or not parts.hostname or not whole or any(sign in parts.netloc for sign in " ;,'{}"):
        raise Refused(_("Give the tiles as https://…/{z}/{x}/{y}.png."))
