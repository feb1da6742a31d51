"""The way to the practice ground and back: somebody is signed in there as another, and nobody can be both at once."""

from uuid import uuid4

from django import forms
from django.contrib import messages
from django.contrib.auth import login
from django.contrib.auth.decorators import login_required
from django.contrib.auth.views import LogoutView
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from .. import access
from ..actions.training import enter_training, leave_training
from ..log import NotYours, Refused


class Tap(forms.Form):
    id = forms.UUIDField(error_messages=dict.fromkeys(("required", "invalid"), _("Load the page again, please.")))


@require_safe
@login_required
@never_cache
def training(request):
    return _page(request)


@require_POST
@login_required
@never_cache
def enter(request):
    return _go(request, request.user, enter_training, access.practice_account_of)


@require_POST
@login_required
@never_cache
def leave(request):
    """From inside back to the own account; from outside, the end of what is open on another device."""
    owner = access.owner_of(request.user) or request.user
    return _go(request, owner, leave_training, lambda person: person)


def _go(request, owner, action, whom):
    tap = Tap(request.POST)
    if not tap.is_valid():
        return _page(request, " ".join(tap.errors["id"]), 422)
    try:
        action(by=owner, id=tap.cleaned_data["id"], occurred_at=timezone.now())
    except Refused as refusal:
        return _page(request, str(refusal), 409)
    except NotYours as error:
        raise Http404 from error
    person = whom(owner)
    if person is None:
        raise Http404
    if person.pk != request.user.pk:
        _sign_in(request, person)
    messages.info(request, _("Now everything is practice.") if person != owner else _("You are back: this is real."))
    return redirect("home")


def _sign_in(request, person) -> None:
    """The session is another, with a new key and new tokens for forms; it ends when the one before would have."""
    ends = access.session_ends(request.session.session_key)
    login(request, person)
    if ends:
        request.session.set_expiry(ends)


class SignOut(LogoutView):
    """Whoever signs out at practice has left it."""

    def post(self, request, *args, **kwargs):
        owner = access.owner_of(request.user) if access.is_practice(request.user) else None
        if owner and owner.training_since:
            leave_training(by=owner, id=uuid4(), occurred_at=timezone.now())
        return super().post(request, *args, **kwargs)


def _page(request, problem="", status=200):
    user = request.user
    if user.agency_id is None:
        raise Http404
    inside = access.is_practice(user)
    context = {
        "inside": inside,
        "ground": inside or access.practice_ground_of(user),
        "elsewhere": None if inside else user.training_since,
        "zone": access.agency_of(user).time_zone,
        "fresh_id": uuid4,
        "manages": user.role in access.MANAGES,
        "at_desk": user.role in access.AT_THE_DESK,
        "problem": problem,
    }
    return render(request, "entrance/training.html", context, status=status)
