"""Calls that wait for a crew, and those kept for one."""

from django.db.models import Exists, OuterRef, Q

from ..models import Incident, Shift
from .own import of_agency


def waiting_for(user):
    """What a crew on duty may take: eligible calls in nobody's hands, and what is kept for its own unit.

    Kept for a unit that has gone home is kept for nobody.
    """
    free = Q(held_for=None) | ~Exists(Shift.objects.running().filter(unit=OuterRef("held_for")))
    mine = of_agency(Incident.objects, user).waiting().filter(Exists(_aboard(user)))
    mine = mine.filter(Q(held_for__in=_aboard(user).values("unit")) | Q(eligible=True) & free)
    return mine.select_related("call_type", "held_for").order_by("priority", "received_at", "number")


def held_calls_for(user):
    """What is kept for the unit that one is aboard, the longest kept first."""
    mine = of_agency(Incident.objects, user).waiting().filter(held_for__in=_aboard(user).values("unit"))
    return mine.select_related("call_type").order_by("held_at", "number")


def calls_to_ask_for(user):
    """What a responder may have seen waiting, and may still ask for: the answer, not this, says whether it waits."""
    return of_agency(Incident.objects, user).filter(Q(eligible=True) | Q(held_for__in=_aboard(user).values("unit")))


def _aboard(user):
    return of_agency(Shift.objects, user).running().filter(person=user.pk)
