"""What a crew writes on scene, and how its part of a call ends."""

from ..log import Refused, action, record
from ..models import Encounter, Event, Note
from ..words import WITH_A_PERSON, ContactOutcome, Disposition, Role, UnitStatus
from .assignments import free_unit, line_of


@action(Role.RESPONDER, Role.DISPATCHER, Role.ADMINISTRATOR, Role.MACHINE)
def write_note(*, incident, body, by, id, occurred_at) -> Event:
    """Keep what somebody wrote; a fact, so filed on a closed call too. Raises Refused if it is empty."""
    if not body.strip():
        raise Refused("The note is empty.")
    Note.objects.create(id=id, agency_id=by.agency_id, incident=incident, author=by, body=body, occurred_at=occurred_at)
    return record("note.written", incident=incident)


@action(Role.RESPONDER)
def close(
    *, assignment, contact_outcome, disposition="", disposition_note="", people_served=None, by, id, occurred_at
) -> Event:
    """Write the outcome; frees the unit if it still is on the call, and ends the call with its last crew.

    Contact outcome and disposition are two fields (domain.md 3.2): the second only with a person.
    Raises Refused when they do not fit together or the call was closed by this crew before.
    """
    assignment.refresh_from_db()
    _check(assignment, contact_outcome, disposition, disposition_note)
    encounter = Encounter.objects.create(
        id=id,
        agency_id=by.agency_id,
        assignment=assignment,
        contact_outcome=contact_outcome,
        disposition=disposition,
        disposition_note=disposition_note,
        people_served=people_served,
        by=by,
        occurred_at=occurred_at,
    )
    assignment.closed_at = occurred_at
    if assignment.cleared_at is None:
        assignment.status, assignment.status_at = UnitStatus.AVAILABLE, occurred_at
        free_unit(assignment, occurred_at)
    assignment.save()
    incident = assignment.incident
    if not incident.closed_at and not incident.assignments.unfinished().exists():
        incident.closed_at = occurred_at
        incident.save(update_fields=["closed_at"])
    return line_of(
        "assignment.closed",
        assignment,
        contact_outcome=str(contact_outcome),
        disposition=str(disposition),
        people_served=encounter.people_served,
        incident_closed=incident.closed_at is not None,
    )


def _check(assignment, contact_outcome, disposition, disposition_note) -> None:
    if assignment.closed_at:
        raise Refused(f"{assignment.unit} has already closed call {assignment.incident}.")
    if assignment.declined_at:
        raise Refused(f"{assignment.unit} declined call {assignment.incident}.")
    somebody = ContactOutcome(contact_outcome) in WITH_A_PERSON
    if somebody and not disposition:
        raise Refused("There was a person: say where they went.")
    if disposition and not somebody:
        raise Refused("With nobody met there is no disposition.")
    if disposition == Disposition.OTHER and not disposition_note.strip():
        raise Refused("Say in a few words what the other disposition was.")
