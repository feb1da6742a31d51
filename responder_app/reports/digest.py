"""What crews say of the calls they are sent to, for those who take them: by month and by group, never by person.

A month is what the log held when it ended: every line counts in the month in which it was recorded, so a month that is
over never changes. Calls typed in from paper are not in it, for nobody knows who took them.
"""

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from django.db.models import Exists, OuterRef, Q

from ..models import Screening
from ..words import Ending, GoodFit, Role
from .referrals import Period, month_of

FEWEST = 5  # people, and answers, below which a row would tell of somebody
ANSWERED = ("assignment.closed", "assignment.amended", "scene.recorded")
SENT = ("assignment.made", "assignment.taken")
OLDEST = 24  # months to choose from

NO_GROUP = "Without a group"
SMALL = "Small groups"
MACHINE = "Dispatch center's system"


@dataclass(slots=True)
class Row:
    """`people`: who took its calls; `answers` by words.GoodFit, each of a call that one of them took."""

    name: str
    is_machine: bool = False
    people: set = field(default_factory=set)
    calls: int = 0
    sent: int = 0
    overridden: int = 0
    answers: Counter = field(default_factory=Counter)

    @property
    def answered(self) -> int:
        return self.answers.total()

    @property
    def is_small(self) -> bool:
        return self.answered < FEWEST or (not self.is_machine and len(self.people) < FEWEST)

    @property
    def kinds(self) -> list[tuple[GoodFit, int, int]]:
        """Every kind with its number and its share of the answers in percent."""
        whole = self.answered
        return [(kind, self.answers[kind], round(100 * self.answers[kind] / whole) if whole else 0) for kind in GoodFit]

    @property
    def sent_share(self) -> int:
        return round(100 * self.sent / self.calls) if self.calls else 0

    def take_in(self, other: "Row") -> None:
        self.people |= other.people
        self.calls, self.sent = self.calls + other.calls, self.sent + other.sent
        self.overridden += other.overridden
        self.answers += other.answers


@dataclass(frozen=True, slots=True)
class Digest:
    """`hidden`: there were calls in groups too small to be shown, even together."""

    month: Period
    rows: list[Row]
    hidden: bool


def months(now: datetime, zone: ZoneInfo) -> list[Period]:
    """Those that are over, the last first."""
    found = [month_of(now, zone)]
    for _ in range(OLDEST):
        before = datetime.combine(found[-1].first - timedelta(days=1), datetime.min.time(), zone)
        found.append(month_of(before, zone))
    return found[1:]


def month_named(name: str, now: datetime, zone: ZoneInfo) -> Period | None:
    """The month of `2026-05`; the last one that is over without a name; None where it is none of those."""
    choices = months(now, zone)
    return next((month for month in choices if f"{month.first:%Y-%m}" == name), None) if name else choices[0]


def page(events, name: str, now: datetime, zone: ZoneInfo) -> dict | None:
    """What a page shows of the month with that name, and which others there are; None where it is none of those."""
    month = month_named(name, now, zone)
    return month and {"digest": of(events, month), "months": months(now, zone)}


def of(events, month: Period) -> Digest:
    """`events`: the lines that the reader may see, from access."""
    told = events.filter(recorded_at__lt=month.ends)
    received, sent, answers = _received(told, month), _sent(told, month), _answers(told, month)
    overridden = _overridden(told, received)
    takers = _Takers(told, {*received, *sent, *(call for call, _ in answers)})
    for call in received:
        row = takers.row_of(call)
        row.calls += 1
        row.overridden += call in overridden
    for call in sent & takers.calls:
        takers.row_of(call).sent += 1
    for call, fit in answers:
        if call in takers.calls:
            takers.row_of(call).answers[GoodFit(fit)] += 1
    return _shown(month, list(takers.rows.values()))


class _Takers:
    """Who took which call, by the log; and the row that it counts in."""

    def __init__(self, told, calls: set):
        lines = told.filter(kind="incident.received", incident__in=calls)
        self._of = {call: (by, role) for call, by, role in lines.values_list("incident", "by", "by__role")}
        self._groups = _groups(told)
        self.rows: dict[tuple, Row] = {}

    @property
    def calls(self) -> set:
        return set(self._of)

    def row_of(self, call) -> Row:
        taker, role = self._of[call]
        is_machine = taker is None or role == Role.MACHINE
        name = MACHINE if is_machine else self._groups.get(taker) or NO_GROUP
        row = self.rows.setdefault((is_machine, name), Row(name, is_machine))
        row.people.add(taker)
        return row


def _groups(told) -> dict[int, str]:
    """Who was in which group when the month ended."""
    lines = told.filter(kind="person.changed", details__has_key="group").order_by("seq")
    return {details["person"]: details["group"] for details in lines.values_list("details", flat=True)}


def _within(told, month: Period):
    return told.filter(recorded_at__gte=month.begins)


def _received(told, month: Period) -> list:
    """Without what was void, or another call about the same, when the month ended."""
    lines = _within(told, month).filter(kind="incident.received")
    no_call = {"incident__ending__in": [Ending.VOID, Ending.DUPLICATE], "incident__closed_at__lt": month.ends}
    return list(lines.exclude(**no_call).values_list("incident", flat=True))


def _sent(told, month: Period) -> set:
    """Calls to which a team was sent for the first time in that month."""
    earlier = told.filter(kind__in=SENT, recorded_at__lt=month.begins, incident=OuterRef("incident"))
    return set(_within(told, month).filter(~Exists(earlier), kind__in=SENT).values_list("incident", flat=True))


def _overridden(told, calls: list) -> set:
    """Those of the calls on which somebody's word stood against the rules; a screening has its line's number."""
    said = Screening.objects.filter(~Q(override_reason=""), incident__in=calls)
    return set(said.filter(Exists(told.filter(id=OuterRef("pk")))).values_list("incident", flat=True))


def _answers(told, month: Period) -> list[tuple]:
    """(call, answer) of every assignment answered for the first time in that month, as it stood at its end."""
    lines = told.filter(kind__in=ANSWERED, details__has_key="good_fit")
    lines = lines.filter(assignment__in=_within(lines, month).values("assignment")).order_by("occurred_at", "seq")
    said: dict = defaultdict(list)
    for assignment, call, recorded, details in lines.values_list("assignment", "incident", "recorded_at", "details"):
        said[assignment].append((recorded, call, details["good_fit"]))
    fresh = [lines for lines in said.values() if min(recorded for recorded, _, _ in lines) >= month.begins]
    return [lines[-1][1:] for lines in fresh]


def _shown(month: Period, rows: list[Row]) -> Digest:
    """By name, never by number; what is too small goes together, or is not shown."""
    small = Row(SMALL)
    shown = [row for row in rows if not row.is_small]
    for row in rows:
        if row.is_small and not row.is_machine:
            small.take_in(row)
    alone = [row for row in rows if row.is_small and row.is_machine]
    if not small.is_small:
        shown.append(small)
    order = {NO_GROUP: 1, SMALL: 2, MACHINE: 3}
    hidden = bool(alone or (small.is_small and small.calls + small.answered))
    return Digest(month, sorted(shown, key=lambda row: (order.get(row.name, 0), row.name.casefold())), hidden)
