"""The referrals of a period: sums for the page, and a de-identified CSV in leaves of bounded size.

No names, no notes, no addresses, no telephone numbers: what is here may leave the program (domain.md 3.7).
"""

import csv
import io
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.db.models import Count, OuterRef, Q, Subquery
from django.db.models.fields.json import KT

from ..models import SceneRecord
from ..words import GoodFit, ReferralMode, ReferralStatus

LEAF = 2000
FORMULA = ("=", "+", "-", "@", "\t", "\r")


@dataclass(frozen=True, slots=True)
class Period:
    """Whole days, first and last included, by the clock of `zone`."""

    first: date
    last: date
    zone: ZoneInfo

    @property
    def begins(self) -> datetime:
        return datetime.combine(self.first, time(), self.zone).astimezone(UTC)

    @property
    def ends(self) -> datetime:
        return datetime.combine(self.last + timedelta(days=1), time(), self.zone).astimezone(UTC)


def month_of(at: datetime, zone: ZoneInfo) -> Period:
    """The month that `at` falls into, by that clock."""
    today = at.astimezone(zone).date()
    following = (today.replace(day=28) + timedelta(days=4)).replace(day=1)
    return Period(today.replace(day=1), following - timedelta(days=1), zone)


@dataclass(frozen=True, slots=True)
class Column:
    """One column of the CSV; `of` makes its text from a row of FIELDS and the agency's zone."""

    name: str
    meaning: str
    of: Callable[[dict, ZoneInfo], object]


def _field(name: str) -> Callable[[dict, ZoneInfo], object]:
    return lambda row, zone: row[name]


COLUMNS = (
    Column("referral", "Number of the referral (UUID). Stable: join later files on it.", _field("id")),
    Column(
        "occurred_at",
        "When it was made, RFC 3339, by the agency's clock with its offset.",
        lambda row, zone: row["occurred_at"].astimezone(zone).isoformat(timespec="seconds"),
    ),
    Column(
        "occurred_at_utc",
        "The same moment in UTC, RFC 3339.",
        lambda row, zone: row["occurred_at"].astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z"),
    ),
    Column("call_number", "Running number of the call in the agency.", _field("incident__number")),
    Column("call_type", "Code of the call's type.", _field("incident__call_type__code")),
    Column("call_type_label", "Name of the call's type.", _field("incident__call_type__label")),
    Column("unit", "Call sign of the unit; empty where no unit made the referral.", _field("unit__call_sign")),
    Column("service", "The service referred to.", _field("service__name")),
    Column("category", "Category of the service in the directory.", _field("service__category")),
    Column("organization", "Who runs the service.", _field("service__organization__name")),
    Column("mode", f"One of: {', '.join(ReferralMode)}.", _field("mode")),
    Column("status", f"One of: {', '.join(ReferralStatus)}.", _field("status")),
    Column(
        "consent",
        "yes: the person agreed that the program passes on their name; else no.",
        lambda row, zone: "yes" if row["consent"] else "no",
    ),
    Column(
        "good_fit",
        f"What the crew that made it said of the call: {', '.join(GoodFit)}; empty where it did not say.",
        _field("fit"),
    ),
)
FIELDS = (
    "id",
    "occurred_at",
    "incident__number",
    "incident__call_type__code",
    "incident__call_type__label",
    "unit__call_sign",
    "service__name",
    "service__category",
    "service__organization__name",
    "mode",
    "status",
    "consent",
    "fit",
)


def within(referrals, period: Period):
    """Those of the queryset that were made in the period and not taken back as a mistake."""
    return referrals.standing().filter(occurred_at__gte=period.begins, occurred_at__lt=period.ends)


def withdrawn(referrals, period: Period) -> int:
    """How many of the period were taken back as a mistake, and are counted nowhere."""
    made = referrals.filter(occurred_at__gte=period.begins, occurred_at__lt=period.ends)
    return made.exclude(withdrawal=None).count()


def latest(referrals, limit: int = 20):
    found = referrals.select_related("service__organization", "unit", "incident__call_type")
    return found.order_by("-occurred_at", "-id")[:limit]


def sums(referrals) -> tuple[list[dict], dict]:
    """Per category: how many by mode, how many in all, how many of them declined; and the same over all."""
    count = {mode.value: Count("pk", filter=Q(mode=mode)) for mode in ReferralMode}
    count["declined"] = Count("pk", filter=Q(status=ReferralStatus.OFFERED_DECLINED))
    count["all"] = Count("pk")
    found = list(referrals.order_by().values("service__category").annotate(**count).order_by("service__category"))
    rows = [{"category": row.pop("service__category"), **row} for row in found]
    return rows, {name: sum(row[name] for row in rows) for name in count}


def heading(*, practice: bool = False) -> str:
    return _lines([[*(["training"] if practice else []), *(column.name for column in COLUMNS)]])


def leaf(referrals, period: Period, after: tuple | None = None, *, practice: bool = False) -> tuple[str, tuple | None]:
    """The period's next LEAF rows as CSV, oldest first, and where the leaf after it begins; None after the last.
    Without those taken back as a mistake; every row of practice says so first.

    One lower bound only: with two, SQLite begins at the earlier one and reads all there is up to the leaf.
    """
    found = referrals.standing().filter(
        occurred_at__gte=after[0] if after else period.begins, occurred_at__lt=period.ends
    )
    if after:
        found = found.exclude(occurred_at=after[0], id__lte=after[1])
    found = list(found.order_by("occurred_at", "id").annotate(fit=_fit()).values(*FIELDS)[:LEAF])
    mark = ["TRAINING"] if practice else []
    text = _lines([*mark, *(_harmless(column.of(row, period.zone)) for column in COLUMNS)] for row in found)
    return text, (found[-1]["occurred_at"], found[-1]["id"]) if len(found) == LEAF else None


def _fit() -> Subquery:
    """In the on-scene form of the unit that made the referral, as it stands."""
    kept = SceneRecord.objects.filter(assignment__incident=OuterRef("incident"), assignment__unit=OuterRef("unit"))
    return Subquery(kept.order_by("-occurred_at", "-pk").values(code=KT("answers__good_fit"))[:1])


def _lines(rows) -> str:
    text = io.StringIO()
    csv.writer(text).writerows(rows)
    return text.getvalue()


def _harmless(value) -> str:
    """Text that no spreadsheet takes for a formula."""
    text = "" if value is None else str(value)
    return f"'{text}" if text.startswith(FORMULA) else text
