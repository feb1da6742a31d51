"""A time is put right, or a status did not happen."""

from datetime import datetime
from zoneinfo import ZoneInfo

from django import forms
from django.utils.translation import gettext_lazy as _

from ... import access, words
from . import Letter, choice

KINDS = (words.CorrectionKind.RETIMED, words.CorrectionKind.STRUCK)


class Correct(Letter):
    """The time is typed by the clock of the agency."""

    kind = forms.ChoiceField(
        choices=[(kind.value, kind.label) for kind in KINDS],
        widget=forms.RadioSelect,
        error_messages=dict.fromkeys(("required", "invalid_choice"), _("Say when it was, or that it did not happen.")),
    )
    date = forms.DateField(
        required=False, input_formats=["%Y-%m-%d"], error_messages={"invalid": _("That date cannot be read.")}
    )
    time = forms.TimeField(
        required=False, input_formats=["%H:%M", "%H:%M:%S"], error_messages={"invalid": _("That time cannot be read.")}
    )
    reason = choice(words.CorrectionReason, _("Say why it is corrected."))
    other = forms.CharField(required=False, max_length=300, label=_("Other: say it in a few words"))

    def clean(self):
        told = super().clean()
        day, clock = told.pop("date", None), told.pop("time", None)
        told["time"] = None
        if told.get("kind") == words.CorrectionKind.RETIMED and "date" not in self.errors and "time" not in self.errors:
            if not day or not clock:
                self.add_error("kind", _("Say when it really was."))
            else:
                told["time"] = datetime.combine(day, clock, ZoneInfo(access.agency_of(self.by).time_zone))
        other = told.pop("other", "").strip()
        if told.get("reason") == words.CorrectionReason.OTHER:
            told["reason"] = other
            if not other and "other" not in self.errors:
                self.add_error("reason", _("Say in a few words why it is corrected."))
        return told
