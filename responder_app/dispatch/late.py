"""Call sheets are typed in when the server is back."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from .. import access
from ..actions.late_entry import enter_from_paper
from ..log import Refused
from ..reports import board, paper
from . import gate
from .board import page
from .late_form import LateForm


@gate.fills_in
def late(request):
    """One sheet after the other: once filed, the next empty one."""
    form = LateForm(request.POST or None, user=request.user)
    if request.method != "POST":
        return _page(request, form, 200)
    if not form.is_valid():
        return _page(request, form, 422)
    hand = {"by": request.user, "id": form.cleaned_data["id"], "occurred_at": timezone.now()}
    try:
        filed = enter_from_paper(**form.typed, **hand)
    except Refused as refusal:
        form.add_error(None, str(refusal))
        return _page(request, form, 409)
    messages.success(request, f"Call {filed.incident} is filed as a late entry. The next sheet?")
    return redirect(f"{reverse('desk-late')}?filed={filed.incident_id}")


def _page(request, form, status):
    context = page(request) | {
        "form": form,
        "units": board.units(access.units_for(request.user)),
        "typed_in": paper.typed_in(access.incidents_for(request.user), 5),
    }
    return render(request, "dispatch/late.html", context, status=status)
