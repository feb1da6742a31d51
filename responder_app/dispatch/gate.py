"""Who comes in at the desk: dispatchers, the clinician in the room, the hotline and administrators act, managers
may look."""

import functools
from dataclasses import dataclass

from django.contrib.auth.views import redirect_to_login
from django.http import Http404
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe
from django_htmx.http import HttpResponseClientRedirect, HttpResponseClientRefresh

from .. import access
from ..words import Role
from . import shared

READERS = access.AT_THE_DESK | {Role.MANAGER}


def _gate(roles, method):
    def decorate(view):
        @method
        @never_cache
        @functools.wraps(view)
        def wrapper(request, *args, **kwargs):
            if not request.user.is_authenticated:
                return _to_sign_in(request)
            if request.user.role not in roles or request.user.agency_id is None:
                raise Http404
            if _is_somebody_elses(request):
                return HttpResponseClientRefresh()
            shared.come(request)
            with timezone.override(access.agency_of(request.user).time_zone):
                return view(request, *args, **kwargs)

        return wrapper

    return decorate


def _is_somebody_elses(request) -> bool:
    """A part of a page that was opened by another, or before its reader went to practise: no board is mixed of two."""
    return request.htmx and request.headers.get("X-Person", str(request.user.pk)) != str(request.user.pk)


def _to_sign_in(request):
    """A fragment must not become the sign-in page: the whole page goes there, and comes back."""
    if request.htmx:
        return HttpResponseClientRedirect(f"{reverse('sign-in')}?next={reverse('desk')}")
    return redirect_to_login(request.get_full_path() if request.method == "GET" else reverse("desk"))


reads = _gate(READERS, require_safe)
fills_in = _gate(access.AT_THE_DESK, lambda view: view)
taps = _gate(access.AT_THE_DESK, require_POST)
alarm_taps = _gate(READERS, require_POST)  # a manager may be called; the action says whether


@dataclass(frozen=True, slots=True)
class Workspace:
    """A desk of its own beside the board: for one role, and for the administrator."""

    name: str
    url_name: str
    role: Role

    def is_for(self, user) -> bool:
        return user.role in {self.role, Role.ADMINISTRATOR}


WORKSPACES = {
    "clinician": Workspace("clinician", "desk-clinician", Role.CLINICIAN),
    "hotline": Workspace("hotline", "desk-hotline", Role.HOTLINE),
}
reads_as_clinician = _gate({Role.CLINICIAN, Role.ADMINISTRATOR}, require_safe)
reads_as_hotline = _gate({Role.HOTLINE, Role.ADMINISTRATOR}, require_safe)


def first_page(user) -> str:
    """Where somebody of the desk is at home: their workspace, else the board."""
    return next((space.url_name for space in WORKSPACES.values() if space.role == user.role), "desk")


def may_act(user) -> bool:
    return user.role in access.AT_THE_DESK
