"""Signing on."""

from django import forms
from django.utils.translation import gettext_lazy as _

from ... import access
from . import Letter


class SignOn(Letter):
    unit = forms.ModelChoiceField(
        queryset=None,
        error_messages=dict.fromkeys(("required", "invalid_choice"), _("Choose one of your agency's units.")),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["unit"].queryset = access.units_for(self.by)
