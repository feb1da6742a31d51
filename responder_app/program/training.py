"""The practice ground: opened, brought up to date and emptied."""

from uuid import uuid4

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from .. import access
from ..actions.training import empty_training, open_training
from ..log import Refused
from .forms import Wish
from .gate import managers_only


@require_safe
@managers_only
@never_cache
def training(request):
    """Whether there is one, and who is there now."""
    return _page(request)


@require_POST
@managers_only
@never_cache
def open_(request):
    return _do(request, open_training, _("The practice ground is open, and furnished as your program is today."))


@require_POST
@managers_only
@never_cache
def empty(request):
    if request.POST.get("sure") != "yes":
        return _page(request, _("Say that you are sure: what was practised does not come back."), 422)
    return _do(request, empty_training, _("Everything that was practised is removed."))


def _do(request, action, thanks: str):
    form = Wish(request.POST)
    if not form.is_valid():
        return _page(request, form.sentences, 422)
    try:
        action(by=request.user, id=form.cleaned_data["id"], occurred_at=timezone.now())
    except Refused as refusal:
        return _page(request, str(refusal), 409)
    messages.success(request, thanks)
    return redirect("program-training")


def _page(request, problem="", status=200):
    inside = access.is_practice(request.user)
    context = {
        "inside": inside,
        "ground": access.practice_ground_of(request.user),
        "practising": [] if inside else list(access.practising(request.user)),
        "fresh_id": uuid4,
        "zone": access.agency_of(request.user).time_zone,
        "problem": problem,
    }
    return render(request, "program/training.html", context, status=status)
