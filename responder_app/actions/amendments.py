"""A closed call is put right: how it ended, who was met, what was given."""

from django.utils.translation import gettext as _

from ..log import Refused, action
from ..models import Amendment, Encounter, Event
from ..words import Role
from .assignments import line_of
from .encounters import check_outcome
from .scenes import fit_of, keep

OUTCOME = ("contact_outcome", "disposition", "disposition_note", "people_served")


@action(Role.RESPONDER)
def amend(
    *,
    assignment,
    contact_outcome,
    disposition="",
    disposition_note="",
    people_served=None,
    scene,
    reason,
    by,
    id,
    occurred_at,
) -> Event:
    """Say how it really ended, with the whole on-scene form, and why. Takes what close takes; dispatch is told anew.

    What was filed before stays on file. Of several the last by the crew's clock stands.
    Raises Refused for a call that this crew has not closed, without a reason, and where outcome and disposition do
    not fit together.
    """
    encounter = Encounter.objects.filter(assignment=assignment).first()
    if encounter is None:
        raise Refused(_("This call is not closed yet. Close it instead."))
    if not reason.strip():
        raise Refused(_("Say why it is amended."))
    check_outcome(contact_outcome, disposition, disposition_note)
    told = (str(contact_outcome), str(disposition), disposition_note, people_served)
    after = dict(zip(OUTCOME, told, strict=True))
    hand = {"by": by, "id": id, "occurred_at": occurred_at}
    _file(encounter, after, reason, **hand)
    keep(assignment, scene | {"answers": scene.get("answers", {}) | after}, **hand)
    return line_of("assignment.amended", assignment, **standing_of(encounter), **fit_of(scene))


def standing_of(encounter: Encounter) -> dict:
    """How it ended by what is known now, in codes."""
    return {name: getattr(encounter, name) for name in OUTCOME if name != "disposition_note"}


def _file(encounter: Encounter, after: dict, reason: str, **hand) -> None:
    stands = not encounter.amendments.filter(occurred_at__gt=hand["occurred_at"]).exists()
    before = {name: getattr(encounter, name) for name in OUTCOME}
    told = {"before": before, "after": after, "reason": reason}
    Amendment.objects.create(agency_id=encounter.agency_id, encounter=encounter, **told, **hand)
    if not stands:
        return
    for name, value in after.items():
        setattr(encounter, name, value)
    encounter.save(update_fields=list(after))
