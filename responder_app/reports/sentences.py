"""What each line of the log says to a person, in the reader's language."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ..models import Event
from ..words import (
    AlertKind,
    AlertOrigin,
    BackupLevel,
    BackupReason,
    BackupResult,
    ContactOutcome,
    CorrectionKind,
    CorrectionReason,
    DeclineReason,
    Disposition,
    EmsReason,
    HelpKind,
    OverrideReason,
    ReferralStatus,
    ReleaseReason,
    ScreeningResult,
    SentInstead,
    TransportBy,
    UnitStatus,
)
from . import passed_on
from .desk_sentences import TOLD as DESK

PLAIN = {
    "incident.received": gettext_lazy("The call came in"),
    "incident.started": gettext_lazy("{unit} started this call"),
    "incident.held": gettext_lazy("Kept for {unit}"),
    "incident.let_go": gettext_lazy("Not kept for {unit} any more"),
    "incident.waits": gettext_lazy("The caller waits for a team"),
    "incident.wait_extended": gettext_lazy("Decided: the caller waits on"),
    "incident.decision_asked": gettext_lazy("The caller has waited long enough: somebody decides"),
    "incident.reopened": gettext_lazy("Opened again"),
    "incident.voided": gettext_lazy("Void: test or mistake"),
    "assignment.made": gettext_lazy("{unit} was assigned"),
    "assignment.taken": gettext_lazy("{unit} took this call"),
    "assignment.sent": gettext_lazy("Sent to the tablet of {unit}"),
    "assignment.on_tablet": gettext_lazy("On the tablet of {unit}"),
    "assignment.seen": gettext_lazy("Seen by {unit}"),
    "assignment.accepted": gettext_lazy("{unit} accepted"),
    "assignment.overdue": gettext_lazy("{unit} has not accepted in time"),
    "assignment.withdrawn": gettext_lazy("Taken back from {unit}"),
    "scene.recorded": gettext_lazy("On-scene form kept"),
    "gap.recorded": gettext_lazy("Needed, but not available"),
    "gap.withdrawn": gettext_lazy("Taken back: what was not available"),
    "transport.withdrawn": gettext_lazy("Taken back: a transport"),
    "referral.withdrawn": gettext_lazy("Taken back: a referral"),
    "contacts.looked_up": gettext_lazy("Looked for earlier contacts"),
    "follow_up.planned": gettext_lazy("Follow-up planned"),
    "follow_up.taken": gettext_lazy("Follow-up taken over"),
    "follow_up.done": gettext_lazy("Follow-up done"),
    "backup.acknowledged": gettext_lazy("Help for {unit}: the desk has it"),
    "backup.code_four": gettext_lazy("{unit}: code 4"),
    "alert.raised": gettext_lazy("The tablet of {unit} is silent"),
    "alert.ended": gettext_lazy("The tablet of {unit} is heard again"),
    "check_in.made": gettext_lazy("{unit} checked in"),
    "check_in.extended": gettext_lazy("{unit} put its check-in off"),
    "check_in.missed": gettext_lazy("{unit}: check-in due"),
    "check_in.escalated": gettext_lazy("{unit}: check-in missed, help is asked for"),
    "transfer.dropped": gettext_lazy("The caller was lost in the transfer"),
    "transfer.withdrawn": gettext_lazy("Transfer taken back"),
    "consult.asked": gettext_lazy("The clinician in the room is asked"),
    "telehealth.started": gettext_lazy("Telehealth begun"),
    "caution.filed": gettext_lazy("Caution filed"),
    "caution.reviewed": gettext_lazy("Caution reviewed"),
}


def sentence(event: Event) -> str:
    if told := TOLD.get(event.kind):
        return told(event, event.details)
    noun, _dot, verb = event.kind.partition(".")
    if noun == "unit":
        return f"{event.unit}: {UnitStatus(verb).inside}"
    return str(PLAIN[event.kind]).format(unit=event.unit)


def _declined(event, details) -> str:
    return _("{unit} declined: {reason}").format(unit=event.unit, reason=DeclineReason(details["reason"]).inside)


def _reassigned(event, details) -> str:
    told = {"unit": event.unit, "other": details["from_call_sign"]}
    return _with_reason(_("{unit} was assigned instead of {other}").format(**told), details)


def _preempted(event, details) -> str:
    told = {"unit": event.unit, "left": f"#{details['from_call']}", "call": event.incident}
    return _with_reason(_("{unit} was taken off call {left} for call {call}").format(**told), details)


def _with_reason(said: str, details) -> str:
    return f"{said}: {ReleaseReason(details['reason']).inside}" if details["reason"] else said


def _outcome(event, details) -> str:
    return _("{unit} closed: {outcome}").format(unit=event.unit, outcome=_ending(details))


def _amended(event, details) -> str:
    return _("{unit} amended: {outcome}").format(unit=event.unit, outcome=_ending(details))


def _ending(details) -> str:
    words = [ContactOutcome(details["contact_outcome"]).label]
    if details["disposition"]:
        words.append(Disposition(details["disposition"]).inside)
    return ", ".join(words)


def _late(event, details) -> str:
    if "contact_outcome" in details:
        return _("Late entry from paper. {unit}: {outcome}").format(unit=event.unit, outcome=_ending(details))
    instead = SentInstead(details["sent_instead"]).label
    return _("Late entry from paper. No team; sent instead: {instead}").format(instead=instead)


def _backup(event, details) -> str:
    origin = AlertOrigin(details.get("origin", AlertOrigin.REQUEST))
    if origin != AlertOrigin.REQUEST:
        return f"{event.unit or ''} {origin.label}".strip()
    ems = details.get("kind") == HelpKind.EMS
    reasons = ", ".join((EmsReason if ems else BackupReason)(code).inside for code in details["reasons"])
    if ems:
        return _("{unit} asked for EMS ({reasons})").format(unit=event.unit, reasons=reasons)
    level = BackupLevel(details["level"]).label
    return _("{unit} asked for backup: {level} ({reasons})").format(unit=event.unit, level=level, reasons=reasons)


def _taken(event, details) -> str:
    return _("{what}: the desk has it").format(what=AlertKind(details["alert"]).label)


def _second_person(event, details) -> str:
    if "alert" in details:
        return _("{what}: nobody took it, a second person is called").format(what=AlertKind(details["alert"]).label)
    return _("Help for {unit}: nobody took it, a second person is called").format(unit=event.unit)


def _under_way(event, details) -> str:
    what = HelpKind(details["kind"]).label
    if details["minutes"] is None:
        return _("{what} on the way to {unit}").format(what=what, unit=event.unit)
    return _("{what} on the way to {unit}: about {minutes} minutes").format(
        what=what, unit=event.unit, minutes=details["minutes"]
    )


def _backup_ended(event, details) -> str:
    return _("Backup for {unit} is over: {result}").format(
        unit=event.unit, result=BackupResult(details["result"]).inside
    )


def _referral(event, details) -> str:
    return _("Referral: {status}").format(status=ReferralStatus(details["status"]).inside)


def _corrected(event, details) -> str:
    """`details`: `status` as it was reported, and `kind` of words.CorrectionKind."""
    status, kind = UnitStatus(details["status"]), CorrectionKind(details["kind"])
    return f"{event.unit}: {status.inside}, {kind.inside}"


def why_corrected(reason: str) -> str:
    """A code of words.CorrectionReason in words, else what somebody wrote."""
    return {word.value: word.label for word in CorrectionReason}.get(reason, reason)


def _screened(event, details) -> str:
    return _("Screened again: {result}").format(result=ScreeningResult(details["result"]).inside)


def _overridden(event, details) -> str:
    told = {"result": ScreeningResult(details["result"]).inside, "reason": OverrideReason(details["reason"]).label}
    return _("Rules overridden: {result} ({reason})").format(**told)


def _note(event, details) -> str:
    return _("Clinical note") if details.get("clinical") else _("Note")


def _transport(event, details) -> str:
    return _("Transport: {who}").format(who=TransportBy(details["by_whom"]).inside)


TOLD = passed_on.TOLD | {
    "incident.screened": _screened,
    "incident.overridden": _overridden,
    "note.written": _note,
    "transport.recorded": _transport,
    "assignment.declined": _declined,
    "assignment.reassigned": _reassigned,
    "assignment.preempted": _preempted,
    "assignment.closed": _outcome,
    "assignment.amended": _amended,
    **DESK,
    "incident.entered_late": _late,
    "backup.requested": _backup,
    "backup.under_way": _under_way,
    "backup.ended": _backup_ended,
    "alert.acknowledged": _taken,
    "alert.second_person": _second_person,
    "referral.sent": _referral,
    "status.undone": _corrected,
    "status.corrected": _corrected,
}
