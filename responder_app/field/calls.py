"""The call's page: everything a crew needs of one call, and every form it writes on it."""

from urllib.parse import quote

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.cache import add_never_cache_headers

from .. import access, log
from ..reports import timeline
from ..words import LADDER, UnitStatus
from . import forms
from .crew import crew_only

IN_FRONT = (UnitStatus.EN_ROUTE, UnitStatus.ON_SCENE, UnitStatus.TRANSPORTING, UnitStatus.AVAILABLE)
SAID = {UnitStatus.AVAILABLE: "Clear", UnitStatus.ACKNOWLEDGED: "Accepted"}
BLANKS = {
    "accept": forms.Letter,
    "decline": forms.Decline,
    "status": forms.Status,
    "note": forms.Note,
    "backup": forms.Backup,
    "end_of_backup": forms.EndOfBackup,
    "referral": forms.Referral,
    "close": forms.Close,
}


def whole(assignments):
    """With the rows that a call is shown with."""
    return assignments.select_related("incident__call_type", "unit", "encounter")


@crew_only
def call(request: HttpRequest, assignment) -> HttpResponse:
    head = log.head_of(request.user.agency_id)  # before all else: what is shown is at least as new
    found = get_object_or_404(whole(access.assignments_for(request.user)), pk=assignment)
    return show(request, found, head=head)


def show(request, assignment, *, head=None, sent=None, status=200, problem="") -> HttpResponse:
    """The page, or its fragment; `sent` is a refused letter, whose words stay in its form."""
    agency = access.agency_of(request.user)
    context = {
        **in_hand(assignment),
        "head": head or log.head_of(agency.pk),
        "zone": agency.time_zone,
        "desk": agency.phone,
        "problem": problem,
        "timeline": told(assignment.incident),
        "backups": backups(request.user, assignment),
        "others": others(assignment),
        "forms": sheets(request.user, sent),
    }
    answer = render(request, "field/_call.html" if request.htmx else "field/call.html", context, status=status)
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


def sheets(by, sent) -> dict:
    """A form of every kind: the refused one as it was sent, the others empty."""
    found = {name: form.blank(by) for name, form in BLANKS.items()}
    return {name: sent if type(sent) is BLANKS[name] else sheet for name, sheet in found.items()}


def rungs(assignment) -> dict:
    """The status buttons: (code, what it says, whether it stands), four in front, the others behind `more`."""
    buttons = [(word.value, SAID.get(word, word.label), assignment.status == word) for word in LADDER]
    front = [button for button in buttons if button[0] in IN_FRONT]
    more = [button for button in buttons if button[0] not in IN_FRONT]
    return {"front": front, "more": more, "more_stands": any(button[2] for button in more)}


def told(incident) -> list[timeline.Entry]:
    """What happened, oldest first, without the steps of delivery."""
    return [entry for entry in timeline.of(incident) if not entry.quiet]


def backups(user, assignment) -> list:
    requests = access.backup_requests_for(user).filter(assignment=assignment)
    return list(requests.select_related("acknowledged_by", "requested_by"))


def others(assignment) -> list:
    """Who else is on it: units with an open assignment to the same call."""
    going = assignment.incident.assignments.open().exclude(pk=assignment.pk).select_related("unit")
    return [other.unit for other in going]


def route_to(incident) -> str:
    """A geo: link (RFC 5870) that the device's own map opens; empty without a place."""
    place = quote(incident.address)
    if incident.latitude is not None and incident.longitude is not None:
        point = f"{incident.latitude},{incident.longitude}"
        return f"geo:{point}?q={point}({place})" if place else f"geo:{point}"
    return f"geo:0,0?q={place}" if place else ""
