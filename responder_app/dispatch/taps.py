"""One control of the desk, tapped: find the thing, check the form, one action, answer where the tap was."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.views import View
from django_htmx.http import trigger_client_event

from .. import access
from ..actions.assignments import assign, withdraw
from ..actions.encounters import write_note
from ..actions.intake import close_without_team
from ..actions.letters import deal_with_letter
from ..actions.safety import acknowledge_backup, end_backup
from ..actions.screening import override_screening
from ..actions.waiting import hold, let_go
from ..log import Refused
from . import board, calls, forms, gate


@method_decorator(gate.taps, name="dispatch")
class Tap(View):
    """`among` (of access) finds what the address names, `noun` is what the action calls it, and `said(event)`
    is the sentence that the desk reads when it is done."""

    form_class = forms.TapForm
    among = action = None
    noun = ""

    def post(self, request, pk):
        thing = get_object_or_404(type(self).among(request.user), pk=pk)
        form = self.form_class(request.POST, user=request.user)
        if not form.is_valid():
            return self.refused(thing, form, form.sentence, 422)
        told = {self.noun: thing, **form.said}
        try:
            event = type(self).action(by=request.user, id=form.cleaned_data["id"], occurred_at=timezone.now(), **told)
        except Refused as refusal:
            return self.refused(thing, form, str(refusal), 409)
        return self.done(event)

    def done(self, event):
        """The page hears of the new line at once, not only when the socket tells it."""
        if self.request.htmx:
            line = {"kind": event.kind, "incident": str(event.incident_id or ""), "said": self.said(event)}
            return trigger_client_event(HttpResponse(status=204), "desk:line", line)
        messages.success(self.request, self.said(event))
        return redirect(self.back(event.incident_id))

    def refused(self, thing, form, sentence: str, status: int):
        """The sentence for the place of the tap; what was typed, and the record, are as they were."""
        if self.request.htmx:
            return HttpResponse(sentence, status=status, content_type="text/plain; charset=utf-8")
        refusal = {"at": thing.pk, "form": form, "sentence": sentence}
        incident = self.incident_of(thing) if self.request.POST.get("page") == "call" else None
        if incident:
            return calls.show(self.request, incident, refusal=refusal, status=status)
        return board.show(self.request, refusal=refusal, status=status)

    def back(self, incident_id):
        if incident_id and self.request.POST.get("page") == "call":
            return redirect("desk-call", incident_id).url
        return redirect("desk").url

    def incident_of(self, thing):
        return thing.incident


class OnCall(Tap):
    among, noun = staticmethod(access.incidents_for), "incident"

    def incident_of(self, thing):
        return thing


class Assign(OnCall):
    form_class, action = forms.AssignForm, staticmethod(assign)

    def said(self, event):
        return f"{event.unit} is assigned to call {event.incident}."


class Hold(OnCall):
    form_class, action = forms.AssignForm, staticmethod(hold)

    def said(self, event):
        return f"Call {event.incident} is kept for {event.unit}."


class LetGo(OnCall):
    action = staticmethod(let_go)

    def said(self, event):
        return f"Call {event.incident} is kept for {event.unit} no longer."


class CloseWithoutTeam(OnCall):
    form_class, action = forms.CloseForm, staticmethod(close_without_team)

    def said(self, event):
        return f"Call {event.incident} is closed."


class Override(OnCall):
    form_class, action = forms.OverrideForm, staticmethod(override_screening)

    def said(self, event):
        return f"Call {event.incident} stands as you say."


class WriteNote(OnCall):
    form_class, action = forms.NoteForm, staticmethod(write_note)

    def said(self, event):
        return "The note is filed."


class Withdraw(Tap):
    among, noun, action = staticmethod(access.assignments_for), "assignment", staticmethod(withdraw)

    def said(self, event):
        return f"Call {event.incident} is taken back from {event.unit}."


class OnBackup(Tap):
    """It may be about no call, and what is done under duress is told of none."""

    among, noun = staticmethod(access.backup_requests_for), "backup"

    def incident_of(self, thing):
        return thing.assignment and thing.assignment.incident


class AcknowledgeBackup(OnBackup):
    action = staticmethod(acknowledge_backup)

    def said(self, event):
        return f"You have the request of {event.unit or 'somebody on no unit'}."


class EndBackup(OnBackup):
    form_class, action = forms.EndBackupForm, staticmethod(end_backup)

    def said(self, event):
        return f"The request of {event.unit or 'somebody on no unit'} is over."


class DealWithLetter(Tap):
    among, noun, action = staticmethod(access.letters_for), "letter", staticmethod(deal_with_letter)

    def incident_of(self, thing):
        return None

    def said(self, event):
        return "The letter is dealt with."
