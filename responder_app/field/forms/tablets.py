"""How a tablet is."""

from datetime import datetime

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from . import EARLIEST

UNREADABLE = dict.fromkeys(("required", "invalid", "min_value", "max_value"), _("This report cannot be read."))


class Health(forms.Form):
    """`device` is a number made on the device; `unsent` counts the letters on it."""

    device = forms.UUIDField(error_messages=UNREADABLE)
    unsent = forms.IntegerField(min_value=0, max_value=1_000_000, error_messages=UNREADABLE)
    oldest_unsent_at = forms.DateTimeField(required=False, error_messages=UNREADABLE)

    def clean_oldest_unsent_at(self) -> datetime | None:
        told = self.cleaned_data["oldest_unsent_at"]
        return min(told, timezone.now()) if told and told >= EARLIEST else None
