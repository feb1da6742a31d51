"""Somebody on scene speaks to the clinician at the desk: begun, and ended with what came of it."""

from django.utils.translation import gettext as _

from ..log import Refused, action, record
from ..models import Event, Telehealth
from ..words import Party, Role, TelehealthMode, TelehealthOutcome


@action(Role.CLINICIAN)
def start_telehealth(*, asked_by, mode, incident=None, unit=None, by, id, occurred_at) -> Event:
    """`asked_by`: who is on scene; `unit`: one's own crew, where it is that. With a call, or without one.

    Raises Refused for somebody of no clinical profession, and while one is still in another.
    """
    if not by.is_clinical:
        raise Refused(_("Only clinical professions advise by telehealth."))
    if Telehealth.objects.filter(clinician=by, ended_at=None).exists():
        raise Refused(_("You are still in another one. End it first."))
    row = Telehealth.objects.create(
        id=id,
        agency_id=by.agency_id,
        incident=incident,
        unit=unit,
        asked_by=Party(asked_by),
        mode=TelehealthMode(mode),
        clinician=by,
        started_at=occurred_at,
    )
    return _line("telehealth.started", row, asked_by=str(asked_by), mode=str(mode))


@action(Role.CLINICIAN)
def end_telehealth(*, telehealth, outcome, note="", by, id, occurred_at) -> Event:
    """What came of it; the note is for clinical roles only. A colleague ends one that was left running.

    Raises Refused where it is over, or the note comes from somebody of no clinical profession.
    """
    telehealth.refresh_from_db()
    if telehealth.ended_at:
        raise Refused(_("That one is over."))
    if not by.is_clinical:
        raise Refused(_("Only clinical professions advise by telehealth."))
    telehealth.ended_at = max(occurred_at, telehealth.started_at)
    telehealth.outcome, telehealth.note = TelehealthOutcome(outcome), note.strip()
    telehealth.save()
    seconds = round((telehealth.ended_at - telehealth.started_at).total_seconds())
    return _line("telehealth.ended", telehealth, outcome=str(outcome), seconds=seconds)


def _line(kind: str, row: Telehealth, **details) -> Event:
    return record(kind, incident=row.incident, unit=row.unit, telehealth=str(row.pk), **details)
