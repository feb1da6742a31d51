"""The map: the agency's own, drawn on the device and kept there, with the units, the calls in hand and the services."""

from urllib.parse import urlsplit

from django.http import Http404, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache

from .. import access, log
from . import calls
from .crew import crew_only


@never_cache
@crew_only
def chart(request):
    user = request.user
    agency, head = access.agency_of(user), log.head_of(user.agency_id)
    version = access.map_version_for(user)
    open_calls = calls.whole(access.assignments_for(user)).open().exclude(incident__latitude=None)
    services = access.services_for(user).offered().exclude(latitude=None).select_related("organization")
    context = {
        "head": head,
        "zone": agency.time_zone,
        "agency": agency,
        "shift": access.running_shift_of(user),
        "area": reverse("tablet-map-area", args=[version]) if version else "",
        "places": access.positions_for(user).select_related("unit").order_by("unit__call_sign"),
        "calls": open_calls,
        "services": services,
    }
    answer = render(request, "field/_map.html" if request.htmx else "field/map.html", context)
    if agency.tile_server:
        tiles = urlsplit(agency.tile_server)
        answer._csp_update = {"img-src": [f"{tiles.scheme}://{tiles.netloc}"]}
    return answer


@crew_only
def area(request, version):
    """The GeoJSON; its address changes when it does, so that a device asks for each version once."""
    drawn = access.map_for(request.user, version)
    if drawn is None:
        raise Http404
    answer = JsonResponse(drawn.area, content_type="application/geo+json")
    answer["Cache-Control"] = "private, max-age=31536000, immutable"
    answer["X-Kept-For"] = request.user.pk
    return answer
