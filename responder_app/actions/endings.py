"""How a call ends at the desk, and how that is undone. A crew's part ends by its outcome (actions.encounters)."""

from datetime import timedelta

from django.utils.translation import gettext as _

from ..log import Refused, action, record
from ..models import Event, Incident, Shift
from ..models.incidents import SERVED_OR_NO_CALL
from ..words import DESK_ROLES, Ending, Party, Role
from . import alerts
from .assignments import shifts_kept_waiting
from .remarks import remark

A_DAY, AN_HOUR = timedelta(days=1), timedelta(hours=1)


@action(*DESK_ROLES, Role.MACHINE)
def link_duplicate(*, incident, other, by, id, occurred_at) -> Event:
    """Another call about the same: `incident` ends, and what was told there stands on `other` and reaches its crews.

    The line is the other call's. Raises Refused for a call in a crew's hands, for a void one, and where a chain or a
    loop of linked calls would begin.
    """
    other.refresh_from_db()
    _must_not_chain(incident, other)
    incident.duplicate_of = other
    kept_waiting = end(incident, Ending.DUPLICATE, at=occurred_at)
    about = {"duplicate": str(incident.pk), "duplicate_number": incident.number, "number": other.number}
    shifts = [*kept_waiting, *shifts_kept_waiting(other)]
    return record("incident.linked", incident=other, shifts=shifts, **about)


@action(*DESK_ROLES)
def void_call(*, incident, reason, by, id, occurred_at) -> Event:
    """A test, or a mistake: it counts nowhere. The administrator may at any time, the desk within the hour.

    Raises Refused without a reason, and for a call that a crew has had or to which another is linked.
    """
    incident.refresh_from_db()
    late = occurred_at - incident.received_at > AN_HOUR
    if late and by.role != Role.ADMINISTRATOR:
        raise Refused(_("Call {call} came in over an hour ago. An administrator can void it.").format(call=incident))
    if not reason.strip():
        raise Refused(_("Say why the call is void."))
    if incident.ending == Ending.VOID:
        raise Refused(_("Call {call} is void already.").format(call=incident))
    _must_have_no_links(incident)
    if had := incident.assignments.filter(declined_at=None, withdrawn_at=None).select_related("unit").first():
        raise Refused(_("{unit} has been on call {call}: it is no test.").format(unit=had.unit, call=incident))
    before = incident.ending
    incident.closed_at, incident.duplicate_of = None, None
    kept_waiting = end(incident, Ending.VOID, at=occurred_at, note=reason.strip())
    remark(incident, reason, by=by, id=id, at=occurred_at)
    return record("incident.voided", incident=incident, shifts=kept_waiting, ending_before=before)


@action(*DESK_ROLES)
def reopen_call(*, incident, reason, by, id, occurred_at) -> Event:
    """What the desk ended waits again, as it waited before; the crews of a call that it was linked to are told.

    Raises Refused without a reason, for what a crew ended, and after a day.
    """
    incident.refresh_from_db()
    if incident.closed_at is None:
        raise Refused(_("Call {call} is open.").format(call=incident))
    if incident.ending == Ending.TEAM:
        raise Refused(_("Its crew ended call {call}, and can amend how it ended.").format(call=incident))
    if occurred_at - incident.closed_at > A_DAY:
        raise Refused(_("Call {call} ended over a day ago. Start a new call.").format(call=incident))
    if not reason.strip():
        raise Refused(_("Say why the call is opened again."))
    before, crews = {"ending_before": incident.ending, "reason_before": incident.unserved_reason}, []
    if incident.duplicate_of_id:
        before["duplicate_of_before"] = str(incident.duplicate_of_id)
        crews = list(Shift.objects.filter(assignments__incident=incident.duplicate_of_id).values_list("pk", flat=True))
    incident.closed_at = incident.duplicate_of = incident.decision_asked_at = None
    incident.ending = incident.ending_note = incident.unserved_reason = incident.sent_instead = ""
    incident.save()
    remark(incident, reason, by=by, id=id, at=occurred_at)
    return record("incident.reopened", incident=incident, shifts=crews, **before)


def must_be_over_for_crews(incident) -> None:
    """Raises Refused for a closed call, as long as a crew has it or owes how it ended, and while its caller is offered
    to somebody."""
    if incident.closed_at:
        raise Refused(_("Call {call} is closed.").format(call=incident))
    if out := incident.assignments.open().select_related("unit").first():
        told = {"unit": out.unit, "call": incident}
        raise Refused(_("{unit} is still on call {call}; take the call back first.").format(**told))
    if owed := incident.assignments.unfinished().select_related("unit").first():
        told = {"unit": owed.unit, "call": incident}
        raise Refused(_("{unit} was on call {call}, and writes how it ended.").format(**told))
    if offered := incident.transfers.open().first():
        party = Party(offered.to_party).label
        raise Refused(_("The caller is offered to {party}: say first what became of that.").format(party=party))


def end(incident, ending: Ending, *, at, reason="", sent_instead="", note="") -> list[int]:
    """Part of every action that ends a call at the desk; `incident` is as it stands. Whom the call was kept for.

    Raises Refused as must_be_over_for_crews, and where an eligible call that nobody served has no reason.
    """
    must_be_over_for_crews(incident)
    if incident.eligible and not reason and ending not in SERVED_OR_NO_CALL:
        raise Refused(_("This call was eligible: say why no team went."))
    if not sent_instead and (reason or ending not in SERVED_OR_NO_CALL):
        raise Refused(_("Say what went instead; “Nobody” is an answer too."))
    kept_waiting = shifts_kept_waiting(incident)
    incident.closed_at, incident.held_for, incident.held_at = at, None, None
    incident.ending, incident.ending_note = ending, note
    incident.unserved_reason, incident.sent_instead = reason, sent_instead
    incident.save()
    alerts.end_for_call(incident, at)
    return kept_waiting


def _must_not_chain(incident: Incident, other: Incident) -> None:
    incident.refresh_from_db()
    if incident.pk == other.pk:
        raise Refused(_("A call is not linked to itself. Which other call is it about?"))
    if other.ending == Ending.VOID:
        raise Refused(_("Call {call} is void.").format(call=other))
    if other.duplicate_of_id:
        told = {"other": other, "call": other.duplicate_of}
        raise Refused(_("Call {other} is itself linked to call {call}: link to that one.").format(**told))
    _must_have_no_links(incident)


def _must_have_no_links(incident: Incident) -> None:
    if linked := incident.duplicates.first():
        told = {"other": linked, "call": incident}
        raise Refused(_("Call {other} is linked to call {call}, which has to stand.").format(**told))
