"""Pages of the tablet are a crew's: strangers sign in, other roles find nothing here."""

import functools

from django.contrib.auth.decorators import login_required
from django.http import Http404

from ..words import Role


def crew_only(view):
    @login_required
    @functools.wraps(view)
    def guarded(request, *args, **kwargs):
        if request.user.role != Role.RESPONDER:
            raise Http404
        return view(request, *args, **kwargs)

    return guarded
