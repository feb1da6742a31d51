"""The map: the agency's own, with its units and open calls; a list beside it says the same to whoever cannot see it."""

from urllib.parse import urlsplit

from django.http import Http404, JsonResponse
from django.shortcuts import render
from django.urls import reverse

from .. import access
from ..reports import places
from . import fleet, gate
from .board import page


@gate.reads
def chart(request):
    user = request.user
    context = page(request)  # its head is read first, so that no line is missed
    agency, version = access.agency_of(user), access.map_version_for(user)
    units = [unit for unit in fleet.units(user) if unit.aboard]
    context |= {
        "agency": agency,
        "area": reverse("desk-map-area", args=[version]) if version else "",
        "crews": units,
        "calls": _open_calls(user),
    }
    answer = render(
        request, "dispatch/_map.html" if request.htmx.target == "map-lists" else "dispatch/map.html", context
    )
    if agency.tile_server:
        tiles = urlsplit(agency.tile_server)
        answer._csp_update = {"img-src": [f"{tiles.scheme}://{tiles.netloc}"]}
    return answer


def _open_calls(user) -> list:
    """Each with its `point`, or None."""
    found = access.incidents_for(user).open().select_related("call_type").order_by("priority", "received_at")
    calls = list(found)
    points = places.points_of(calls)
    for call in calls:
        call.point = points.get(call.pk)
    return calls


@gate.reads
def area(request, version):
    """The GeoJSON; its address changes when it does."""
    drawn = access.map_for(request.user, version)
    if drawn is None:
        raise Http404
    return JsonResponse(drawn.area, content_type="application/geo+json")
