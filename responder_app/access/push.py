"""Whose devices a line of the log wakes."""

from ..models import Assignment, PushSubscription, Shift
from .own import SEES_ALL, of_agency

# What the desk says about a call: it concerns whoever is out on it, and names no unit.
SAID_BY_DESK = frozenset({"note.written", "incident.screened", "incident.overridden"})


def push_subscriptions_of(people):
    """The devices of those of the people who are on duty: nobody else is woken."""
    aboard = Shift.objects.running().filter(person__in=people, person__is_active=True).values("person")
    return PushSubscription.objects.filter(person__in=aboard)


def push_subscriptions_for(user):
    """One's own devices."""
    return of_agency(PushSubscription.objects, user).filter(person_id=user.pk)


def woken_by(line):
    """The devices of who is on duty and may be told of the line: aboard the unit that it names, or for a word of the
    desk those out on its call. Whoever did it knows it already; an alarm under duress is told to nobody."""
    aboard = Shift.objects.running().filter(pk__in=line.shifts, unit__in=_units(line))
    return push_subscriptions_of(aboard.exclude(person=line.by_id).values("person")).select_related("person__agency")


def _units(line):
    if line.kind not in SAID_BY_DESK:
        return [line.unit_id]
    if line.by_id and line.by.role not in SEES_ALL:
        return []
    return Assignment.objects.open().filter(incident=line.incident_id).values("unit")
