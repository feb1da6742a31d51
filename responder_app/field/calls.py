"""A call's pages: everything a crew needs of one call, and every form it writes on it."""

from urllib.parse import quote

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.cache import add_never_cache_headers
from django.utils.translation import gettext_lazy as _

from .. import access, log
from ..words import LADDER, UnitStatus
from .crew import crew_only
from .leaves import LEAVES

IN_FRONT = (UnitStatus.EN_ROUTE, UnitStatus.ON_SCENE, UnitStatus.TRANSPORTING, UnitStatus.AVAILABLE)
SAID = {UnitStatus.AVAILABLE: _("Clear"), UnitStatus.ACKNOWLEDGED: _("Accepted")}


def whole(assignments):
    """With the rows that a call is shown with."""
    moved = ("replaces__incident", "replaced_by__incident", "replaced_by__unit")
    return assignments.select_related("incident__call_type", "unit", "encounter", *moved)


@crew_only
def call(request: HttpRequest, assignment, leaf: str = "call") -> HttpResponse:
    head = log.head_of(request.user.agency_id)  # before all else: what is shown is at least as new
    found = get_object_or_404(whole(access.assignments_for(request.user)), pk=assignment)
    return show(request, found, leaf=leaf, head=head)


def show(request, assignment, *, leaf="call", head=None, sent=None, status=200, problem="") -> HttpResponse:
    """The page, or its fragment; `sent` is a refused letter, whose words stay in its form."""
    agency, page = access.agency_of(request.user), LEAVES[leaf]
    context = {
        **in_hand(assignment),
        "leaf": leaf,
        "head": head or log.head_of(agency.pk),
        "zone": agency.time_zone,
        "agency": agency,
        "problem": problem,
        "forms": sheets(page, request.user, assignment, sent),
    }
    for panel in page.panels:
        context |= panel(request.user, assignment)
    template = f"field/_{leaf}.html" if request.htmx else f"field/{leaf}.html"
    answer = render(request, template, context, status=status)
    add_never_cache_headers(answer)
    return answer


def in_hand(assignment) -> dict:
    """What every view of a call begins with."""
    return {
        "assignment": assignment,
        "incident": assignment.incident,
        "route": route_to(assignment.incident),
        "rungs": rungs(assignment),
        "answered": bool(assignment.accepted_at),
        "over": assignment.declined_at or assignment.withdrawn_at or assignment.closed_at,
        "encounter": getattr(assignment, "encounter", None),
    }


def sheets(page, by, about=None, sent=None) -> dict:
    """A form of every kind on the page: the refused one as it was sent, the others empty."""
    found = {name: form.blank(by, about) for name, form in page.forms.items()}
    return {name: sent if type(sent) is page.forms[name] else sheet for name, sheet in found.items()}


def rungs(assignment) -> dict:
    """The status buttons: (code, what it says, whether it stands), four in front, the others behind `more`."""
    buttons = [(word.value, SAID.get(word, word.label), assignment.status == word) for word in LADDER]
    front = [button for button in buttons if button[0] in IN_FRONT]
    more = [button for button in buttons if button[0] not in IN_FRONT]
    return {"front": front, "more": more, "more_stands": any(button[2] for button in more)}


def route_to(incident) -> str:
    """A geo: link (RFC 5870) that the device's own map opens; empty without a place."""
    place = quote(incident.address)
    if incident.latitude is not None and incident.longitude is not None:
        point = f"{incident.latitude},{incident.longitude}"
        return f"geo:{point}?q={point}({place})" if place else f"geo:{point}"
    return f"geo:0,0?q={place}" if place else ""
