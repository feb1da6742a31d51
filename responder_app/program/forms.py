"""What a manager may ask for."""

from datetime import date
from zoneinfo import ZoneInfo

from django import forms
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from ..reports.referrals import Period
from ..words import ASKED_IN, FormSection

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


class Wish(forms.Form):
    """What a manager asks for; `id` was made with the page, so that a double tap happens once."""

    id = forms.UUIDField(
        widget=forms.HiddenInput,
        error_messages=dict.fromkeys(("required", "invalid"), _("Load the page again, please.")),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, auto_id=False, label_suffix="", use_required_attribute=False, **kwargs)

    @property
    def told(self) -> dict:
        return {name: value for name, value in self.cleaned_data.items() if name != "id"}

    @property
    def sentences(self) -> str:
        return " ".join(dict.fromkeys(str(sentence) for errors in self.errors.values() for sentence in errors))


def day(label: str, sentence: str) -> forms.DateField:
    return forms.DateField(
        label=label,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        input_formats=["%Y-%m-%d"],
        validators=[_within_reason],
        error_messages={"required": sentence, "invalid": _("Write the day like 2026-05-31.")},
    )


def _within_reason(told: date) -> None:
    if not EARLIEST <= told <= LATEST:
        raise forms.ValidationError(_("Choose days from 2000 to 2099."))


def line(label: str, longest: int, sentence: str = "", **options) -> forms.CharField:
    too_long = _("{what} is longer than {longest} characters.")
    field = forms.CharField(label=label, max_length=longest, required=bool(sentence), **options)
    field.error_messages |= {"required": sentence, "max_length": format_lazy(too_long, what=label, longest=longest)}
    return field


class FormDraft(Wish):
    """The next version of the on-scene form: which sections are on, and what must be told before a call is closed."""

    on = forms.MultipleChoiceField(
        required=False,
        choices=FormSection.choices(),
        error_messages={"invalid_choice": _("The form has no such section.")},
    )
    required = forms.MultipleChoiceField(
        required=False,
        choices=[(field.value, field.english) for fields in ASKED_IN.values() for field in fields],
        error_messages={"invalid_choice": _("The form asks no such thing.")},
    )
    effective_from = day(_("Valid from"), _("Say from which day the form is valid."))

    @property
    def sections(self) -> dict:
        on, required = self.cleaned_data["on"], self.cleaned_data["required"]
        return {
            section.value: {
                "on": section.value in on,
                "required": [field.value for field in fields if field.value in required],
            }
            for section, fields in ASKED_IN.items()
        }


class NewEntry(Wish):
    code = line(_("Code"), 40, _("Give the entry a code, like food_bank."))
    label_en = line(_("In English"), 120, _("Say what the entry is called in English."))
    label_es = line(_("In Spanish"), 120)
    standard = line(_("Code of a standard, like HUD:116"), 40)
    effective_from = day(_("Valid from"), _("Say from which day the entry is valid."))

    def clean_code(self) -> str:
        return self.cleaned_data["code"].strip().lower()


class EntryEnd(Wish):
    last_day = day(_("Last day"), _("Say which day is the entry's last."))
