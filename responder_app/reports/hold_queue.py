"""The hold queue as the desk sees it: how long each caller has waited for a team, and what they were told."""

from dataclasses import dataclass
from datetime import datetime

from ..models import Assignment, CallerContact, Incident

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


def is_asked_for(call: Incident) -> bool:
    """In the queue; or the caller would not wait, and the desk has not decided yet."""
    return call.wait_from is not None or (call.will_wait is False and call.decision_asked_at is not None)


def rows(calls: list[Incident], now: datetime) -> list[Row]:
    """Of board.in_no_hands: what needs a decision first, then whose target is next."""
    held = [call for call in calls if is_asked_for(call)]
    told = [Row(call, stage_of(call, now), (call.contacts or [None])[-1], call.returned) for call in held]
    return sorted(told, key=lambda row: (GRAVITY.index(row.stage), row.call.wait_target_at or now, row.call.number))


def stage_of(call, now: datetime) -> str:
    if call.wait_from is None or call.decision_asked_at or call.decide_by <= now:
        return DECIDE
    if call.wait_target_at <= now:
        return OVER
    return HALF_GONE if now - call.wait_from >= (call.wait_target_at - call.wait_from) / 2 else IN_TIME
