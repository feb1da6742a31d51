"""What the desk must not miss: raised and ended inside the action that files the cause, taken by name."""

from datetime import timedelta

from django.utils.translation import gettext as _

from ..log import Refused, action, record
from ..models import Alert, Assignment, Event, Incident, SetAsideLetter, Transfer
from ..reports import silence
from ..words import DESK_ROLES, AlertKind, Role

CAUSES = {Assignment: "assignment", SetAsideLetter: "letter", Transfer: "transfer", Incident: "incident"}
ABOUT_A_CALL = (AlertKind.DECISION, AlertKind.TRANSFER)


def raise_for(*, kind: AlertKind, about, at) -> None:
    """It sounds at the desk from now on, as part of the action that files the cause; once, however often it is raised.

    `about`: the cause itself, an Assignment, SetAsideLetter, Transfer or Incident.
    """
    noun = CAUSES[type(about)]
    where = {name: getattr(about, name, None) for name in ("incident", "unit")}
    called = at + timedelta(seconds=about.agency.second_person_after)
    Alert.objects.get_or_create(
        **_cause(about),
        kind=kind,
        ended_at=None,
        defaults={**where, noun: about, "raised_at": at, "second_due_at": called},
    )


def end_for(*, about, at, kind: AlertKind | None = None) -> None:
    """Its cause is gone; without a kind whatever sounds about it."""
    open_ones = Alert.objects.open().filter(**_cause(about))
    (open_ones.filter(kind=kind) if kind else open_ones).update(ended_at=at)


def end_for_call(incident, at, *kinds: AlertKind) -> None:
    """What sounds about the call itself, or about its caller, has been seen to; without kinds all of ABOUT_A_CALL."""
    open_ones = Alert.objects.open().filter(incident=incident, kind__in=kinds or ABOUT_A_CALL)
    open_ones.update(ended_at=at)


@action(*DESK_ROLES, Role.MANAGER)
def acknowledge_alert(*, alert, by, id, occurred_at) -> Event:
    """Somebody has it, by name: it falls silent and stays until its cause is gone. Raises Refused when somebody else
    was first, when it is over, and for a manager before a second person is called."""
    alert.refresh_from_db()
    if alert.ended_at:
        raise Refused(_("That is over."))
    if not alert.unheard:
        raise Refused(_("{who} already has it.").format(who=alert.acknowledged_by))
    must_be_called(alert, by)
    alert.acknowledged_by, alert.acknowledged_at = by, occurred_at
    alert.save(update_fields=["acknowledged_by", "acknowledged_at"])
    return line_of("alert.acknowledged", alert)


@action()
def raise_silence(*, assignment, by, id, occurred_at) -> Event:
    """No tablet of the crew on scene was heard for the agency's limit. Raises Refused where one was after all."""
    if not any(one.pk == assignment.pk for one in silence.begun(occurred_at)):
        raise Refused(_("The crew was heard of after all."))
    raise_for(kind=AlertKind.SILENT, about=assignment, at=occurred_at)
    return line_of("alert.raised", Alert.objects.open().get(kind=AlertKind.SILENT, assignment=assignment))


@action()
def end_silence(*, alert, by, id, occurred_at) -> Event:
    """A tablet of the crew was heard again. Raises Refused where it is over already."""
    alert.refresh_from_db()
    if alert.ended_at:
        raise Refused(_("That is over."))
    alert.ended_at = occurred_at
    alert.save(update_fields=["ended_at"])
    return line_of("alert.ended", alert)


def must_be_called(waiting, by) -> None:
    """The desk is asked first. `waiting`: an Alert or a BackupRequest."""
    if not waiting.may_be_taken_by(by.role):
        raise Refused(_("The desk is asked first. You are called when nobody there takes it."))


def _cause(about) -> dict:
    return {"agency_id": about.agency_id, "about": str(about.pk)}


def line_of(line: str, alert: Alert) -> Event:
    """`alert` of its details: words.AlertKind."""
    about = {"incident": alert.incident, "assignment": alert.assignment, "unit": alert.unit}
    return record(line, **about, alert=alert.kind)
