"""What is tapped about a caller: passed on, helped by phone, asked about, advised."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect

from .. import access
from ..actions.callers import take_caller_over
from ..actions.consults import answer_consult, ask_consult
from ..actions.follow_ups import finish_follow_up, give_up_follow_up, take_follow_up
from ..actions.phone import information_only, resolve_by_phone
from ..actions.telehealth import end_telehealth, start_telehealth
from ..actions.transfers import (
    accept_transfer,
    decline_transfer,
    drop_transfer,
    offer_transfer,
    receive_transfer,
    take_transfer_back,
)
from . import caller_forms as forms
from .forms import TapForm
from .gate import WORKSPACES
from .taps import OnCall, Tap
from .workspaces import show_own


class AtWork:
    """A tap on a workspace is answered there, as one on the board is on the board."""

    def back(self, incident_id):
        return redirect(self.own).url if self.own else super().back(incident_id)

    def refused(self, thing, form, sentence, status):
        if self.own and not self.request.htmx:
            refusal = {"at": thing.pk if thing else "", "form": form, "sentence": sentence}
            return show_own(self.request, refusal=refusal, status=status)
        return super().refused(thing, form, sentence, status)

    @property
    def own(self) -> str:
        """The workspace's address that the tap came from, where its person has it."""
        page = self.request.POST.get("page", "")
        return WORKSPACES[page].url_name if WORKSPACES.get(page) and WORKSPACES[page].is_for(self.request.user) else ""


class Offer(AtWork, OnCall):
    form_class, action = forms.OfferForm, staticmethod(offer_transfer)

    def said(self, event):
        return f"The caller of call {event.incident} is offered."


class Receive(AtWork, OnCall):
    form_class, action = forms.ReceiveForm, staticmethod(receive_transfer)

    def said(self, event):
        return "It is filed where the caller came from."


class ByPhone(AtWork, OnCall):
    form_class, action = forms.PhoneForm, staticmethod(resolve_by_phone)

    def said(self, event):
        return f"Call {event.incident} is settled by phone."


class Information(AtWork, OnCall):
    form_class, action = forms.InformationForm, staticmethod(information_only)

    def said(self, event):
        return f"Call {event.incident} is closed: information only."


class AskConsult(AtWork, OnCall):
    form_class, action = forms.ConsultForm, staticmethod(ask_consult)

    def said(self, event):
        return "The clinician in the room is asked."


class TakeOver(AtWork, OnCall):
    action = staticmethod(take_caller_over)

    def said(self, event):
        return f"The caller of call {event.incident} is yours."


class OnTransfer(AtWork, Tap):
    among, noun = staticmethod(access.transfers_for), "transfer"


class Accept(OnTransfer):
    form_class, action = forms.AcceptForm, staticmethod(accept_transfer)

    def said(self, event):
        ended = event.details["incident_closed"]
        return f"Call {event.incident} is transferred, and closed here." if ended else "The caller is accepted."


class Decline(OnTransfer):
    form_class, action = forms.DeclineForm, staticmethod(decline_transfer)

    def said(self, event):
        return "Declined: the caller is with whoever offered."


class Drop(OnTransfer):
    action = staticmethod(drop_transfer)

    def said(self, event):
        return f"The caller of call {event.incident} was lost: ring back."


class TakeBack(OnTransfer):
    action = staticmethod(take_transfer_back)

    def said(self, event):
        return "The transfer is taken back."


class AnswerConsult(AtWork, Tap):
    among, noun = staticmethod(access.consults_for), "consult"
    form_class, action = forms.AnswerForm, staticmethod(answer_consult)

    def said(self, event):
        return f"Answered, for call {event.incident}."


class OnFollowUp(AtWork, Tap):
    among, noun = staticmethod(access.follow_ups_for), "follow_up"


class TakeFollowUp(OnFollowUp):
    form_class, action = TapForm, staticmethod(take_follow_up)

    def said(self, event):
        return "The follow-up is yours."


class FinishFollowUp(OnFollowUp):
    form_class, action = forms.DoneForm, staticmethod(finish_follow_up)

    def said(self, event):
        return "The follow-up is done."


class GiveUpFollowUp(OnFollowUp):
    form_class, action = forms.DoneForm, staticmethod(give_up_follow_up)

    def said(self, event):
        return "The follow-up is given up."


class EndTelehealth(AtWork, Tap):
    among, noun = staticmethod(access.telehealth_for), "telehealth"
    form_class, action = forms.EndTelehealthForm, staticmethod(end_telehealth)

    def said(self, event):
        return "Telehealth ended, and logged."


class StartTelehealth(AtWork, Tap):
    """About no row: the call is typed, if there is one."""

    form_class, action = forms.StartTelehealthForm, staticmethod(start_telehealth)

    def post(self, request):
        return self.file(None)

    def refused(self, thing, form, sentence, status):
        if self.request.htmx:
            return HttpResponse(sentence, status=status, content_type="text/plain; charset=utf-8")
        if self.own:
            return super().refused(thing, form, sentence, status)
        messages.error(self.request, sentence)
        return redirect("desk")

    def said(self, event):
        return "Telehealth is running."
