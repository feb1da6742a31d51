"""What crews said of the calls that came in: by month and group of call takers, as the desk reads it too."""

from zoneinfo import ZoneInfo

from django.http import Http404
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from .. import access
from ..reports import digest as report
from .gate import managers_only


@require_safe
@managers_only
@never_cache
def digest(request):
    """A month that is over; without a name the last one."""
    now, zone = timezone.now(), ZoneInfo(access.agency_of(request.user).time_zone)
    shown = report.page(access.events_for(request.user), request.GET.get("month", ""), now, zone)
    if shown is None:
        raise Http404
    return render(request, "program/digest.html", shown)
