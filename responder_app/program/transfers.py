"""How many callers were passed on, and how many of them arrived, by month."""

from datetime import timedelta

from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from .. import access
from ..reports import transfers as report
from .gate import managers_only

A_YEAR = timedelta(days=365)


@require_safe
@managers_only
@never_cache
def transfers(request):
    """The last twelve months, every way: in, out and within."""
    zone = access.agency_of(request.user).time_zone
    with timezone.override(zone):
        first = (timezone.localtime() - A_YEAR).replace(day=1, hour=0, minute=0, second=0, microsecond=0)
    tallies = report.by_month(access.transfers_for(request.user), zone, since=first)
    return render(request, "program/transfers.html", {"tallies": tallies, "first": first.date()})
