"""Earlier calls of the own program as a crew sees them: when, what and how it ended. No names, and nothing written."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Prefetch

from ..models import Assignment


@dataclass(frozen=True, slots=True)
class Contact:
    at: datetime
    call_type: str
    place: str
    outcome: str
    disposition: str


def told(incidents, limit: int) -> list[Contact]:
    """The newest of `incidents` (from access), each with the outcome that a crew wrote last."""
    written = Assignment.objects.exclude(encounter=None).select_related("encounter").order_by("closed_at")
    found = incidents.order_by("-received_at", "-pk").select_related("call_type")
    return [_told(one) for one in found.prefetch_related(Prefetch("assignments", written, to_attr="written"))[:limit]]


def _told(incident) -> Contact:
    encounter = incident.written[-1].encounter if incident.written else None
    return Contact(
        at=incident.received_at,
        call_type=str(incident.call_type),
        place=incident.address,
        outcome=encounter.get_contact_outcome_display() if encounter else "",
        disposition=encounter.get_disposition_display() if encounter and encounter.disposition else "",
    )
