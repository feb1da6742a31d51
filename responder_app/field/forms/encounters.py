"""What a crew writes on scene."""

from django import forms
from django.utils.translation import gettext_lazy as _

from ... import words
from . import Letter, choice


class Close(Letter):
    contact_outcome = choice(words.ContactOutcome, _("Say first whether there was a person."))
    disposition = choice(words.Disposition, _("Choose where the person went."), required=False)
    disposition_note = forms.CharField(required=False, max_length=300, label=_("Other: say it in a few words"))
    people_served = forms.IntegerField(
        required=False,
        min_value=0,
        max_value=999,
        label=_("People served"),
        error_messages=dict.fromkeys(
            ("invalid", "min_value", "max_value"), _("People served is a number between 0 and 999.")
        ),
    )
