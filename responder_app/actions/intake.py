"""Calls come in or are started by a crew, and those that get no team end with a reason."""

from uuid import uuid5

from django.db.models import Max
from django.utils.translation import gettext as _

from ..log import Refused, action, record
from ..models import Event, Incident, Screening, Shift
from ..models.incidents import place_key_of
from ..words import (
    DESK_ROLES,
    SELF_STARTED,
    TO_A_TEAM,
    DispatchOwner,
    Ending,
    IntakeChannel,
    LocationPrecision,
    Role,
    UnitStatus,
)
from .assignments import call_in_hand_of, open_assignment, shifts_kept_waiting
from .screening import keep_screening, overrule, overrule_by_center, screening_of
from .waiting import answered, keep


@action(*DESK_ROLES, Role.MACHINE)
def receive_call(*, call_type, by, id, occurred_at, priority=None, external_id=None, **told) -> Event:
    """File a call for help; `occurred_at` is when it was received, `id` becomes the incident's.

    `told`: any of Incident's intake_channel, dispatch_owner, address, place_note, precision, latitude, longitude,
    caller_name, caller_relation, caller_anonymous, caller_language, callback_number, summary, and screening
    (words.Answer by the code of a question; what is not named is unknown). The rules of the day say what that comes
    to; `result` with `override_reason` and `override_note` says otherwise, and so does a center's plain `eligible`.
    Raises Refused where the dispatch center's number is already on another call, for what the rules do not ask, and
    for an override without a reason.
    """
    if external_id and Incident.objects.filter(agency_id=by.agency_id, external_id=external_id).exists():
        number = {"number": external_id}
        raise Refused(_("The dispatch center's number {number} is already on file for another call.").format(**number))
    screening = _screened(call_type, told, by, occurred_at)
    incident = open_incident(
        by=by,
        id=id,
        external_id=external_id or None,
        call_type=call_type,
        priority=priority or call_type.priority,
        eligible=screening.result in TO_A_TEAM,
        result=screening.result,
        screening=screening.answers,
        received_at=occurred_at,
        **told,
    )
    keep_screening(screening, incident, by, id, occurred_at)
    return record(
        "incident.received",
        incident=incident,
        priority=incident.priority,
        eligible=incident.eligible,
        result=str(incident.result),
        call_type=call_type.code,
        intake_channel=incident.intake_channel,
    )


def _screened(call_type, told: dict, by, at) -> Screening:
    """What the new call comes to; takes from `told` what it was told of that."""
    channel, answers, eligible = told.get("intake_channel", ""), told.pop("screening", {}), told.pop("eligible", None)
    result, why = told.pop("result", ""), [told.pop(name, "") for name in ("override_reason", "override_note")]
    screening = screening_of(by, Incident(call_type=call_type, intake_channel=channel), answers, at)
    if result and result != screening.by_rules:
        overrule(screening, result, *why)
    elif eligible is not None:
        overrule_by_center(screening, eligible, channel)
    return screening


@action(Role.RESPONDER)
def start_call(*, shift, call_type, intake_channel, priority=None, by, id, occurred_at, **told) -> Event:
    """A crew starts a call itself; `id` becomes the assignment's, the incident has uuid5(id, "incident").

    `shift`: the starter's own, running or the one of that time. `intake_channel`: one of words.SELF_STARTED; a
    follow-up is driven to, everything else begins on scene. `told`: any of Incident's address, place_note, latitude,
    longitude, summary, follows. A fact: a unit that has another call by now has this one kept for it, and a crew that
    has gone home meanwhile owes its paperwork. Raises Refused without a shift, or for another channel.
    """
    if shift is None or shift.person_id != by.pk:
        raise Refused(_("Sign on to a unit, then send this again."))
    if intake_channel not in SELF_STARTED:
        raise Refused(_("A crew cannot start a call of that kind."))
    incident = open_incident(
        by=by,
        id=uuid5(id, "incident"),
        call_type=call_type,
        intake_channel=intake_channel,
        dispatch_owner=DispatchOwner.RESPONDER,
        priority=priority or call_type.priority,
        eligible=call_type.eligible,
        received_at=occurred_at,
        **told,
    )
    assignment = _in_its_hands(incident, shift, {"by": by, "id": id, "occurred_at": occurred_at})
    return record(
        "incident.started",
        incident=incident,
        assignment=assignment,
        unit=shift.unit,
        shifts=shifts_kept_waiting(incident),
        intake_channel=str(intake_channel),
        call_type=call_type.code,
        priority=incident.priority,
    )


def _in_its_hands(incident, shift, hand: dict):
    """The assignment of a started call; None where the unit has another, and this one is kept for it."""
    unit, id, at = shift.unit, hand["id"], hand["occurred_at"]
    status = UnitStatus.EN_ROUTE if incident.intake_channel == IntakeChannel.FOLLOW_UP else UnitStatus.ON_SCENE
    if shift.ended_at:
        assignment = open_assignment(incident, unit, [shift], id=id, at=at, cleared_at=shift.ended_at)
        answered(assignment, status, **hand)
        return assignment
    if call_in_hand_of(unit):
        keep(incident, unit, at)
        return None
    crew = Shift.objects.running().filter(unit=unit)
    assignment = open_assignment(incident, unit, crew, id=id, at=at)
    answered(assignment, status, **hand)
    return assignment


def open_incident(*, by, address="", **told) -> Incident:
    """The row of a new call, with the agency's next number; a call without a place is not known to be anywhere."""
    if not told.get("precision"):
        placed = address or told.get("latitude") is not None
        told["precision"] = LocationPrecision.EXACT if placed else LocationPrecision.UNKNOWN
    last = Incident.objects.filter(agency_id=by.agency_id).aggregate(last=Max("number"))["last"]
    return Incident.objects.create(
        agency_id=by.agency_id, number=(last or 0) + 1, address=address, place_key=place_key_of(address), **told
    )


@action(*DESK_ROLES, Role.MACHINE)
def close_without_team(*, incident, reason="", sent_instead, by, id, occurred_at) -> Event:
    """End a call no team goes to; an eligible one says why (domain.md 8.11), all say what went instead.

    Raises Refused while a unit is on it, when it is closed, or when an eligible call has no reason.
    """
    incident.refresh_from_db()
    if incident.closed_at:
        raise Refused(_("Call {call} is already closed.").format(call=incident))
    if out := incident.assignments.open().select_related("unit").first():
        told = {"unit": out.unit, "call": incident}
        raise Refused(_("{unit} is still on call {call}; take the call back first.").format(**told))
    if incident.eligible and not reason:
        raise Refused(_("This call was eligible: say why no team went."))
    kept_waiting = shifts_kept_waiting(incident)
    incident.closed_at, incident.held_for, incident.held_at = occurred_at, None, None
    incident.ending, incident.unserved_reason, incident.sent_instead = Ending.NO_TEAM, reason, sent_instead
    incident.save()
    ending = {"reason": reason, "sent_instead": sent_instead}
    return record("incident.closed", incident=incident, shifts=kept_waiting, **ending)
