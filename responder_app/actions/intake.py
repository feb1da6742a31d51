"""Calls come in, and those that get no team end with a reason."""

from django.db.models import Max

from ..log import Refused, action, record
from ..models import Event, Incident
from ..models.incidents import place_key_of
from ..words import Role


@action(Role.DISPATCHER, Role.ADMINISTRATOR, Role.MACHINE)
def receive_call(*, call_type, by, id, occurred_at, priority=None, external_id=None, **told) -> Event:
    """File a call for help; `occurred_at` is when it was received, `id` becomes the incident's.

    `told`: any of Incident's intake_channel, dispatch_owner, address, place_note, latitude, longitude,
    caller_name, caller_relation, callback_number, summary, screening (words.Answer by words.Disqualifier; what is
    not named is unknown), eligible (default: the call type's).
    Raises Refused where the dispatch center's number is already on another call.
    """
    if external_id and Incident.objects.filter(agency_id=by.agency_id, external_id=external_id).exists():
        raise Refused(f"The dispatch center's number {external_id} is already on file for another call.")
    eligible = told.pop("eligible", None)
    incident = open_incident(
        by=by,
        id=id,
        external_id=external_id or None,
        call_type=call_type,
        priority=priority or call_type.priority,
        eligible=call_type.eligible if eligible is None else eligible,
        received_at=occurred_at,
        **told,
    )
    return record(
        "incident.received",
        incident=incident,
        priority=incident.priority,
        eligible=incident.eligible,
        call_type=call_type.code,
        intake_channel=incident.intake_channel,
    )


def open_incident(*, by, address="", **told) -> Incident:
    """The row of a new call, with the agency's next number."""
    last = Incident.objects.filter(agency_id=by.agency_id).aggregate(last=Max("number"))["last"]
    return Incident.objects.create(
        agency_id=by.agency_id, number=(last or 0) + 1, address=address, place_key=place_key_of(address), **told
    )


@action(Role.DISPATCHER, Role.ADMINISTRATOR, Role.MACHINE)
def close_without_team(*, incident, reason="", sent_instead, by, id, occurred_at) -> Event:
    """End a call no team goes to; an eligible one says why (domain.md 8.11), all say what went instead.

    Raises Refused while a unit is on it, when it is closed, or when an eligible call has no reason.
    """
    incident.refresh_from_db()
    if incident.closed_at:
        raise Refused(f"Call {incident} is already closed.")
    if unit := incident.assignments.open().select_related("unit").first():
        raise Refused(f"{unit.unit} is still on call {incident}; take the call back first.")
    if incident.eligible and not reason:
        raise Refused("This call was eligible: say why no team went.")
    incident.closed_at = occurred_at
    incident.unserved_reason, incident.sent_instead = reason, sent_instead
    incident.save()
    return record("incident.closed", incident=incident, reason=reason, sent_instead=sent_instead)
