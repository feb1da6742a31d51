"""Signing on and off, the check of the van, and the word to the next crew."""

from django import forms
from django.utils.translation import gettext_lazy as _

from ... import access, words
from . import Letter
from .notes import LONGEST

ITEM = "item-"
FOUND = [("ok", _("OK")), ("missing", _("Missing"))]
A_UNIT = dict.fromkeys(("required", "invalid_choice"), _("Choose one of your agency's units."))
CREWMATES = dict.fromkeys(("required", "invalid_choice", "invalid_list"), _("Choose crewmates from the list."))


class TakeAboard(Letter):
    """Whom one takes along may be aboard elsewhere by now: the action says who and where."""

    mates = forms.MultipleChoiceField(error_messages=CREWMATES)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self._colleagues = {str(person.pk): person for person in access.colleagues_for(self.by)}
        self.fields["mates"].choices = [(pk, str(person)) for pk, person in self._colleagues.items()]

    def clean_mates(self) -> list:
        return [self._colleagues[pk] for pk in self.cleaned_data["mates"]]


class SignOn(TakeAboard):
    unit = forms.ModelChoiceField(queryset=None, error_messages=A_UNIT)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["unit"].queryset = access.units_for(self.by)
        self.fields["mates"].required = False


class SignOff(Letter):
    """`who` is nobody but oneself where it is not said."""

    who = forms.ChoiceField(
        choices=[("me", _("Only me")), ("crew", _("The whole crew"))],
        required=False,
        error_messages={"invalid_choice": _("Say who signs off.")},
    )


class VanCheck(Letter):
    """One field for each thing on the agency's list; `rest` says that what was not named is there."""

    rest = forms.CharField(required=False)
    mileage = forms.IntegerField(
        required=False,
        min_value=0,
        max_value=2_000_000,
        error_messages=dict.fromkeys(
            ("invalid", "min_value", "max_value"), _("Miles on the clock is a number between 0 and 2,000,000.")
        ),
    )
    note = forms.CharField(
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2, "maxlength": 500}),
        error_messages={"max_length": _("The note about the van is longer than 500 characters.")},
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        entries = access.list_entries_for(self.by).filter(list=words.CodeList.VAN_CHECK)
        for code in dict.fromkeys(entries.values_list("code", flat=True)):
            sentence = {"invalid_choice": _("Each thing is either OK or missing.")}
            self.fields[f"{ITEM}{code}"] = forms.ChoiceField(choices=FOUND, required=False, error_messages=sentence)

    @property
    def told(self) -> dict:
        told = self.cleaned_data
        items = {name.removeprefix(ITEM): told[name] for name in told if name.startswith(ITEM) and told[name]}
        if told["rest"]:
            asked = access.entries_for(self.by, words.CodeList.VAN_CHECK, told["occurred_at"])
            items = dict.fromkeys(asked.values_list("code", flat=True), "ok") | items
        return {"items": items, "mileage": told["mileage"], "note": told["note"]}


class HandOver(Letter):
    body = forms.CharField(
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 5}),
        error_messages={
            "required": _("The hand-over is empty. Write what the next crew should know."),
            "max_length": _("The hand-over is too long. Write it in two."),
        },
    )
