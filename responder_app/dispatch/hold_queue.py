"""Callers who wait: what the desk types of them, and the log of who rang them."""

from django import forms

from .. import access, words
from .forms import TapForm

# What the caller said, in one button: (reached, will_wait).
ANSWERS = {"waits": (True, True), "leaves": (True, False), "reached": (True, None), "nobody": (False, None)}


class CallBackForm(TapForm):
    kind = forms.ChoiceField(choices=words.CallBack.choices(), initial=words.CallBack.DELAY)
    answer = forms.ChoiceField(
        choices=[(answer, answer) for answer in ANSWERS],
        error_messages={"required": "Say whether anybody was reached."},
    )
    told_minutes = forms.IntegerField(
        label="Minutes told",
        required=False,
        min_value=1,
        max_value=1440,
        error_messages=dict.fromkeys(("invalid", "min_value", "max_value"), "Write the wait in minutes, like 20."),
    )
    note = forms.CharField(label="Note", max_length=500, required=False)

    @property
    def said(self) -> dict:
        told = super().said
        reached, will_wait = ANSWERS[told.pop("answer")]
        told["told_minutes"] = told["told_minutes"] if reached else None
        return told | {"reached": reached, "will_wait": will_wait}


class GoOnForm(TapForm):
    minutes = forms.IntegerField(
        min_value=1,
        max_value=240,
        error_messages=dict.fromkeys(
            ("required", "invalid", "min_value", "max_value"), "Say for how many minutes, from 1 to 240."
        ),
    )
    reason = forms.CharField(max_length=300, error_messages={"required": "Say why the caller waits on."})


def panel(user, incident) -> dict:
    contacts = access.caller_contacts_for(user).filter(incident=incident).select_related("by")
    return {"contacts": list(contacts.order_by("-occurred_at")), "call_back_kinds": list(words.CallBack)}
