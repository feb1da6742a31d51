"""What crews said of the calls that the desk took: by month and group, for those who take them."""

from zoneinfo import ZoneInfo

from django.http import Http404
from django.shortcuts import render
from django.utils import timezone

from .. import access
from ..reports import digest as report
from . import gate
from .board import page


@gate.reads
def digest(request):
    """A month that is over; without a name the last one."""
    now, zone = timezone.now(), ZoneInfo(access.agency_of(request.user).time_zone)
    shown = report.page(access.events_for(request.user), request.GET.get("month", ""), now, zone)
    if shown is None:
        raise Http404
    return render(request, "dispatch/digest.html", page(request) | shown)
