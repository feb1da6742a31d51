"""For the hour when nothing works: the board on paper, sheets to write on, and a copy to keep."""

from functools import cache
from pathlib import Path

from django.contrib.staticfiles import finders
from django.shortcuts import render
from django.utils import timezone

from .. import access
from ..actions.late_entry import ON_PAPER
from ..reports import board, hold_queue, paper
from ..reports.screening import rules_of
from . import gate
from .board import page


@gate.reads
def hub(request):
    """Everything about paper in one place, and what was typed in from it."""
    found = paper.typed_in(access.incidents_for(request.user))
    return render(request, "dispatch/paper.html", page(request) | {"typed_in": found})


@gate.reads
def printed(request):
    """The board as it is, for a printer; with `save` as one file that needs no server."""
    user, now = request.user, timezone.now()
    calls = board.in_no_hands(access.incidents_for(user))
    context = {
        "agency": access.agency_of(user),
        "as_of": now,
        "units": board.units(access.units_for(user)),
        "hold": hold_queue.rows(calls, now),
        "waiting": board.waiting(calls),
        "under_way": board.under_way(access.assignments_for(user), now),
        "asking": list(access.backup_requests_for(user).open().select_related("unit", "requested_by")),
        "services": access.services_for(user).offered().exclude(phone="").select_related("organization"),
        "styles": _styles() if "save" in request.GET else "",
    }
    answer = render(request, "dispatch/print.html", context)
    if "save" in request.GET:
        mark = "TRAINING-" if access.is_practice(user) else ""
        name = f"{mark}board-{timezone.localtime(now):%Y-%m-%d-%H%M}.html"
        answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


@gate.reads
def sheets(request):
    """Blank: the call, the unit's log, the scene, as the agency asks them today."""
    user, now = request.user, timezone.now()
    version, today = access.form_in_force(user, now), access.agency_of(user).day_of(now)
    context = {
        "agency": access.agency_of(user),
        "as_of": now,
        "rules": rules_of(access.questions_in_force(user, now)),
        "types": access.call_types_in_force(user, now),
        "statuses": ON_PAPER,
        "lines": range(12),
        "version": version,
        "parts": paper.on_scene(version, access.list_entries_for(user).in_force(today)),
    }
    return render(request, "dispatch/sheets.html", context)


@cache
def _styles() -> str:
    """Inside the file that is kept: it is opened where there is nothing else."""
    return "\n".join(Path(finders.find(f"css/{name}")).read_text() for name in ("print.css", "practice.css"))
