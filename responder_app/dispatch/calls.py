"""Calls: looked at, listed."""

from django.shortcuts import get_object_or_404, render
from django.utils import timezone

from .. import access
from ..reports import board, paper, screening, timeline
from ..reports.lists import name_of
from ..words import CodeList
from . import endings, fleet, forms, gate, hold_queue, passing, supports
from .board import page

A_PAGE = 50
PARTS = {
    "call": "_call.html",
    "timeline": "_timeline.html",
    "caller": "_caller.html",
    "proposals": "_proposals.html",
}


@gate.reads
def call(request, pk):
    return show(request, get_object_or_404(_found(request.user), pk=pk))


def show(request, incident, *, refusal=None, status=200):
    """The call's page, or that region of it which htmx asks for."""
    context = page(request)  # its head is read first, so that no line is missed
    assignments = access.assignments_for(request.user).filter(incident=incident)
    context |= {
        "incident": incident,
        "screened": screening.screened(incident),
        "caller_speaks": name_of(incident.agency_id, CodeList.LANGUAGES, incident.caller_language),
        "override_form": forms.OverrideForm(user=request.user),
        "cautions": access.cautions_for(request.user)
        .standing(timezone.now())
        .at_place(incident.place_key)
        .select_related("reviewed_by"),
        "rows": board.on_call(assignments, timezone.now()),
        "entries": timeline.of(incident, access.notes_for(request.user)),
        "units": fleet.units(request.user),
        "proposals": [] if incident.closed_at else fleet.ranking(request.user, [incident]).of(incident),
        "late": paper.typist_of(incident) if incident.late_entry_at else None,
        "refusal": refusal,
        **passing.on_call(request.user, incident),
    }
    context |= supports.panel(incident) | hold_queue.panel(request.user, incident)
    context |= endings.panel(request.user, incident, context["supports"])
    name = PARTS.get(request.htmx.target or "", "call.html")
    return render(request, f"dispatch/{name}", context, status=status)


def _found(user):
    return access.incidents_for(user).select_related("call_type", "duplicate_of")


@gate.reads
def calls(request):
    """By number, the newest first; the next page begins before the last number shown."""
    form = forms.CallListForm(request.GET)
    form.is_valid()
    found = list(paper.with_typist(form.narrow(_found(request.user))).order_by("-number")[: A_PAGE + 1])
    shown = found[:A_PAGE]
    context = page(request) | {
        "form": form,
        "state": form.cleaned_data.get("state") or "open",
        "states": forms.CallListForm.STATES,
        "calls": shown,
        "before": shown[-1].number if len(found) > A_PAGE else None,
    }
    return render(request, "dispatch/calls.html", context)
