"""How the API knows who is asking: a machine's token, or the session of somebody signed in."""

from rest_framework import authentication, exceptions
from rest_framework.permissions import BasePermission

from .. import access
from ..actions.people import digest_of
from . import throttles


class MachineTokenAuthentication(authentication.BaseAuthentication):
    """`Authorization: Bearer resp_…`; one query. First in the list, so that the unknown get 401, not 403."""

    def authenticate(self, request):
        scheme, _, token = request.META.get("HTTP_AUTHORIZATION", "").partition(" ")
        if scheme.lower() != "bearer":
            return None
        machine = access.machine_of(digest_of(token.strip()))
        if machine is None:
            throttles.unknown_token(request)
            raise exceptions.AuthenticationFailed("This token is not known here, or was revoked.")
        return machine, token

    def authenticate_header(self, request):
        return 'Bearer realm="api"'


class SessionAuthentication(authentication.SessionAuthentication):
    """Somebody signed in, from our own pages only: the CSRF token is asked for as everywhere."""


class SignedInToAnAgency(BasePermission):
    def has_permission(self, request, view):
        return request.user.is_authenticated and request.user.agency_id is not None
