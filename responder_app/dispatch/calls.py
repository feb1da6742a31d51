"""Calls: typed in, looked at, listed."""

from uuid import uuid5

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from .. import access
from ..actions.assignments import assign
from ..actions.intake import receive_call
from ..log import Refused
from ..reports import board, screening, timeline
from . import fleet, forms, gate
from .board import page

A_PAGE = 50


@gate.reads
def call(request, pk):
    return show(request, get_object_or_404(_found(request.user), pk=pk))


def show(request, incident, *, refusal=None, status=200):
    """The call's page, or that region of it which htmx asks for."""
    context = page(request)  # its head is read first, so that no line is missed
    assignments = access.assignments_for(request.user).filter(incident=incident)
    context |= {
        "incident": incident,
        "screening": screening.answers(incident),
        "cautions": access.cautions_for(request.user)
        .standing(timezone.now())
        .at_place(incident.place_key)
        .select_related("reviewed_by"),
        "rows": board.on_call(assignments, timezone.now()),
        "entries": timeline.of(incident, access.notes_for(request.user)),
        "units": fleet.units(request.user),
        "proposals": [] if incident.closed_at else fleet.ranking(request.user, [incident]).of(incident),
        "close_form": forms.CloseForm(user=request.user),
        "refusal": refusal,
    }
    name = {"call": "_call.html", "timeline": "_timeline.html", "proposals": "_proposals.html"}.get(
        request.htmx.target or "", "call.html"
    )
    return render(request, f"dispatch/{name}", context, status=status)


def _found(user):
    return access.incidents_for(user).select_related("call_type")


@gate.fills_in
def new_call(request):
    """The call is filed first; where its unit cannot be sent then, the call's page says why."""
    form = forms.NewCallForm(request.POST or None, user=request.user)
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


@gate.reads
def calls(request):
    """By number, the newest first; the next page begins before the last number shown."""
    form = forms.CallListForm(request.GET)
    form.is_valid()
    found = list(form.narrow(_found(request.user)).order_by("-number")[: A_PAGE + 1])
    shown = found[:A_PAGE]
    context = page(request) | {
        "form": form,
        "state": form.cleaned_data.get("state") or "open",
        "states": forms.CallListForm.STATES,
        "calls": shown,
        "before": shown[-1].number if len(found) > A_PAGE else None,
    }
    return render(request, "dispatch/calls.html", context)
