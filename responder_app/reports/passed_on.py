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
    """How a call ended that somebody at the desk settled or answered by phone; nothing for another ending."""
    if details.get("ending") not in {Ending.PHONE, Ending.INFORMATION} and "outcome" not in details:
        return ""
    ended = Ending(details["ending"]).label
    told = PhoneOutcome(details["outcome"]).label if "outcome" in details else ended
    said = ended if told == ended else _("{ended}: {outcome}").format(ended=ended, outcome=_inside(told))
    if details["reason"]:
        why = _inside(UnservedReason(details["reason"]).label)
        return _("{ended}, because: {reason}").format(ended=said, reason=why)
    return said


def _offered(event, details) -> str:
    told = {"party": Party(details["to_party"]).label, "reason": _inside(TransferReason(details["reason"]).label)}
    return _("Caller offered to {party}: {reason}").format(**told)


def _accepted(event, details) -> str:
    told = {"party": Party(details["to_party"]).label, "other": Party(details["from_party"]).label}
    if details.get("incident_closed"):
        return _("{party} accepted the caller; the call ended here").format(**told)
    return _("{party} accepted the caller from {other}").format(**told)


def _declined(event, details) -> str:
    told = {"party": Party(details["to_party"]).label, "reason": _inside(TransferReason(details["end_reason"]).label)}
    return _("{party} declined the caller: {reason}").format(**told)


def _unanswered(event, details) -> str:
    return _("{party} has not answered the transfer").format(party=Party(details["to_party"]).label)


def _answered(event, details) -> str:
    if details["answer"] == ConsultAnswer.AGREES:
        return _("The clinician in the room agrees with the screening")
    return _("The clinician in the room says: {result}").format(
        result=_inside(ScreeningResult(details["advised"]).label)
    )


def _ended(event, details) -> str:
    return _("Telehealth ended: {outcome}").format(outcome=_inside(TelehealthOutcome(details["outcome"]).label))


def _inside(label: str) -> str:
    """A label as it stands inside a sentence; EMS stays EMS."""
    return label if label[:2].isupper() else label[:1].lower() + label[1:]


TOLD = {
    "transfer.offered": _offered,
    "transfer.accepted": _accepted,
    "transfer.declined": _declined,
    "transfer.unanswered": _unanswered,
    "consult.answered": _answered,
    "telehealth.ended": _ended,
}
