"""Where a tablet is."""

from datetime import datetime

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from . import AHEAD, EARLIEST

NO_PLACE = dict.fromkeys(("required", "invalid", "min_value", "max_value"), _("This position cannot be read."))


class Position(forms.Form):
    """Degrees of WGS 84; `accuracy` in metres, as far as it is known."""

    latitude = forms.FloatField(min_value=-90, max_value=90, error_messages=NO_PLACE)
    longitude = forms.FloatField(min_value=-180, max_value=180, error_messages=NO_PLACE)
    accuracy = forms.FloatField(min_value=0, required=False, error_messages=NO_PLACE)
    at = forms.DateTimeField(required=False, error_messages=NO_PLACE)

    def clean_accuracy(self) -> int | None:
        told = self.cleaned_data["accuracy"]
        return None if told is None else min(round(told), 100_000)

    def clean_at(self) -> datetime:
        now, told = timezone.now(), self.cleaned_data["at"]
        return told if told and EARLIEST <= told <= now + AHEAD else now
