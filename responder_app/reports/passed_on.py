"""What the lines say of callers who were passed on, or helped by phone, in the reader's language."""

from django.utils.translation import gettext as _

from ..words import (
    ConsultAnswer,
    Ending,
    Party,
    PhoneOutcome,
    ScreeningResult,
    TelehealthOutcome,
    TransferReason,
    UnservedReason,
)


def by_phone(details) -> str:
    """How a call ended that somebody at the desk settled or answered by phone."""
    ended, told = Ending(details["ending"]).label, PhoneOutcome(details["outcome"])
    said = ended if told.label == ended else _("{ended}: {outcome}").format(ended=ended, outcome=told.inside)
    if details["reason"]:
        why = UnservedReason(details["reason"]).inside
        return _("{ended}, because: {reason}").format(ended=said, reason=why)
    return said


def _offered(event, details) -> str:
    told = {"party": Party(details["to_party"]).label, "reason": TransferReason(details["reason"]).inside}
    return _("Caller offered to {party}: {reason}").format(**told)


def _accepted(event, details) -> str:
    told = {"party": Party(details["to_party"]).label, "other": Party(details["from_party"]).label}
    if details.get("incident_closed"):
        return _("{party} accepted the caller; the call ended here").format(**told)
    return _("{party} accepted the caller from {other}").format(**told)


def _declined(event, details) -> str:
    told = {"party": Party(details["to_party"]).label, "reason": TransferReason(details["end_reason"]).inside}
    return _("{party} declined the caller: {reason}").format(**told)


def _unanswered(event, details) -> str:
    return _("{party} has not answered the transfer").format(party=Party(details["to_party"]).label)


def _answered(event, details) -> str:
    if details["answer"] == ConsultAnswer.AGREES:
        return _("The clinician in the room agrees with the screening")
    return _("The clinician in the room says: {result}").format(result=ScreeningResult(details["advised"]).inside)


def _ended(event, details) -> str:
    return _("Telehealth ended: {outcome}").format(outcome=TelehealthOutcome(details["outcome"]).inside)


TOLD = {
    "transfer.offered": _offered,
    "transfer.accepted": _accepted,
    "transfer.declined": _declined,
    "transfer.unanswered": _unanswered,
    "consult.answered": _answered,
    "telehealth.ended": _ended,
}
