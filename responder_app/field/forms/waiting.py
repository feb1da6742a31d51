"""A crew starts a call itself."""

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ... import access, words
from . import Letter

A_GLANCE = 16  # so many types are buttons; more are a list to choose from


class Start(Letter):
    """`follow_up`, where it is one: its call says what the letter leaves out."""

    intake_channel = forms.ChoiceField(
        choices=sorted(
            [choice for choice in words.IntakeChannel.choices() if choice[0] in words.SELF_STARTED],
            key=lambda choice: words.SELF_STARTED.index(choice[0]),
        ),
        widget=forms.RadioSelect,
        error_messages=dict.fromkeys(("required", "invalid_choice"), _("Say how you came to it.")),
    )
    call_type = forms.ModelChoiceField(
        queryset=None,
        required=False,
        empty_label=None,
        error_messages={"invalid_choice": _("Choose one of the types of call in force.")},
    )
    address = forms.CharField(required=False, max_length=200, label=_("Address or place"))
    latitude = forms.DecimalField(
        required=False, min_value=-90, max_value=90, max_digits=9, decimal_places=6, widget=forms.HiddenInput
    )
    longitude = forms.DecimalField(
        required=False, min_value=-180, max_value=180, max_digits=9, decimal_places=6, widget=forms.HiddenInput
    )
    summary = forms.CharField(
        required=False, max_length=4000, label=_("What is going on"), widget=forms.Textarea(attrs={"rows": 3})
    )
    follow_up = forms.ModelChoiceField(
        queryset=None,
        required=False,
        widget=forms.HiddenInput,
        error_messages={"invalid_choice": _("That follow-up is not yours.")},
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        types = access.call_types_in_force(self.by, timezone.now()).order_by("-eligible", "label")
        self.fields["call_type"].queryset = types
        self.fields["follow_up"].queryset = access.follow_ups_for(self.by).select_related("incident__call_type")

    @property
    def at_a_glance(self) -> bool:
        return len(self["call_type"].field.queryset) <= A_GLANCE

    @property
    def types(self):
        """As buttons where they can be taken in at a glance."""
        self.fields["call_type"].widget = forms.RadioSelect(choices=self.fields["call_type"].choices)
        return self["call_type"]

    def clean(self):
        told = super().clean()
        if (told.get("latitude") is None) != (told.get("longitude") is None):
            raise forms.ValidationError(_("A place on the map needs both latitude and longitude."))
        follow_up = told.pop("follow_up", None)
        if follow_up:
            told |= _as_before(follow_up.incident, told)
        if not told.get("call_type") and "call_type" not in self.errors:
            self.add_error("call_type", _("What kind of call is it?"))
        return told


def _as_before(incident, told: dict) -> dict:
    """What a follow-up has from the call that it follows; the point on the map only where the address is the same."""
    same = told.get("address") in {"", incident.address}
    point = {name: getattr(incident, name) if same else told.get(name) for name in ("latitude", "longitude")}
    kind = told.get("call_type") or incident.call_type
    return {"follows": incident, "call_type": kind, "address": told.get("address") or incident.address, **point}
