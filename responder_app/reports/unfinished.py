"""What somebody still owes at the end of a shift: it is listed before they go, and counted in the hand-over."""

from dataclasses import dataclass
from datetime import datetime, timedelta

SOON = timedelta(hours=24)  # a follow-up due within a day of the end is one that the next crew must know of


@dataclass(frozen=True, slots=True)
class Unfinished:
    """Rows, the longest owed first."""

    paperwork: list
    follow_ups: list
    backups: list
    held: list

    @property
    def counts(self) -> dict[str, int]:
        """By kind; what there is none of is left out."""
        kinds = {name: len(getattr(self, name)) for name in ("paperwork", "follow_ups", "backups", "held")}
        return {name: number for name, number in kinds.items() if number}

    def __bool__(self) -> bool:
        return bool(self.counts)


def of(*, assignments, follow_ups, requests, held, until: datetime) -> Unfinished:
    """Of one person: assignments and requests they may see, follow-ups they own, calls kept for their unit."""
    owed = assignments.unfinished().exclude(cleared_at=None).order_by("cleared_at")
    return Unfinished(
        paperwork=list(owed.select_related("incident__call_type")),
        follow_ups=list(follow_ups.due().filter(due_at__lte=until + SOON).select_related("incident__call_type")),
        backups=list(requests.open().order_by("requested_at").select_related("unit", "acknowledged_by")),
        held=list(held),
    )
