import time

from django.contrib.auth.models import AnonymousUser
from django.http import JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import ensure_csrf_cookie
from django.views.decorators.http import require_safe

from .. import access, log
from ..actions.people import digest_of
from ..problems import problem
from ..words import Role
from . import tickets


@require_safe
@never_cache
@ensure_csrf_cookie
def ticket(request):
    """A way onto the live line for whoever is signed in, or brings a machine's token."""
    bearer = _bearer(request)
    if not bearer.is_authenticated:
        return problem(401, "Sign in again.")
    if bearer.agency_id is None:
        return problem(403, "You belong to no agency, so there is nothing to follow.")
    head = log.head_of(bearer.agency_id)  # first: a shift that begins after this line is seen on the line itself
    sight = access.sight_for(bearer)
    if sight is None:  # revoked between the two looks
        return problem(401, "Sign in again.")
    session = tickets.digest_of(request.session.session_key) if bearer is request.user else ""
    owed = access.owed_to_tablet(bearer) if sight.role == Role.RESPONDER else {}
    issued = tickets.issue(tickets.Ticket(sight, head.seq, session, owed))
    now = time.time_ns() // 1_000_000
    return JsonResponse({"ticket": issued, "epoch": str(head.epoch), "head": head.seq, "time": now})


def _bearer(request):
    scheme, _, token = request.headers.get("Authorization", "").partition(" ")
    if scheme.lower() != "bearer":
        return request.user
    return access.machine_of(digest_of(token.strip())) or AnonymousUser()
