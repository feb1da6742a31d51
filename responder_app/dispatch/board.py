"""The board: one page of regions, each asked again by itself when a line of the log concerns it."""

from typing import NamedTuple
from uuid import uuid4

from django.http import HttpResponse
from django.shortcuts import render
from django.template import Context, Engine
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import get_language

from .. import access, words
from ..reports import alarms, board, callers, hold_queue
from . import fleet, gaps, gate, passing, rows, shared

PROPOSED = 30  # of each list, the first; the others' pages say who could go
ASKED = "X-Regions"
MOVING = {"with_somebody": words.WITH_SOMEBODY, "release_reasons": words.ReleaseReason.choices()}


class Best(NamedTuple):
    """What a row says of the unit that could go."""

    unit: str
    rank: int
    placed: bool
    why: list[str]
    against: list[str]


def _backups(user):
    def make():
        return alarms.standing(access.backup_requests_for(user), access.cautions_for(user), timezone.now(), user.role)

    return {"backups": shared.read(user, "backups", make, rights=user.role)}


def _alerts(user):
    def make():
        offered = callers.offered_to(access.transfers_for(user), words.PARTY_OF.get(user.role))
        return {"alerts": alarms.needing_somebody(access.alerts_for(user), user.role), "offered": offered}

    return shared.read(user, "alerts", make, rights=user.role)


def _waiting(user):
    return [{"id": f"call-{call.pk}", "call": call} for call in _calls(user)[0]]


def _hold(user):
    return [{"id": f"hold-{row.call.pk}", "row": row, "call": row.call} for row in _calls(user)[1]]


def _calls(user) -> tuple[list, list]:
    """Those that wait, and the hold queue."""
    return shared.read(user, "calls", lambda: _with_proposals(user))


def _with_proposals(user) -> tuple[list, list]:
    calls = board.in_no_hands(access.incidents_for(user))
    waiting, held = board.waiting(calls), hold_queue.rows(calls, timezone.now())
    proposed = [call for call in waiting if call.eligible][:PROPOSED] + [row.call for row in held][:PROPOSED]
    ranking = fleet.ranking(user, proposed)
    for call in proposed:
        found = ranking.best(call)
        call.is_ranked = True
        call.best = found and Best(str(found.unit), found.rank, found.metres is not None, found.why, found.against)
    return waiting, held


def _under_way(user):
    found = board.under_way(access.assignments_for(user), timezone.now())
    shared.untie(found)
    return [{"id": f"assignment-{row.assignment.pk}", "row": row, "assignment": row.assignment} for row in found]


def _units(user):
    return [{"id": f"unit-{unit.pk}", "unit": unit} for unit in fleet.units(user)]


def _paperwork(user):
    return {"paperwork": shared.read(user, "paperwork", lambda: board.paperwork(access.assignments_for(user)))}


def _letters(user):
    return {"letters": board.letters(access.letters_for(user))}


def _own_letters(user):
    """Their author reads all of them."""
    authors = shared.read(user, "authors", lambda: access.authors_of_letters(user))
    return user.pk if user.pk in authors else None


# Regions of rows: what each row is made of, and its template. None of them depends on who reads, only on their rights.
ROWS = {
    "hold": (_hold, "dispatch/_hold_call.html"),
    "waiting": (_waiting, "dispatch/_waiting_call.html"),
    "under_way": (_under_way, "dispatch/_assignment.html"),
    "units": (_units, "dispatch/_unit.html"),
}
EVERYWHERE = {"backups": _backups, "alerts": _alerts}
OTHERS = {**EVERYWHERE, "transfers": passing.region, "paperwork": _paperwork, "letters": _letters}
REGIONS = OTHERS.keys() | ROWS.keys()
# What in a region is its reader's own: nobody who is told another thing there gets theirs.
OWN = {"transfers": passing.own, "letters": _own_letters}


@gate.reads
def desk(request):
    return show(request)


def show(request, *, refusal=None, status=200):
    """The regions that the page asks for, else the whole page; its head is read first, so that no line is missed."""
    if asked := _asked(request):
        sender = rows.Sender(request)
        return HttpResponse("".join(_region(request, name, sender) for name in asked))
    context = page(request) | {"refusal": refusal}
    for name in REGIONS - EVERYWHERE.keys():
        context |= region(request, name, refusal)
    return render(request, "dispatch/board.html", context, status=status)


def _asked(request) -> list[str]:
    """Several at once in a header of ours, or the one that is htmx's target."""
    if not request.htmx:
        return []
    named = request.headers.get(ASKED, request.htmx.target or "").split()
    return [name for name in dict.fromkeys(named) if name in REGIONS]


def _region(request, name: str, sender: rows.Sender) -> str:
    """Made once for everybody with the same rights, and with nothing in it that is another's own."""
    user = request.user
    rights = (user.role, access.reads_clinical(user), get_language(), OWN[name](user) if name in OWN else None)
    made = shared.read(
        user, f"{name} region", lambda: _made(user, name), rights=rights, moves=name == "units", ties=False
    )
    return "".join(sender.send(made))


def _made(user, name: str) -> list:
    page = Engine.get_default().get_template(f"dispatch/_{name}.html")
    told = gaps.blank() | MOVING | {"may_act": gate.may_act(user)}
    if name in OTHERS:
        return rows.woven(page.render(Context(told | OTHERS[name](user))), [])
    made = _made_rows(user, name)
    around = told | _fleet_for(user, name) | {f"{name}_rows": [rows.PLACE] * len(made)}
    return rows.woven(page.render(Context(around)), made)


def region(request, name: str, refusal=None) -> dict:
    if name in OTHERS:
        return OTHERS[name](request.user)
    return _fleet_for(request.user, name) | {f"{name}_rows": _rows(request, name, refusal)}


def _fleet_for(user, name: str) -> dict:
    return {"units": fleet.units(user)} if name == "units" else {}


def _rows(request, name: str, refusal) -> list:
    """Where something was refused, made for that person alone."""
    if not refusal:
        return rows.Sender(request).send(_made_rows(request.user, name))
    make, template = ROWS[name]
    told = common(request) | {"refusal": refusal}
    return [render_to_string(template, told | thing, request) for thing in make(request.user)]


def _made_rows(user, name: str) -> list[rows.Row]:
    make, template = ROWS[name]
    told = MOVING | {"may_act": gate.may_act(user)}
    return shared.read(
        user,
        name,
        lambda: rows.made_of(user, template, make(user), **told),
        rights=(told["may_act"], get_language()),
        moves=name == "units",
        ties=False,
    )


def common(request) -> dict:
    """`fresh_id` makes another id each time a template says it."""
    spaces = [space for space in gate.WORKSPACES.values() if space.is_for(request.user)]
    return {"fresh_id": uuid4, "may_act": gate.may_act(request.user), "spaces": spaces, **MOVING}


def page(request) -> dict:
    """What every page of the desk shows; no page is without the alarms."""
    context = common(request) | {"head": shared.head_of(request.user)}
    for name in EVERYWHERE:
        context |= region(request, name)
    return context | {"manages": request.user.role in access.MANAGES}
