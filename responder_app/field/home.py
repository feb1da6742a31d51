"""The crew's home: the unit, the call in hand, what is kept for it, and what it owes."""

from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache

from .. import access, log
from ..words import UnitStatus
from . import calls, follow_ups
from .crew import crew_only
from .forms import Letter
from .leaves import HOME
from .panels import shifts

# Stored on the device: those of every call in hand and KEPT_OFTEN with each line of the log, the others now and then.
KEPT_OFTEN = ("tablet-follow-ups",)
KEPT_OF_A_CALL = ("tablet-call", "tablet-scene", "tablet-after")
KEPT_SELDOM = (
    "tablet-help",
    "tablet-shift",
    "tablet-shift-end",
    "tablet-start",
    "tablet-phrases",
    "tablet-map",
    "tablet-device",
)


@never_cache
@crew_only
def home(request):
    return show(request)


def show(request, *, sent=None, status=200, problem=""):
    """The page, or its fragment; `sent` is a refused letter, whose words stay in its form."""
    user = request.user
    head = log.head_of(user.agency_id)  # before all else: what is shown is at least as new
    shift = access.running_shift_of(user)
    unfinished = list(calls.whole(access.assignments_for(user)).unfinished())
    context = {
        "head": head,
        "keeps": kept_with_each_line(unfinished),
        "keeps_seldom": [reverse(page) for page in KEPT_SELDOM],
        "zone": access.agency_of(user).time_zone,
        "shift": shift,
        "crew": access.crew_of(user),
        "current": [calls.in_hand(assignment) for assignment in unfinished if assignment.cleared_at is None],
        "owed": [assignment for assignment in unfinished if assignment.cleared_at],
        "taken_back": taken_back(user, shift),
        "held": [(call, Letter.blank(user)) for call in access.held_calls_for(user)] if shift else [],
        "waiting": access.waiting_for(user).count() if shift else 0,
        "follow_ups": follow_ups.today(user),
        "units": None if shift else staffed_units(user),
        "time_out": access.time_out_for(user) if shift and shift.unit.status == UnitStatus.OUT_OF_SERVICE else None,
        "forms": calls.sheets(HOME, user, sent=sent),
        "problem": problem,
        **shifts.before_calls(user, shift),
    }
    return render(request, "field/_home.html" if request.htmx else "field/home.html", context, status=status)


def kept_with_each_line(assignments) -> list[str]:
    calls = [reverse(page, args=[assignment.pk]) for assignment in assignments for page in KEPT_OF_A_CALL]
    return calls + [reverse(page) for page in KEPT_OFTEN]


def staffed_units(user) -> list[tuple]:
    """Every unit with who is aboard it, for whom is aboard none."""
    aboard = list(access.aboard_for(user))
    return [(unit, [shift.person for shift in aboard if shift.unit_id == unit.pk]) for unit in access.units_for(user)]


def taken_back(user, shift):
    """The call that the desk took from the unit last, as long as it has had no other since."""
    if shift is None:
        return None
    last = calls.whole(access.assignments_for(user)).filter(unit_id=shift.unit_id).order_by("-made_at").first()
    return last if last and last.withdrawn_at and last.withdrawn_at == shift.unit.status_since else None
