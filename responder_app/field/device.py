"""This tablet: what it can do, what it may not, and what that means."""

from django.shortcuts import render
from django.views.decorators.cache import never_cache

from .. import access, log, vapid
from . import shell
from .crew import crew_only


@never_cache
@crew_only
def device(request):
    context = {
        "head": log.head_of(request.user.agency_id),
        "zone": access.agency_of(request.user).time_zone,
        "agency": access.agency_of(request.user),
        "version": shell.version(),
        "push_key": vapid.public_key(),
        "shift": access.running_shift_of(request.user),
        "devices": access.push_subscriptions_for(request.user),
    }
    return render(request, "field/device.html", context)
