"""Somebody is pointed to a service."""

from django import forms
from django.utils.translation import gettext_lazy as _

from ... import access, words
from . import Letter, choice


class Referral(Letter):
    service = forms.ModelChoiceField(
        queryset=None,
        widget=forms.RadioSelect,
        empty_label=None,
        error_messages=dict.fromkeys(
            ("required", "invalid_choice"), _("Choose a service from the list; this one is not offered.")
        ),
    )
    mode = choice(words.ReferralMode, _("Choose how the person was referred."))
    accepted = forms.TypedChoiceField(
        choices=[("true", _("Accepted")), ("false", _("Offered, declined"))],
        coerce=lambda told: told == "true",
        initial="true",
        widget=forms.RadioSelect,
        error_messages=dict.fromkeys(("required", "invalid_choice"), _("Say whether the person accepted.")),
    )
    consent = forms.BooleanField(required=False, label=_("The person agrees that we pass on their name"))
    note = forms.CharField(required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 2}))

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["service"].queryset = access.services_for(self.by).offered().select_related("organization")
