"""What the administrator sets for the program, and who set it so."""

from uuid import uuid4

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from .. import access
from ..actions.settings import WrongSetting, change_agency
from ..log import Refused
from ..reports import changes
from .gate import administrators_only
from .settings_form import SettingsForm


@require_http_methods(["GET", "POST"])
@administrators_only
@never_cache
def settings(request):
    """One form for all of it: only what differs is changed, all of it or nothing."""
    agency = access.agency_of(request.user)
    if request.method != "POST":
        return _page(request, SettingsForm.of(agency))
    form = SettingsForm(request.POST)
    if not form.is_valid():
        return _page(request, form, 422)
    changed = form.changed_from(agency)
    if not changed:
        messages.info(request, "Nothing was different.")
        return redirect("program-settings")
    try:
        hand = {"by": request.user, "id": form.cleaned_data["id"], "occurred_at": timezone.now()}
        change_agency(settings=changed, **hand)
    except WrongSetting as wrong:
        form.blame(wrong.problems)
        return _page(request, form, 409)
    except Refused as refusal:
        form.add_error(None, str(refusal))
        return _page(request, form, 409)
    messages.success(request, f"Set: {changes.named(changed)}.")
    return redirect("program-settings")


def _page(request, form, status=200):
    history = changes.of_settings(access.events_for(request.user))
    context = {"form": form, "history": history, "zone": access.agency_of(request.user).time_zone, "fresh_id": uuid4}
    return render(request, "program/settings.html", context, status=status)
