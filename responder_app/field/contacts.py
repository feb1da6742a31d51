"""What the own program knows from earlier: of this place, and on asking, of this person."""

from uuid import uuid4

from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from .. import access, log
from ..actions import contacts as verbs
from ..reports import contacts
from . import calls
from .crew import crew_only
from .forms import contacts as forms

MOST = 100


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@crew_only
def earlier(request, assignment):
    """All of this place; a POST asks for a person, so that no name stands in an address or a history."""
    found = get_object_or_404(calls.whole(access.assignments_for(request.user)), pk=assignment)
    form = forms.LookUp(request.POST if request.method == "POST" else None)
    if request.method == "POST" and not form.is_valid():
        return page(request, found, form, status=422)
    if not form.is_bound:
        return page(request, found, form)
    return look_up(request, found, form)


def look_up(request, assignment, form):
    known = access.earlier_contacts_with(request.user, form.cleaned_data["known_as"]).exclude(pk=assignment.incident_id)
    number = known.count()
    asked = {"id": uuid4(), "occurred_at": timezone.now()}  # each look is a look: none is sent twice
    verbs.look_up_contacts(incident=assignment.incident, found=number, by=request.user, **asked)
    met = {"met": contacts.told(known, MOST), "met_number": number}
    return page(request, assignment, form, **met)


def page(request, assignment, form, status=200, **met):
    here = access.earlier_contacts_at(request.user, assignment.incident)
    context = {
        "head": log.head_of(request.user.agency_id),
        "zone": access.agency_of(request.user).time_zone,
        "assignment": assignment,
        "incident": assignment.incident,
        "contacts": contacts.told(here, MOST),
        "contacts_number": here.count(),
        "form": form,
        "problem": form.sentences if form.is_bound and form.errors else "",
        **met,
    }
    return render(request, "field/contacts.html", context, status=status)
