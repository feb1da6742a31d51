"""Who asks for help, as whoever sends it must know it: who is aboard, where they were last, what warns of the place;
and what else needs somebody."""

from datetime import datetime

from django.db.models import Prefetch

from ..models import Alert, BackupRequest, Shift
from ..words import GRAVITY, PRESSING


def standing(requests, cautions, now: datetime, role: str = "") -> list[BackupRequest]:
    """Open requests: what sounds first, duress before all, then the oldest. `requests` and `cautions` are what the
    reader may see; each request gets `people` aboard, the `warnings` of its place, and what the reader's `role` may do
    with it: `may_take`, `may_cancel`."""
    if not requests.open().exists():  # as most of the time, and asked often
        return []
    found = requests.open().order_by("requested_at").select_related(
        "unit__position",
        "assignment__incident",
        "assignment__check_in",
        "requested_by",
        "acknowledged_by",
        "duress_seen_by",
        "agency",
    )  # fmt: skip
    crews = Shift.objects.select_related("person")
    aboard = Prefetch("unit__shifts", crews.running(), to_attr="aboard")
    rows = list(found.prefetch_related(Prefetch("assignment__crew", crews), aboard))
    warned = _by_place(rows, cautions, now)
    for row in rows:
        row.people = _people(row)
        row.warnings = warned.get(_place(row), [])
        row.may_take, row.may_cancel = row.may_be_taken_by(role), row.may_be_cancelled_by(role)
    return sorted(rows, key=lambda row: (not row.unheard, row.duress_at is None))


def needing_somebody(alerts, role: str) -> list[Alert]:
    """Open alerts: what sounds first, the gravest of it before all, then what somebody has. Each gets the `people` it
    is about, `may_take` for the reader's `role`, and whether it is `pressing`."""
    if not alerts.open().exists():
        return []
    crews = Prefetch("assignment__crew", Shift.objects.select_related("person"))
    found = alerts.open().select_related(
        "incident__call_type", "assignment", "unit", "letter__author", "transfer", "acknowledged_by"
    )
    rows = list(found.prefetch_related(crews).order_by("raised_at"))
    for row in rows:
        row.people = [shift.person for shift in row.assignment.crew.all()] if row.assignment else []
        row.may_take, row.pressing = row.may_be_taken_by(role), row.kind in PRESSING
    return sorted(rows, key=lambda row: (not row.unheard, GRAVITY.index(row.kind)))


def _people(row: BackupRequest) -> list:
    shifts = row.assignment.crew.all() if row.assignment else row.unit.aboard if row.unit else []
    people = [shift.person for shift in shifts]
    return people or [person for person in [row.requested_by] if person]


def _place(row: BackupRequest) -> str:
    return row.assignment.incident.place_key if row.assignment else ""


def _by_place(rows, cautions, now) -> dict:
    places = {_place(row) for row in rows} - {""}
    found = {}
    for caution in cautions.standing(now).filter(place_key__in=places) if places else ():
        found.setdefault(caution.place_key, []).append(caution)
    return found
