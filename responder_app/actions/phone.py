"""What is done for a caller by phone, without a team."""

from datetime import timedelta

from django.utils.translation import gettext as _

from ..log import Refused, action, record
from ..models import Event, PhoneResolution
from ..words import DESK_ROLES, Ending, PhoneOutcome, SentInstead
from .endings import end
from .follow_ups import plan

# How a call ends by what was done; a caller who hung up was not served, and so that call says why.
ENDINGS = {PhoneOutcome.INFORMATION: Ending.INFORMATION, PhoneOutcome.HUNG_UP: Ending.NO_TEAM}


@action(*DESK_ROLES)
def resolve_by_phone(
    *,
    incident,
    outcome,
    summary="",
    safety_plan="",
    follow_up_in=None,
    follow_up="",
    reason="",
    sent_instead=SentInstead.PHONE,
    by,
    id,
    occurred_at,
) -> Event:
    """The call ends by phone, with a follow-up of one's own in `follow_up_in` hours; `id` becomes the row's.

    `safety_plan`: only by clinical professions, read by them (access.phone_resolutions_for). `reason` (of
    words.UnservedReason): where an eligible call gets information only, or its caller hung up. Raises Refused for a
    call that is closed, with a crew or offered to somebody, and where outcome and plan do not fit together.
    """
    outcome = PhoneOutcome(outcome)
    _check_plan(outcome, safety_plan, by)
    if follow_up_in and not follow_up.strip():
        raise Refused(_("Say what is to be done."))
    ending = ENDINGS.get(outcome, Ending.PHONE)
    told = {"reason": str(reason), "sent_instead": str(sent_instead)} if outcome in ENDINGS else {}
    incident.refresh_from_db()
    shifts = end(incident, ending, at=occurred_at, **told)
    hand = {"by": by, "occurred_at": occurred_at, "agency_id": by.agency_id}
    PhoneResolution.objects.create(
        id=id, incident=incident, outcome=outcome, safety_plan=safety_plan.strip(), summary=summary.strip(), **hand
    )
    planned = {}
    if follow_up_in:
        due_at = occurred_at + timedelta(hours=follow_up_in)
        row = plan(incident=incident, what=follow_up.strip(), due_at=due_at, owner=by, by=by, id=id, at=occurred_at)
        planned = {"follow_up": str(row.pk)}
    told = {"reason": "", "sent_instead": ""} | told
    line = {"ending": str(ending), "outcome": str(outcome), **told, **planned}
    return record("incident.closed", incident=incident, shifts=shifts, **line)


@action(*DESK_ROLES)
def information_only(*, incident, reason="", summary="", sent_instead=SentInstead.PHONE, by, id, occurred_at) -> Event:
    """The caller was told what they asked, and nobody goes. An eligible call says why no team went.

    Raises Refused for a call that is closed, with a crew or offered to somebody, and without that reason.
    """
    told = {"reason": str(reason), "sent_instead": str(sent_instead)}
    incident.refresh_from_db()
    shifts = end(incident, Ending.INFORMATION, at=occurred_at, **told)
    hand = {"by": by, "occurred_at": occurred_at, "agency_id": by.agency_id}
    PhoneResolution.objects.create(
        id=id, incident=incident, outcome=PhoneOutcome.INFORMATION, summary=summary.strip(), **hand
    )
    line = {"ending": str(Ending.INFORMATION), "outcome": str(PhoneOutcome.INFORMATION), **told}
    return record("incident.closed", incident=incident, shifts=shifts, **line)


def _check_plan(outcome: PhoneOutcome, safety_plan: str, by) -> None:
    if safety_plan.strip() and not by.is_clinical:
        raise Refused(_("Only clinical professions write a safety plan."))
    if outcome == PhoneOutcome.SAFETY_PLAN and not safety_plan.strip():
        raise Refused(_("Write the safety plan down."))
