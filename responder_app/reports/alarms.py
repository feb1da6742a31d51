"""Who asks for help, as whoever sends it must know it: who is aboard, where they were last, what warns of the place."""

from datetime import datetime

from django.db.models import Prefetch

from ..models import BackupRequest, Shift


def standing(requests, cautions, now: datetime) -> list[BackupRequest]:
    """Open requests: what sounds first, duress before all, then the oldest. `requests` and `cautions` are what the
    reader may see; each request gets `people` aboard and the `warnings` of its place."""
    found = requests.open().order_by("requested_at").select_related(
        "unit__position",
        "assignment__incident",
        "assignment__check_in",
        "requested_by",
        "acknowledged_by",
        "duress_seen_by",
    )  # fmt: skip
    crews = Shift.objects.select_related("person")
    aboard = Prefetch("unit__shifts", crews.running(), to_attr="aboard")
    rows = list(found.prefetch_related(Prefetch("assignment__crew", crews), aboard))
    warned = _by_place(rows, cautions, now)
    for row in rows:
        row.people = _people(row)
        row.warnings = warned.get(_place(row), [])
    return sorted(rows, key=lambda row: (not row.unheard, row.duress_at is None))


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
