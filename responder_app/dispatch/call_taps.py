"""The buttons of a call that waits, changes and ends. See taps."""

from .. import access
from ..actions.endings import link_duplicate, reopen_call, void_call
from ..actions.hold_queue import go_on_holding, hold_for_team, log_call_back
from ..actions.intake import close_without_team
from ..actions.priorities import change_priority
from ..actions.supports import change_support, hand_over, send_support
from ..words import SupportKind
from . import endings, hold_queue, supports
from .taps import OnCall, Tap


class CloseWithoutTeam(OnCall):
    form_class, action = endings.CloseForm, staticmethod(close_without_team)

    def said(self, event):
        return f"Call {event.incident} is closed."


class LinkDuplicate(OnCall):
    """The line is the other call's; the page that was tapped is this one's."""

    form_class, action = endings.LinkForm, staticmethod(link_duplicate)

    def said(self, event):
        return f"Call #{event.details['duplicate_number']} is linked to call {event.incident}."


class Void(OnCall):
    form_class, action = endings.VoidForm, staticmethod(void_call)

    def said(self, event):
        return f"Call {event.incident} is void."


class Reopen(OnCall):
    form_class, action = endings.ReopenForm, staticmethod(reopen_call)

    def said(self, event):
        return f"Call {event.incident} is open again."


class ChangePriority(OnCall):
    form_class, action = endings.PriorityForm, staticmethod(change_priority)

    def said(self, event):
        return f"Call {event.incident} has priority {event.details['priority']}."


class HandOver(OnCall):
    form_class, action = endings.HandOverForm, staticmethod(hand_over)

    def said(self, event):
        who = SupportKind(event.details["kind"]).label
        ended = " and is closed" if event.details["closed"] else ""
        return f"{who}: call {event.incident} is handed over{ended}."


class CallerWaits(OnCall):
    action = staticmethod(hold_for_team)

    def said(self, event):
        return f"Call {event.incident} waits for a team."


class GoOn(OnCall):
    form_class, action = hold_queue.GoOnForm, staticmethod(go_on_holding)

    def said(self, event):
        return f"Call {event.incident} waits on for {event.details['minutes']} minutes."


class CallBack(OnCall):
    form_class, action = hold_queue.CallBackForm, staticmethod(log_call_back)

    def said(self, event):
        if event.details["will_wait"] is False:
            return f"The caller of call {event.incident} would not wait. Decide what becomes of it."
        return f"Logged for call {event.incident}."


class SendSupport(OnCall):
    form_class, action = supports.SendForm, staticmethod(send_support)

    def said(self, event):
        return f"{SupportKind(event.details['kind']).label}: sent to call {event.incident}."


class ChangeSupport(Tap):
    among, noun = staticmethod(access.supports_for), "support"
    form_class, action = supports.StageForm, staticmethod(change_support)

    def said(self, event):
        return f"{SupportKind(event.details['kind']).label} to call {event.incident}: noted."
