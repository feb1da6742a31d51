"""Signing on to a unit and off again; these wait for the server's yes, so they are no letters."""

from uuid import uuid4

from django.contrib import messages
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from .. import access, log
from ..actions import shifts
from .crew import crew_only
from .forms import Letter
from .forms import shifts as forms


@never_cache
@crew_only
def shift(request):
    """Choose a unit, or see whom one is aboard with."""
    form = forms.SignOn(request.POST or None, by=request.user, initial={"id": uuid4()})
    if not form.is_valid():
        return page(request, form, form.sentences, 422 if form.is_bound else 200)
    try:
        shifts.sign_on(**form.told, **form.hand)
    except log.Refused as refusal:
        return page(request, form, str(refusal), 409)
    messages.success(request, f"You are aboard {form.told['unit']}.")
    return redirect("tablet")


@never_cache
@require_POST
@crew_only
def end_shift(request):
    form = Letter(request.POST, by=request.user)
    running = access.running_shift_of(request.user)
    if running is None:
        return redirect("tablet-shift")
    if not form.is_valid():
        return page(request, forms.SignOn.blank(request.user), form.sentences, 422)
    try:
        shifts.sign_off(shift=running, **form.hand)
    except log.Refused as refusal:
        return page(request, forms.SignOn.blank(request.user), str(refusal), 409)
    messages.success(request, f"You are signed off from {running.unit}.")
    return redirect("tablet-shift")


def page(request, form, problem="", status=200):
    user = request.user
    units = access.units_for(user)
    context = {
        "head": log.head_of(user.agency_id),
        "zone": access.agency_of(user).time_zone,
        "shift": access.running_shift_of(user),
        "crew": access.crew_of(user),
        "units": units,
        "form": form,
        "leave": Letter.blank(user),
        "problem": problem,
    }
    return render(request, "field/shift.html", context, status=status)
