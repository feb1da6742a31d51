"""The board: one page of regions, each asked again by itself when a line of the log concerns it."""

from uuid import uuid4

from django.shortcuts import render
from django.utils import timezone

from .. import access, log, words
from ..reports import alarms, board, callers, crews, hold_queue, tablets
from . import fleet, gate, passing

PROPOSED = 30  # of the waiting calls, the first; the others' pages say who could go


def _backups(user):
    requests, cautions = access.backup_requests_for(user), access.cautions_for(user)
    return {"backups": alarms.standing(requests, cautions, timezone.now(), user.role)}


def _alerts(user):
    offered = callers.offered_to(access.transfers_for(user), words.PARTY_OF.get(user.role))
    return {"alerts": alarms.needing_somebody(access.alerts_for(user), user.role), "offered": offered}


def _waiting(user):
    calls = board.waiting(access.incidents_for(user))
    _propose(user, [call for call in calls if call.eligible])
    return {"waiting": calls}


def _hold(user):
    rows = hold_queue.rows(access.incidents_for(user), timezone.now())
    _propose(user, [row.call for row in rows])
    return {"hold": rows}


def _propose(user, calls: list) -> None:
    ranking = fleet.ranking(user, calls[:PROPOSED])
    for call in calls[:PROPOSED]:
        call.is_ranked, call.best = True, ranking.best(call)


def _under_way(user):
    return {"under_way": board.under_way(access.assignments_for(user), timezone.now())}


def _units(user):
    now, found = timezone.now(), fleet.units(user)
    for unit in found:
        unit.health, unit.short = tablets.health_of(unit, now), crews.short_of(unit)
    return {"units": found}


def _paperwork(user):
    return {"paperwork": board.paperwork(access.assignments_for(user))}


def _letters(user):
    return {"letters": board.letters(access.letters_for(user))}


EVERYWHERE = {"backups": _backups, "alerts": _alerts}
REGIONS = {
    **EVERYWHERE,
    "transfers": passing.region,
    "hold": _hold,
    "waiting": _waiting,
    "under_way": _under_way,
    "units": _units,
    "paperwork": _paperwork,
    "letters": _letters,
}


@gate.reads
def desk(request):
    return show(request)


def show(request, *, refusal=None, status=200):
    """The region that htmx asks for, else the whole page; its head is read first, so that no line is missed."""
    if request.htmx and request.htmx.target in REGIONS:
        name = request.htmx.target
        return render(request, f"dispatch/_{name}.html", common(request) | REGIONS[name](request.user))
    context = page(request) | {"refusal": refusal}
    for name in REGIONS.keys() - EVERYWHERE.keys():
        context |= REGIONS[name](request.user)
    return render(request, "dispatch/board.html", context, status=status)


def common(request) -> dict:
    """`fresh_id` makes another id each time a template says it."""
    spaces = [space for space in gate.WORKSPACES.values() if space.is_for(request.user)]
    moving = {"with_somebody": words.WITH_SOMEBODY, "release_reasons": words.ReleaseReason.choices()}
    return {"fresh_id": uuid4, "may_act": gate.may_act(request.user), "spaces": spaces, **moving}


def page(request) -> dict:
    """What every page of the desk shows; no page is without the alarms."""
    context = common(request) | {"head": log.head_of(request.user.agency_id)}
    for region in EVERYWHERE.values():
        context |= region(request.user)
    return context | {"manages": request.user.role in access.MANAGES}
