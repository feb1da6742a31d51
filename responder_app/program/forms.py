"""What a manager may ask for."""

from datetime import date
from zoneinfo import ZoneInfo

from django import forms

from ..reports.referrals import Period

EARLIEST, LATEST = date(2000, 1, 1), date(2099, 12, 31)


class PeriodForm(forms.Form):
    """Two days; what is wrong with them is said in a sentence."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, label_suffix="", **kwargs)
        for name, label in (("from", "From"), ("to", "To and including")):
            self.fields[name] = forms.DateField(
                label=label,
                widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
                input_formats=["%Y-%m-%d"],
                error_messages={
                    "invalid": "Write the day like 2026-05-31.",
                    "required": "Give both days.",
                },
            )

    def clean(self):
        told = super().clean()
        first, last = told.get("from"), told.get("to")
        if first and last and not EARLIEST <= first <= last <= LATEST:
            raise forms.ValidationError(
                "The last day is before the first." if last < first else "Choose days from 2000 to 2099."
            )
        return told

    def period(self, zone: ZoneInfo) -> Period:
        return Period(self.cleaned_data["from"], self.cleaned_data["to"], zone)
