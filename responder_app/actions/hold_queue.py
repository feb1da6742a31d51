"""The hold queue: no need for police, and the caller will wait for a team (domain.md 1.5). Its clock is the server's.

A crew that gets the call ends the waiting by that; where the call comes back, it waits on with its old age.
"""

from datetime import timedelta

from django.utils.translation import gettext as _

from ..log import Refused, action, record
from ..models import CallerContact, Event
from ..words import DESK_ROLES, AlertKind, CallBack, Role, ScreeningResult
from . import alerts
from .remarks import remark
from .waiting import must_wait

LONGEST = 240
WITHOUT_POLICE = {"", ScreeningResult.TEAM}


@action(*DESK_ROLES, Role.MACHINE)
def hold_for_team(*, incident, by, id, occurred_at) -> Event:
    """The caller will wait for a team. Raises Refused for a call that does not wait, that is not for a team alone, or
    that is in the queue."""
    _must_be_for_a_team_alone(incident)
    if incident.wait_from:
        raise Refused(_("The caller of call {call} waits already.").format(call=incident))
    _enter(incident, occurred_at)
    return record("incident.waits", incident=incident, **_by_when(incident))


@action(*DESK_ROLES)
def go_on_holding(*, incident, minutes, reason, by, id, occurred_at) -> Event:
    """Decided: the caller waits on, and the desk is asked again after `minutes`. Raises Refused outside the queue,
    without a reason, and for more than four hours."""
    _must_be_in_the_queue(incident)
    if not 1 <= minutes <= LONGEST or not reason.strip():
        raise Refused(_("Say for how many minutes, at most {most}, and why.").format(most=LONGEST))
    incident.decide_by, incident.decision_asked_at = occurred_at + timedelta(minutes=minutes), None
    incident.save(update_fields=["decide_by", "decision_asked_at"])
    alerts.end_for_call(incident, occurred_at, AlertKind.DECISION)
    remark(incident, reason, by=by, id=id, at=occurred_at)
    return record("incident.wait_extended", incident=incident, minutes=minutes, **_by_when(incident))


@action(*DESK_ROLES)
def log_call_back(*, incident, kind, reached, will_wait=None, told_minutes=None, note="", by, id, occurred_at) -> Event:
    """The caller was rung, or rang again: a fact, so filed on a closed call too. `kind` of words.CallBack.

    A caller who would not wait is out of the queue at once, and the desk has to decide; one who will wait comes in.
    Raises Refused where nobody was reached and yet somebody said something.
    """
    if not reached and (will_wait is not None or told_minutes):
        raise Refused(_("Nobody was reached, so nobody was told anything."))
    said = {"kind": CallBack(kind), "reached": reached, "will_wait": will_wait, "told_minutes": told_minutes}
    CallerContact.objects.create(
        id=id, agency_id=by.agency_id, incident=incident, note=note.strip(), by=by, occurred_at=occurred_at, **said
    )
    incident.refresh_from_db()
    if reached:
        alerts.end_for_call(incident, occurred_at, AlertKind.TRANSFER)
    if will_wait is False:
        _leave(incident, occurred_at)
    if will_wait and _may_enter(incident):
        _enter(incident, occurred_at)
    return record("caller.contacted", incident=incident, **said | {"kind": str(kind)})


@action()
def ask_for_decision(*, incident, by, id, occurred_at) -> Event:
    """The caller has waited as long as a call may: somebody decides. Raises Refused where it was decided meanwhile."""
    incident.refresh_from_db()
    if not _is_in_the_queue(incident) or incident.decision_asked_at or incident.decide_by > occurred_at:
        raise Refused(_("It was decided meanwhile."))
    incident.decision_asked_at = occurred_at
    incident.save(update_fields=["decision_asked_at"])
    alerts.raise_for(kind=AlertKind.DECISION, about=incident, at=occurred_at)
    return record("incident.decision_asked", incident=incident)


def move_target(incident, at) -> None:
    """The priority has changed, and by that how long the caller may wait: counted from when they began to."""
    if incident.wait_from is None:
        return
    _set_limits(incident)
    if incident.decide_by > at:
        incident.decision_asked_at = None
        alerts.end_for_call(incident, at, AlertKind.DECISION)
    incident.save(update_fields=["wait_target_at", "decide_by", "decision_asked_at"])


def _enter(incident, at) -> None:
    incident.will_wait, incident.wait_from, incident.decision_asked_at = True, at, None
    alerts.end_for_call(incident, at, AlertKind.DECISION)
    _set_limits(incident)
    incident.save(update_fields=["will_wait", "wait_from", "wait_target_at", "decide_by", "decision_asked_at"])


def _leave(incident, at) -> None:
    """What the caller said stands on the call; whoever was in the queue is out of it, and somebody has to decide. With
    a crew that has the call it is decided."""
    if _is_in_the_queue(incident):
        incident.decision_asked_at = at
        alerts.raise_for(kind=AlertKind.DECISION, about=incident, at=at)
    if incident.closed_at is None:
        incident.wait_from = incident.wait_target_at = incident.decide_by = None
    incident.will_wait = False
    incident.save(update_fields=["will_wait", "wait_from", "wait_target_at", "decide_by", "decision_asked_at"])


def _set_limits(incident) -> None:
    agency, place = incident.agency, incident.priority - 1
    incident.wait_target_at = incident.wait_from + timedelta(minutes=agency.hold_targets[place])
    incident.decide_by = incident.wait_from + timedelta(minutes=agency.hold_limits[place])


def _by_when(incident) -> dict:
    return {"target": incident.wait_target_at.isoformat(), "decide_by": incident.decide_by.isoformat()}


def _must_be_for_a_team_alone(incident) -> None:
    must_wait(incident)
    incident.refresh_from_db()
    if not incident.eligible:
        raise Refused(_("Call {call} is not eligible for a team: it cannot wait for one.").format(call=incident))
    if incident.result not in WITHOUT_POLICE:
        told = {"call": incident, "result": ScreeningResult(incident.result).label}
        raise Refused(_("Call {call} cannot wait for a team alone. Its screening says: {result}.").format(**told))


def _may_enter(incident) -> bool:
    try:
        _must_be_for_a_team_alone(incident)
    except Refused:
        return False
    return incident.wait_from is None


def _must_be_in_the_queue(incident) -> None:
    incident.refresh_from_db()
    if not _is_in_the_queue(incident):
        raise Refused(_("Call {call} is not in the hold queue.").format(call=incident))


def _is_in_the_queue(incident) -> bool:
    return bool(incident.wait_from) and not incident.closed_at and not incident.assignments.unfinished().exists()
