"""Letters about refused letters."""

import json
from datetime import datetime

from django import forms
from django.utils.translation import gettext_lazy as _

from ... import words
from . import EARLIEST, Letter, choice
from .notes import LONGEST


class SetAside(Letter):
    """`letter` is the number of the refused one, so that telling the desk twice tells it once."""

    letter = forms.UUIDField(required=False)
    label = forms.CharField(error_messages={"required": _("Say what the letter was.")})
    problem = forms.CharField(error_messages={"required": _("Say why it was refused.")})
    written_at = forms.DateTimeField(required=False)

    def clean_label(self) -> str:
        return self.cleaned_data["label"][:120]

    def clean_problem(self) -> str:
        return self.cleaned_data["problem"][:500]

    def clean_written_at(self) -> datetime | None:
        told = self.cleaned_data["written_at"]
        return told if told and told >= EARLIEST else None


class Settle(Letter):
    end = choice(words.LetterEnd, _("Say how the letter was settled."))
    body = forms.CharField(required=False, max_length=4 * LONGEST)

    def clean_body(self) -> dict | None:
        """What the letter said: its fields, each a text or several."""
        if not self.cleaned_data["body"]:
            return None
        try:
            said = json.loads(self.cleaned_data["body"])
            texts = [text for value in said.values() for text in (value if isinstance(value, list) else [value])]
            "".join(texts).encode()
        except (ValueError, TypeError, AttributeError, RecursionError) as error:
            raise forms.ValidationError(_("The letter's text cannot be read.")) from error
        if "\0" in "".join([*said, *texts]):
            raise forms.ValidationError(_("The letter's text cannot be read."))
        return said
