"""Sentences kept ready."""

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ... import access
from ...words import CodeList
from . import Letter

LONGEST = 300
NOT_WRITTEN = frozenset({"ase", "other"})  # a signed language, and one nobody has named


class Phrase(Letter):
    """`to_show`: held before a person, with a text for each language (`text_en`, `text_es` …); else one for notes."""

    to_show = forms.BooleanField(required=False)
    text = forms.CharField(
        required=False,
        max_length=LONGEST,
        label=_("The phrase"),
        error_messages={"max_length": _("The phrase has more than 300 characters. Shorten it.")},
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        entries = access.entries_for(self.by, CodeList.LANGUAGES, timezone.now())
        self.languages = {entry.code: entry.label for entry in entries if entry.code not in NOT_WRITTEN}
        for code, label in self.languages.items():
            self.fields[f"text_{code}"] = forms.CharField(
                required=False,
                max_length=LONGEST,
                label=label,
                error_messages={"max_length": _("A phrase has more than 300 characters. Shorten it.")},
            )

    @property
    def texts(self) -> list:
        """The fields of the languages, for the page."""
        return [(code, self[f"text_{code}"]) for code in self.languages]

    @property
    def told(self) -> dict:
        said = self.cleaned_data
        if said["to_show"]:
            texts = {code: said[f"text_{code}"] for code in self.languages}
        else:
            texts = {(self.by.language or "en"): said["text"]}
        return {"to_show": said["to_show"], "texts": {code: text for code, text in texts.items() if text}}
