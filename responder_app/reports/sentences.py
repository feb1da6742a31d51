"""What each line of the log says to a person, in the reader's language."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ..models import Event
from ..words import (
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
    ScreeningResult,
    SentInstead,
    TransportBy,
    UnitStatus,
    UnservedReason,
)

PLAIN = {
    "incident.received": gettext_lazy("The call came in"),
    "incident.started": gettext_lazy("{unit} started this call"),
    "incident.held": gettext_lazy("Kept for {unit}"),
    "incident.let_go": gettext_lazy("Not kept for {unit} any more"),
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
    "check_in.made": gettext_lazy("{unit} checked in"),
    "check_in.extended": gettext_lazy("{unit} put its check-in off"),
    "check_in.missed": gettext_lazy("{unit}: check-in due"),
    "check_in.escalated": gettext_lazy("{unit}: check-in missed, help is asked for"),
    "caution.filed": gettext_lazy("Caution filed"),
    "caution.reviewed": gettext_lazy("Caution reviewed"),
}


def sentence(event: Event) -> str:
    if told := TOLD.get(event.kind):
        return told(event, event.details)
    noun, _dot, verb = event.kind.partition(".")
    if noun == "unit":
        return f"{event.unit}: {_inside(UnitStatus(verb))}"
    return str(PLAIN[event.kind]).format(unit=event.unit)


def _inside(word) -> str:
    """The label as it stands inside a sentence; EMS stays EMS."""
    return word.label if word.label[:2].isupper() else word.label[:1].lower() + word.label[1:]


def _declined(event, details) -> str:
    return _("{unit} declined: {reason}").format(unit=event.unit, reason=_inside(DeclineReason(details["reason"])))


def _outcome(event, details) -> str:
    return _("{unit} closed: {outcome}").format(unit=event.unit, outcome=_ending(details))


def _amended(event, details) -> str:
    return _("{unit} amended: {outcome}").format(unit=event.unit, outcome=_ending(details))


def _ending(details) -> str:
    words = [ContactOutcome(details["contact_outcome"]).label]
    if details["disposition"]:
        words.append(_inside(Disposition(details["disposition"])))
    return ", ".join(words)


def _late(event, details) -> str:
    if "contact_outcome" in details:
        return _("Late entry from paper. {unit}: {outcome}").format(unit=event.unit, outcome=_ending(details))
    instead = SentInstead(details["sent_instead"]).label
    return _("Late entry from paper. No team; sent instead: {instead}").format(instead=instead)


def _without_team(event, details) -> str:
    instead = SentInstead(details["sent_instead"]).label
    if not details["reason"]:
        return _("Closed without a team; sent instead: {instead}").format(instead=instead)
    why = _inside(UnservedReason(details["reason"]))
    return _("Closed without a team: {reason}; sent instead: {instead}").format(reason=why, instead=instead)


def _backup(event, details) -> str:
    origin = AlertOrigin(details.get("origin", AlertOrigin.REQUEST))
    if origin != AlertOrigin.REQUEST:
        return f"{event.unit or ''} {origin.label}".strip()
    ems = details.get("kind") == HelpKind.EMS
    reasons = ", ".join(_inside((EmsReason if ems else BackupReason)(code)) for code in details["reasons"])
    if ems:
        return _("{unit} asked for EMS ({reasons})").format(unit=event.unit, reasons=reasons)
    level = BackupLevel(details["level"]).label
    return _("{unit} asked for backup: {level} ({reasons})").format(unit=event.unit, level=level, reasons=reasons)


def _backup_ended(event, details) -> str:
    return _("Backup for {unit} is over: {result}").format(
        unit=event.unit, result=_inside(BackupResult(details["result"]))
    )


def _referral(event, details) -> str:
    return _("Referral: {status}").format(status=_inside(ReferralStatus(details["status"])))


def _corrected(event, details) -> str:
    """`details`: `status` as it was reported, and `kind` of words.CorrectionKind."""
    status, kind = UnitStatus(details["status"]), CorrectionKind(details["kind"])
    return f"{event.unit}: {_inside(status)}, {_inside(kind)}"


def why_corrected(reason: str) -> str:
    """A code of words.CorrectionReason in words, else what somebody wrote."""
    return {word.value: word.label for word in CorrectionReason}.get(reason, reason)


def _screened(event, details) -> str:
    return _("Screened again: {result}").format(result=_inside(ScreeningResult(details["result"])))


def _overridden(event, details) -> str:
    told = {"result": _inside(ScreeningResult(details["result"])), "reason": OverrideReason(details["reason"]).label}
    return _("Rules overridden: {result} ({reason})").format(**told)


def _note(event, details) -> str:
    return _("Clinical note") if details.get("clinical") else _("Note")


def _transport(event, details) -> str:
    return _("Transport: {who}").format(who=_inside(TransportBy(details["by_whom"])))


TOLD = {
    "incident.screened": _screened,
    "incident.overridden": _overridden,
    "note.written": _note,
    "transport.recorded": _transport,
    "assignment.declined": _declined,
    "assignment.closed": _outcome,
    "assignment.amended": _amended,
    "incident.closed": _without_team,
    "incident.entered_late": _late,
    "backup.requested": _backup,
    "backup.ended": _backup_ended,
    "referral.sent": _referral,
    "status.undone": _corrected,
    "status.corrected": _corrected,
}
