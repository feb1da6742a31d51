"""How many callers were passed on, and how many of them arrived: both ways, by party and month.

What counts is Toronto's measure (domain.md 2.3): passed on *and completed*. The numerator is `accepted`; the
denominator `over`, all that were answered or lost. Not in it: those still waiting for an answer, those taken back by
whoever offered, and those of void calls.
"""

from dataclasses import dataclass
from datetime import date
from zoneinfo import ZoneInfo

from django.db.models import Count, Q
from django.db.models.functions import TruncMonth

from ..words import INSIDE, Ending, Party, TransferEnd


@dataclass(frozen=True, slots=True)
class Tally:
    """Of one way in one month (the first of it). `unanswered`: nobody had answered in time, whatever came then."""

    month: date
    from_party: Party
    to_party: Party
    offered: int
    accepted: int
    declined: int
    dropped: int
    unanswered: int

    @property
    def over(self) -> int:
        return self.accepted + self.declined + self.dropped

    @property
    def waiting(self) -> int:
        return self.offered - self.over

    @property
    def percent(self) -> int | None:
        """Accepted of those that are over; None where none is."""
        return round(100 * self.accepted / self.over) if self.over else None

    @property
    def direction(self) -> str:
        """`in` to the program, `out` of it, or `within`."""
        if self.from_party in INSIDE:
            return "within" if self.to_party in INSIDE else "out"
        return "in"


def by_month(transfers, zone: str, *, since=None) -> list[Tally]:
    """One row for each way and month, the newest month first; `transfers` from access, `since` an aware moment."""
    counted = transfers.exclude(end=TransferEnd.WITHDRAWN).exclude(incident__ending=Ending.VOID)
    if since:
        counted = counted.filter(offered_at__gte=since)
    rows = (
        counted.order_by()
        .annotate(month=TruncMonth("offered_at", tzinfo=ZoneInfo(zone)))
        .values("month", "from_party", "to_party")
        .annotate(
            offered=Count("pk"),
            accepted=Count("pk", filter=Q(end=TransferEnd.ACCEPTED)),
            declined=Count("pk", filter=Q(end=TransferEnd.DECLINED)),
            dropped=Count("pk", filter=Q(end=TransferEnd.DROPPED)),
            unanswered=Count("pk", filter=~Q(alarmed_at=None)),
        )
    )
    tallies = [_tally(row) for row in rows]
    return sorted(tallies, key=lambda row: (-row.month.toordinal(), row.from_party, row.to_party))


def of_desk(tallies, party: Party) -> list[Tally]:
    """Those that the desk offered, or was offered."""
    return [row for row in tallies if party in {row.from_party, row.to_party}]


def _tally(row: dict) -> Tally:
    parties = {"from_party": Party(row.pop("from_party")), "to_party": Party(row.pop("to_party"))}
    return Tally(month=row.pop("month").date(), **parties, **row)
