"""The directory as a crew reads it on the kerb, and what was referred on this call."""

from dataclasses import dataclass
from datetime import date
from itertools import groupby

from django.utils import timezone
from django.utils.timesince import timesince

from ... import access
from ...models import Service

OLD = 180  # days after which somebody should ring before going there
LATELY = 5  # services in front of all others
LOOKED_AT = 40  # of one's own last referrals


@dataclass(frozen=True, slots=True)
class Listed:
    """A service, and how long ago somebody made sure of it; `age` is empty where it was today or never."""

    service: Service
    age: str
    stale: bool


def panel(user, assignment) -> dict:
    today = access.agency_of(user).day_of(timezone.now())
    offered = access.services_for(user).offered().select_related("organization")
    listed = [_listed(service, today) for service in offered]
    mine = access.referrals_for(user)
    last = mine.standing().order_by("-occurred_at").values_list("service", flat=True)[:LOOKED_AT]
    lately = list(dict.fromkeys(last))[:LATELY]
    in_front = sorted((one for one in listed if one.service.pk in lately), key=lambda one: lately.index(one.service.pk))
    others = [one for one in listed if one.service.pk not in lately]
    made = mine.filter(incident=assignment.incident_id).select_related("service__organization", "by", "withdrawal__by")
    return {"directory": [("", in_front)] * bool(in_front) + _grouped(others), "referrals": made}


def _listed(service: Service, today: date) -> Listed:
    if service.assured_on is None:
        return Listed(service, "", stale=True)
    days = (today - service.assured_on).days
    return Listed(service, timesince(service.assured_on, today, depth=1) if days > 0 else "", stale=days > OLD)


def _grouped(listed: list[Listed]) -> list[tuple[str, list[Listed]]]:
    """By category; what nobody has made sure of lately stands last in its own."""
    listed = sorted(listed, key=lambda one: (one.service.category, one.stale, one.service.name))
    return [(name, list(group)) for name, group in groupby(listed, key=lambda one: one.service.category)]
