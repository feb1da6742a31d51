"""What the desk's lines say of calls that wait, change, end, and of whom else is sent. See sentences."""

from django.utils.translation import gettext as _

from ..words import CallBack, Ending, SentInstead, SupportKind, SupportStage, UnservedReason
from .passed_on import by_phone


def _ended(event, details) -> str:
    """`details`: `reason` and `sent_instead`, and the `ending` where it is another than that no team went."""
    if "outcome" in details:
        return by_phone(details)
    told = {"instead": SentInstead(details["sent_instead"]).label}
    told["reason"] = UnservedReason(details["reason"]).inside if details["reason"] else ""
    ending = Ending(details.get("ending", Ending.NO_TEAM))
    if ending != Ending.NO_TEAM:
        told["ending"] = ending.label
        if told["reason"]:
            return _("Closed: {ending}, {reason}; sent instead: {instead}").format(**told)
        return _("Closed: {ending}; sent instead: {instead}").format(**told)
    if told["reason"]:
        return _("Closed without a team: {reason}; sent instead: {instead}").format(**told)
    return _("Closed without a team; sent instead: {instead}").format(**told)


def _support_asked(event, details) -> str:
    who = SupportKind(details["kind"]).label
    if details["instead"]:
        return _("{who}: sent instead of a team").format(who=who)
    return _("{who}: sent too").format(who=who)


def _support_changed(event, details) -> str:
    return f"{SupportKind(details['kind']).label}: {SupportStage(details['stage']).inside}"


def _handed_over(event, details) -> str:
    who = SupportKind(details["kind"]).inside
    if not details["closed"]:
        return _("Handed over to {who}").format(who=who)
    if not details["reason"]:
        return _("Handed over to {who} and closed").format(who=who)
    why = UnservedReason(details["reason"]).inside
    return _("Handed over to {who} and closed: {reason}").format(who=who, reason=why)


def _linked(event, details) -> str:
    told = {"other": f"#{details['duplicate_number']}", "call": f"#{details['number']}"}
    return _("Call {other} is about the same and is linked to call {call}").format(**told)


def _priority(event, details) -> str:
    return _("Priority {priority}; it was {before}").format(**details)


def _contacted(event, details) -> str:
    return CallBack(details["kind"]).label


def _taken_over(event, details) -> str:
    return _("{who} has taken the caller over").format(who=event.by)


TOLD = {
    "incident.closed": _ended,
    "incident.handed_over": _handed_over,
    "incident.linked": _linked,
    "incident.priority_changed": _priority,
    "caller.contacted": _contacted,
    "caller.taken_over": _taken_over,
    "support.asked": _support_asked,
    "support.changed": _support_changed,
}
