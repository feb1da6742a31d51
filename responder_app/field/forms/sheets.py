"""The agency's on-scene form as one call is asked it: what is on, what is required, what may be chosen."""

from datetime import date
from functools import cached_property

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ... import access
from ...words import ASKED_IN, LIST_OF, WORDS_OF, CodeList, Missing, SceneField, required_in
from ...words.scenes import OF_A_PERSON, is_on

FRONT = {SceneField.CONTACT: 5, SceneField.DISPOSITION: 5}
IN_FRONT = 8  # of a list; the rest stands behind "More"
SEVERAL = {SceneField.ISSUES, SceneField.DID, SceneField.RACES}


class Sheet:
    """`about`: the assignment; `since` and `on`: between these days a code must have been in force to be chosen."""

    def __init__(self, user, about, *, on: date | None = None):
        day_of = user.agency.day_of
        self._today = on or day_of(timezone.now())
        self._since = self._today if on is None else min(day_of(about.made_at), on)
        self._user, self._about = user, about

    @cached_property
    def standing(self):
        """What the crew kept last, by its clock."""
        kept = access.scene_records_for(self._user).filter(assignment=self._about)
        return kept.select_related("by").prefetch_related("people", "supplies").first()

    @cached_property
    def rules(self) -> dict:
        versions = access.form_versions_for(self._user).in_force(self._today)
        version = versions.first()
        return version.sections if version else {}

    @cached_property
    def required(self) -> set[SceneField]:
        return required_in(self.rules)

    def has(self, section) -> bool:
        return is_on(self.rules, section)

    def asks(self, section) -> bool:
        """Something of it is required, so it stands open."""
        return bool(self.required & set(ASKED_IN[section]))

    @cached_property
    def entries(self) -> list:
        return list(access.list_entries_for(self._user).filter(list__in=[*LIST_OF.values(), CodeList.SUPPLIES]))

    def codes(self, code_list: CodeList, chosen=()) -> list[tuple[str, str]]:
        """What may be chosen, and what was chosen before, under the name that it has now."""
        found = {}
        for entry in self.entries:
            runs = entry.effective_from <= self._today and (not entry.effective_to or entry.effective_to > self._since)
            if entry.list == code_list and (runs or entry.code in chosen):
                found[entry.code] = entry.label
        return list(found.items())

    def question(self, field: SceneField, chosen=()) -> forms.Field:
        """The form field that takes the answer; `must`, `front` and `label` are for the page."""
        several = field in SEVERAL
        told = {"required": False, "label": field.label, "choices": self._choices(field, chosen)}
        told["error_messages"] = {
            "invalid_choice": _("{what}: one of the answers is not on the form. Choose again.").format(what=field.label)
        }
        if several:
            asked = forms.MultipleChoiceField(widget=forms.CheckboxSelectMultiple, **told)
        else:
            asked = forms.ChoiceField(widget=forms.RadioSelect, **told)
        front = FRONT.get(field, IN_FRONT)
        asked.always = tuple(word.value for word in Missing)
        asked.must, asked.front = field in self.required, front if len(told["choices"]) > front + 1 else 99
        return asked

    def _choices(self, field: SceneField, chosen) -> list[tuple[str, str]]:
        if field in WORDS_OF:
            return [(word.value, word.label) for word in WORDS_OF[field]]
        listed = self.codes(LIST_OF[field], chosen)
        if field in OF_A_PERSON:
            listed += [(word.value, word.label) for word in Missing]
        return listed


def number(label: str, most: int, least: int = 0) -> forms.IntegerField:
    """A count with buttons for fewer and more."""
    sentence = _("{what} is a number between {least} and {most}.").format(what=label, least=least, most=most)
    return forms.IntegerField(
        required=False,
        min_value=least,
        max_value=most,
        label=label,
        widget=forms.NumberInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
        error_messages=dict.fromkeys(("invalid", "min_value", "max_value"), sentence),
    )


def text(label: str, longest: int) -> forms.CharField:
    sentence = _("{what} is longer than {longest} characters.").format(what=label, longest=longest)
    return forms.CharField(
        required=False,
        max_length=longest,
        label=label,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        error_messages={"max_length": sentence},
    )
