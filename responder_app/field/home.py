"""The crew's home: the unit, the call in hand, the paperwork that is owed."""

from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache

from .. import access, log
from . import calls
from .crew import crew_only
from .leaves import HOME

# Stored on the device: those of every call in hand with each line of the log, the others now and then.
KEPT_OF_A_CALL = ("tablet-call", "tablet-scene", "tablet-after")
KEPT_SELDOM = ("tablet-shift",)


@never_cache
@crew_only
def home(request):
    user = request.user
    head = log.head_of(user.agency_id)  # before all else: what is shown is at least as new
    shift = access.running_shift_of(user)
    unfinished = list(calls.whole(access.assignments_for(user)).unfinished())
    context = {
        "head": head,
        "keeps": [reverse(page, args=[assignment.pk]) for assignment in unfinished for page in KEPT_OF_A_CALL],
        "keeps_seldom": [reverse(page) for page in KEPT_SELDOM],
        "zone": access.agency_of(user).time_zone,
        "shift": shift,
        "crew": access.crew_of(user),
        "current": [calls.in_hand(assignment) for assignment in unfinished if assignment.cleared_at is None],
        "owed": [assignment for assignment in unfinished if assignment.cleared_at],
        "taken_back": taken_back(user, shift),
        "backups": list(access.backup_requests_for(user).open().select_related("acknowledged_by", "unit")),
        "forms": calls.sheets(HOME, user),
    }
    return render(request, "field/_home.html" if request.htmx else "field/home.html", context)


def taken_back(user, shift):
    """The call that the desk took from the unit last, as long as it has had no other since."""
    if shift is None:
        return None
    last = calls.whole(access.assignments_for(user)).filter(unit_id=shift.unit_id).order_by("-made_at").first()
    return last if last and last.withdrawn_at and last.withdrawn_at == shift.unit.status_since else None
