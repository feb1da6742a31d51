"""The hold queue as the desk sees it: how long each caller has waited for a team, and what they were told."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Prefetch, Q

from ..models import Assignment, CallerContact, Incident, Support

# In the queue; or the caller would not wait, and the desk has not decided yet.
ASKED_FOR = Q(wait_from__isnull=False) | Q(will_wait=False, decision_asked_at__isnull=False)
IN_TIME, HALF_GONE, OVER, DECIDE = "in_time", "half_gone", "over", "decide"
WORDS = {IN_TIME: "In time", HALF_GONE: "Half gone", OVER: "Over target", DECIDE: "Decide now"}
GRAVITY = (DECIDE, OVER, HALF_GONE, IN_TIME)


@dataclass(frozen=True, slots=True)
class Row:
    """`stage`: one of GRAVITY; `last`: the caller's last contact."""

    call: Incident
    stage: str
    last: CallerContact | None
    returned: list[Assignment]

    @property
    def word(self) -> str:
        return WORDS[self.stage]


def rows(incidents, now: datetime) -> list[Row]:
    """What needs a decision first, then whose target is next."""
    came_back = Assignment.objects.exclude(declined_at=None, withdrawn_at=None).select_related("unit")
    found = incidents.waiting().filter(ASKED_FOR).select_related("call_type", "held_for")
    found = found.order_by("wait_target_at", "number").prefetch_related(
        Prefetch("assignments", came_back.order_by("made_at"), to_attr="returned"),
        Prefetch("caller_contacts", CallerContact.objects.select_related("by"), to_attr="contacts"),
        Prefetch("supports", Support.objects.going(), to_attr="going"),
    )
    told = [Row(call, stage_of(call, now), (call.contacts or [None])[-1], call.returned) for call in found]
    return sorted(told, key=lambda row: GRAVITY.index(row.stage))


def stage_of(call, now: datetime) -> str:
    if call.wait_from is None or call.decision_asked_at or call.decide_by <= now:
        return DECIDE
    if call.wait_target_at <= now:
        return OVER
    return HALF_GONE if now - call.wait_from >= (call.wait_target_at - call.wait_from) / 2 else IN_TIME
