"""A call from one unit to another, and a unit from one call to another: what the desk types, and the taps."""

from django import forms

from .. import access, words
from ..actions.dispatching import preempt, reassign
from .forms import AssignForm
from .taps import OnCall, Tap


class ReasonField(forms.ChoiceField):
    """Needed only where somebody would be left, or for a call that is no more urgent; the action insists on it."""

    def __init__(self):
        super().__init__(required=False, choices=[("", "Why?"), *words.ReleaseReason.choices()])


class ReassignForm(AssignForm):
    reason = ReasonField()


class PreemptForm(AssignForm):
    """Names the unit; what it is on is looked up when it is taken off."""

    former = forms.ChoiceField(required=False, choices=words.FormerCall.choices())
    reason = ReasonField()

    def clean_former(self):
        return self.cleaned_data["former"] or words.FormerCall.WAITS.value

    def clean(self):
        told = super().clean()
        if unit := told.pop("unit", None):
            told["assignment"] = access.assignments_for(self.user).open().filter(unit=unit).first()
            if told["assignment"] is None:
                self.add_error(None, f"{unit} is on no call by now: assign it.")
        return told


class Reassign(Tap):
    among, noun, action = staticmethod(access.assignments_for), "assignment", staticmethod(reassign)
    form_class = ReassignForm

    def said(self, event):
        return f"{event.unit} has call {event.incident} instead of {event.details['from_call_sign']}."


class Preempt(OnCall):
    form_class, action = PreemptForm, staticmethod(preempt)

    def said(self, event):
        return f"{event.unit} is taken off call #{event.details['from_call']} for call {event.incident}."
