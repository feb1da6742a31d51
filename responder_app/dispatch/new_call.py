"""A call is typed in: what the rules say meanwhile, and its filing."""

from uuid import uuid5

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils import timezone

from .. import access
from ..actions.assignments import assign
from ..actions.intake import receive_call
from ..log import Refused
from ..reports import board
from . import gate
from .board import page
from .new_call_form import NewCallForm


@gate.fills_in
def new_call(request):
    """The call is filed first; where its unit cannot be sent then, the call's page says why."""
    form = NewCallForm(request.POST or None, user=request.user)
    if request.method != "POST":
        return _form(request, form, 200)
    if not form.is_valid():
        return _form(request, form, 422)
    id = form.cleaned_data["id"]
    try:
        filed = receive_call(by=request.user, id=id, occurred_at=timezone.now(), **form.said)
    except Refused as refusal:
        form.add_error(None, str(refusal))
        return _form(request, form, 409)
    return _filed(request, filed.incident, form.cleaned_data["unit"])


@gate.taps
def verdict(request):
    """What the rules say of what is answered so far; nothing is filed."""
    return render(request, "dispatch/_verdict.html", {"verdict": NewCallForm(request.POST, user=request.user).verdict})


def _filed(request, incident, unit):
    if unit is None:
        messages.success(request, f"Call {incident} is filed.")
        return redirect("desk")
    try:
        assign(incident=incident, unit=unit, by=request.user, id=uuid5(incident.pk, "unit"), occurred_at=timezone.now())
    except Refused as refusal:
        messages.error(request, f"Call {incident} is filed, but nobody is sent: {refusal}")
        return redirect("desk-call", incident.pk)
    messages.success(request, f"Call {incident} is filed, {unit} is assigned.")
    return redirect("desk")


def _form(request, form, status):
    context = page(request) | {"form": form, "units": board.units(access.units_for(request.user))}
    return render(request, "dispatch/new_call.html", context, status=status)
