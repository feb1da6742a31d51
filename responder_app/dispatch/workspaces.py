"""A desk of one's own beside the board: a page of regions, each asked again when a line of the log concerns it."""

from django.shortcuts import render

from .. import access
from ..reports import board
from . import clinician_regions, gate, hotline_regions
from .board import common, page

REGIONS = {"clinician": clinician_regions.REGIONS, "hotline": hotline_regions.REGIONS}


def show(request, name: str, *, refusal=None, status=200):
    """The region that htmx asks for, else the whole page; its head is read first, so that no line is missed."""
    regions = REGIONS[name]
    if request.htmx and request.htmx.target in regions:
        asked = request.htmx.target
        context = common(request) | {"here": name} | regions[asked](request.user)
        return render(request, f"dispatch/_{asked}.html", context)
    context = page(request) | {"here": name, "refusal": refusal, "units": board.units(access.units_for(request.user))}
    for region in regions.values():
        context |= region(request.user)
    return render(request, f"dispatch/{name}.html", context, status=status)


def show_own(request, *, refusal, status):
    """The workspace that a tap came from, with what was refused."""
    return show(request, gate.WORKSPACES[request.POST["page"]].name, refusal=refusal, status=status)
