"""What a crew writes on scene, and how its part of a call ends."""

from django.utils.translation import gettext as _

from ..log import Refused, action, record
from ..models import Encounter, Event, Note
from ..words import DESK_ROLES, WITH_A_PERSON, ContactOutcome, Disposition, Ending, Role, UnitStatus
from . import alerts
from .assignments import free_unit, line_of
from .scenes import check_whole, fit_of, keep


@action(Role.RESPONDER, *DESK_ROLES, Role.MACHINE)
def write_note(*, incident, body, clinical=False, by, id, occurred_at) -> Event:
    """Keep what somebody wrote; a fact, so filed on a closed call too.

    A clinical note is read by its author and the clinical people of the call's crews (access.notes_for).
    Raises Refused if it is empty, or clinical and from somebody of no clinical profession.
    """
    if not body.strip():
        raise Refused(_("The note is empty."))
    if clinical and not by.is_clinical:
        raise Refused(_("Only clinical professions write clinical notes. Write it as an ordinary note."))
    note = Note(id=id, agency_id=by.agency_id, incident=incident, author=by, body=body, clinical=clinical)
    note.occurred_at = occurred_at
    note.save(force_insert=True)
    return record("note.written", incident=incident, **({"clinical": True} if clinical else {}))


@action(Role.RESPONDER)
def close(
    *,
    assignment,
    contact_outcome,
    disposition="",
    disposition_note="",
    people_served=None,
    scene=None,
    by,
    id,
    occurred_at,
) -> Event:
    """Write the outcome; frees the unit if it still is on the call, and ends the call with its last crew.

    Contact outcome and disposition are two fields (domain.md 3.2): the second only with a person. `scene` is what
    actions.scenes.keep takes; it is kept with the outcome in one go.
    Raises Refused when they do not fit together, the agency's form asks for more, or this crew closed the call before.
    """
    assignment.refresh_from_db()
    outcome = {"contact_outcome": str(contact_outcome), "disposition": str(disposition)}
    outcome |= {"disposition_note": disposition_note, "people_served": people_served}
    _must_be_open(assignment)
    check_outcome(contact_outcome, disposition, disposition_note)
    if scene is not None:
        scene = scene | {"answers": scene.get("answers", {}) | outcome}
        check_whole(assignment, scene, occurred_at)
        keep(assignment, scene, by=by, id=id, occurred_at=occurred_at)
    hand = {"agency_id": by.agency_id, "by": by, "occurred_at": occurred_at}
    Encounter.objects.create(id=id, assignment=assignment, **outcome, **hand)
    assignment.closed_at = occurred_at
    if assignment.cleared_at is None:
        assignment.status, assignment.status_at = UnitStatus.AVAILABLE, occurred_at
        free_unit(assignment, occurred_at)
    assignment.save()
    ended = _end_with_the_last_crew(assignment, occurred_at)
    told = {name: outcome[name] for name in ("contact_outcome", "disposition", "people_served")}
    return line_of("assignment.closed", assignment, **told, **fit_of(scene), incident_closed=ended)


def _end_with_the_last_crew(assignment, at) -> bool:
    """What a crew writes of a call that was taken back from it is kept, and does not end what waits for another."""
    incident = assignment.incident
    if not incident.closed_at and not assignment.withdrawn_at and not incident.assignments.unfinished().exists():
        incident.closed_at, incident.ending = at, Ending.TEAM
        incident.save(update_fields=["closed_at", "ending"])
        alerts.end_for_call(incident, at)
    return incident.closed_at is not None


def _must_be_open(assignment) -> None:
    about = {"unit": assignment.unit, "call": assignment.incident}
    if assignment.closed_at:
        raise Refused(_("{unit} has already closed call {call}.").format(**about))
    if assignment.declined_at:
        raise Refused(_("{unit} declined call {call}.").format(**about))


def check_outcome(contact_outcome, disposition, disposition_note) -> None:
    """Raises Refused where the two fields do not fit together."""
    somebody = ContactOutcome(contact_outcome) in WITH_A_PERSON
    if somebody and not disposition:
        raise Refused(_("There was a person: say where they went."))
    if disposition and not somebody:
        raise Refused(_("With nobody met there is no disposition."))
    if disposition == Disposition.OTHER and not disposition_note.strip():
        raise Refused(_("Say in a few words what the other disposition was."))
