"""Where calls are, in degrees of WGS 84."""

from ..models import Incident

Point = tuple[float, float]


def points_of(incidents) -> dict[object, Point]:
    """By the call's key: its own place, else that of the latest call to the same address which had one."""
    incidents = list(incidents)
    found = {one.pk: _point(one) for one in incidents if one.latitude is not None and one.longitude is not None}
    unplaced = [one for one in incidents if one.pk not in found and one.place_key]
    if not unplaced:
        return found
    keys = {one.place_key for one in unplaced}
    known = Incident.objects.filter(agency_id=unplaced[0].agency_id, place_key__in=keys).exclude(latitude=None)
    known = known.exclude(longitude=None).order_by("received_at").only("place_key", "latitude", "longitude")
    by_key = {one.place_key: _point(one) for one in known}
    return found | {one.pk: by_key[one.place_key] for one in unplaced if one.place_key in by_key}


def _point(incident) -> Point:
    return float(incident.latitude), float(incident.longitude)
