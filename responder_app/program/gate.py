"""Who comes in at this door: managers and administrators of an agency."""

from functools import wraps

from django.contrib.auth.decorators import login_required
from django.http import Http404

from .. import access
from ..words import Role


def _only(roles):
    """For everybody else there is no such page."""

    def decorate(view):
        @wraps(view)
        @login_required
        def guarded(request, *args, **kwargs):
            if request.user.role not in roles or access.agency_of(request.user) is None:
                raise Http404
            return view(request, *args, **kwargs)

        return guarded

    return decorate


managers_only = _only(access.MANAGES)
administrators_only = _only({Role.ADMINISTRATOR})
