"""What the clinician in the 911 room has before them: callers, questions, follow-ups, telehealth."""

from datetime import timedelta

from django.db.models import Q
from django.utils import timezone

from .. import access, words
from ..reports import callers
from . import caller_forms, passing

A_NIGHT = timedelta(hours=6)
PARTY = words.Party.CLINICIAN


def _callers(user) -> dict:
    own, others = callers.of_person(callers.in_hand(access.incidents_for(user), PARTY), user)
    return {"own": own, "others": others, **passing.forms_for(user)}


def _consults(user) -> dict:
    asked = access.consults_for(user).open().filter(incident__closed_at=None)
    asked = asked.select_related("incident__call_type", "asked_by").order_by("asked_at")
    return {"asked": callers.with_answers(asked), "answer_form": caller_forms.AnswerForm(user=user, auto_id=False)}


def _follow_ups(user) -> dict:
    """Overdue, due before midnight, or in the hours of a night: one's own, anybody's, and what others let fall due."""
    tonight = timezone.localtime().replace(hour=23, minute=59, second=59)
    until = max(tonight, timezone.now() + A_NIGHT)
    due = access.follow_ups_for(user).due().filter(due_at__lte=until)
    due = due.filter(Q(owner=user) | Q(owner=None) | Q(due_at__lte=timezone.now()))
    return {"due": list(due.select_related("incident__call_type", "owner")), "now": timezone.now()}


def _telehealth(user) -> dict:
    """Those of the agency's day, and whatever still runs."""
    morning = timezone.localtime().replace(hour=0, minute=0, second=0, microsecond=0)
    rows = access.telehealth_for(user).filter(Q(started_at__gte=morning) | Q(ended_at=None))
    return {
        "contacts": list(rows.select_related("incident", "unit", "clinician")),
        "start_form": caller_forms.StartTelehealthForm(user=user, auto_id=False),
        "end_form": caller_forms.EndTelehealthForm(user=user, auto_id=False),
        "clinical": access.reads_clinical(user),
    }


REGIONS = {
    "transfers": passing.region_of(PARTY),
    "callers": _callers,
    "consults": _consults,
    "follow_ups": _follow_ups,
    "telehealth": _telehealth,
}
