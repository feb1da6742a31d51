"""Alarms on the program's pages: those to which a second person is called, and nothing else."""

from functools import cached_property
from uuid import uuid4

from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from .. import access, log, vapid
from ..reports import alarms
from .gate import managers_only


class Alarms:
    """For templates; asked for only where one shows it."""

    def __init__(self, request):
        self._user = request.user

    @cached_property
    def head(self):
        """First of all, so that no line is missed."""
        return log.head_of(self._user.agency_id)

    @cached_property
    def backups(self) -> list:
        requests, cautions = access.backup_requests_for(self._user), access.cautions_for(self._user)
        return alarms.standing(requests.filter(second_at__isnull=False), cautions, timezone.now(), self._user.role)

    @cached_property
    def alerts(self) -> list:
        mine = access.alerts_for(self._user).filter(second_at__isnull=False)
        return alarms.needing_somebody(mine, self._user.role)

    @property
    def zone(self) -> str:
        return access.agency_of(self._user).time_zone

    def fresh_id(self):
        return uuid4()

    def push_key(self) -> str:
        """What a browser subscribes with."""
        return vapid.public_key()


@require_safe
@managers_only
@never_cache
def strip(request):
    """The part of the page that is asked again when a line of the log concerns it."""
    return render(request, "program/_alarms.html")


def context(request) -> dict:
    """For templates: `alarms`, for whoever manages."""
    user = getattr(request, "user", None)
    manages = user is not None and user.is_authenticated and user.role in access.MANAGES and user.agency_id
    return {"alarms": Alarms(request) if manages else None}
