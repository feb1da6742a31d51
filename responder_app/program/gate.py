"""Who comes in at this door: managers and administrators of an agency."""

from functools import wraps

from django.contrib.auth.decorators import login_required
from django.http import Http404

from .. import access
from ..words import Role


def _only(roles, view):
    """For everybody else there is no such page."""

    @wraps(view)
    @login_required
    def guarded(request, *args, **kwargs):
        if request.user.role not in roles or access.agency_of(request.user) is None:
            raise Http404
        return view(request, *args, **kwargs)

    return guarded


def managers_only(view):
    return _only(access.MANAGES, view)


def administrators_only(view):
    return _only({Role.ADMINISTRATOR}, view)
