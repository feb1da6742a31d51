"""The on-scene form: kept as far as it is, or closing the call with its outcome."""

from django import forms
from django.utils.translation import gettext_lazy as _

from ...words import ASKED_IN, WITH_A_PERSON, CodeList, FormSection, Missing, SceneField, missing
from ...words.scenes import MOST_DOSES, MOST_OF_A_SUPPLY, MOST_PEOPLE
from . import Letter
from .sheets import Sheet, number, text

LONGEST_NOTE = 300
CHOSEN = (
    SceneField.CONTACT,
    SceneField.DISPOSITION,
    SceneField.HOLD,
    SceneField.ISSUES,
    SceneField.DID,
    SceneField.SCREEN,
    SceneField.NO_SCREEN,
    SceneField.HARM,
    SceneField.WEAPON,
    SceneField.MEDICAL,
    SceneField.FELT_SAFE,
    SceneField.INJURY_CREW,
    SceneField.INJURY_PERSON,
    SceneField.GOOD_FIT,
)
WRITTEN = (SceneField.DISPOSITION_NOTE, SceneField.INJURY_CREW_NOTE, SceneField.INJURY_PERSON_NOTE)


class Person(forms.Form):
    """One of the people met; `p2-age_band` is the second one's age."""

    def __init__(self, data=None, *, sheet: Sheet, place: int, initial=None):
        initial = initial or {}
        super().__init__(data, prefix=f"p{place}", initial=initial, auto_id=False, use_required_attribute=False)
        self.place = place
        self.fields["known_as"] = text(SceneField.KNOWN_AS.label, 80)
        for field in ASKED_IN[FormSection.PEOPLE]:
            self.fields[field.value] = sheet.question(field, chosen=initial.get(field, ()))
        self.fields["interpreter"] = forms.BooleanField(required=False, label=SceneField.INTERPRETER.label)

    def clean_races(self) -> list[str]:
        """OMB SPD 15 (2024): one question, several answers; but not knowing is no race beside others."""
        races = self.cleaned_data["races"]
        if len(races) > 1 and set(races) & set(Missing):
            raise forms.ValidationError(
                _("{what}: “Not known” and “Prefers not to say” stand alone.").format(what=SceneField.RACES.label)
            )
        return races

    @property
    def told(self) -> dict:
        """What was told of this person; empty where nothing was."""
        return {name: value for name, value in self.cleaned_data.items() if value}


class Supplies(forms.Form):
    """How many of what was given; `supply-water` is one of them."""

    def __init__(self, data=None, *, sheet: Sheet, initial=None):
        initial = initial or {}
        super().__init__(data, prefix="supply", initial=initial, auto_id=False, use_required_attribute=False)
        for code, label in sheet.codes(CodeList.SUPPLIES, chosen=initial):
            self.fields[code] = number(label, MOST_OF_A_SUPPLY)


class Keep(Letter):
    """The form as far as it is. `about` is the assignment; a page written offline is judged by its own day."""

    def __init__(self, *args, about, **kwargs):
        super().__init__(*args, **kwargs)
        self.use_required_attribute = False  # asked for in words, and only at closing
        self.sheet = Sheet(self.by, about, on=self.by.agency.day_of(self._moment()) if self.is_bound else None)
        self.on = {section.value: self.sheet.has(section) for section in FormSection}
        self.opens = {section.value: self.sheet.asks(section) for section in FormSection}
        standing = None if self.is_bound else self.sheet.standing
        answers = standing.answers if standing else {}
        self.initial |= {"people_served": 1} | answers
        for field in CHOSEN:
            self.fields[field.value] = self.sheet.question(field, chosen=answers.get(field, ()))
        for field in WRITTEN:
            self.fields[field.value] = text(field.label, LONGEST_NOTE)
        self.fields["people_served"] = number(SceneField.PEOPLE_SERVED.label, 999)
        self.fields["naloxone"] = number(SceneField.NALOXONE.label, MOST_DOSES)
        self.fields["naloxone"].must = SceneField.NALOXONE in self.sheet.required
        self._add_rows(standing)

    @classmethod
    def blank(cls, by, about=None) -> "Keep":
        form = super().blank(by) if about is None else cls(by=by, about=about)
        form.initial |= {"id": Letter.blank(by).initial["id"]}
        return form

    def clean(self) -> dict:
        told = super().clean()
        for part in (*self.people, self.supplies):
            for sentences in part.errors.values():
                self.add_error(None, list(sentences))
        return told

    @property
    def scene(self) -> dict:
        """What the action keeps."""
        people = [person.told for person in self.people]
        answers = {name: self.cleaned_data.get(name) for name in (*CHOSEN, *WRITTEN, "people_served", "naloxone")}
        return {
            "answers": {str(name): value for name, value in answers.items() if value not in (None, "", [])},
            "people": [person for person in people if person],
            "supplies": {code: count for code, count in self.supplies.cleaned_data.items() if count},
        }

    @property
    def told(self) -> dict:
        return {"scene": self.scene}

    def _add_rows(self, standing) -> None:
        """People and supplies: as they were sent, or as they stand; one more to copy for the next person."""
        data = self.data if self.is_bound else None
        if standing is None:
            rows = dict.fromkeys(self._places() if data else [1])
            given = {}
        else:
            people = enumerate(standing.people.all(), 1)
            rows = {place: vars(person) for place, person in people} or {1: None}
            given = {supply.item: supply.count for supply in standing.supplies.all()}
        self.people = [Person(data, sheet=self.sheet, place=place, initial=row) for place, row in rows.items()]
        self.another = Person(sheet=self.sheet, place=0)
        self.supplies = Supplies(data, sheet=self.sheet, initial=given)

    def _places(self) -> list[int]:
        """The first in any case, and whoever else was sent."""
        others = range(2, MOST_PEOPLE + 1)
        return [1, *(place for place in others if any(name.startswith(f"p{place}-") for name in self.data))]

    def _moment(self):
        """When the letter was written, by the rule of every letter, before all else of it is read."""
        try:
            self.cleaned_data = {"occurred_at": self.fields["occurred_at"].clean(self.data.get("occurred_at"))}
        except forms.ValidationError:
            self.cleaned_data = {"occurred_at": None}
        return self.clean_occurred_at()


class Close(Keep):
    """The same, whole: what the agency's form of that day requires is there."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        outcome_required(self)

    def clean(self) -> dict:
        told = super().clean()
        if self.errors:
            return told
        first, *others = [person.told for person in self.people]
        people = [first, *(person for person in others if person)]
        lacking = missing(self.sheet.rules, self.scene["answers"], people)
        if lacking:
            raise forms.ValidationError(_("Still missing: {what}.").format(what=", ".join(lacking)))
        return told

    @property
    def told(self) -> dict:
        return outcome_of(self.cleaned_data) | {"scene": self.scene}


def outcome_required(form: Keep) -> None:
    form.fields["contact_outcome"].required = True
    form.fields["contact_outcome"].error_messages |= {"required": _("Say first whether there was a person.")}


def outcome_of(told: dict) -> dict:
    """The part that dispatch is told. With nobody met nobody was served: the preset of a part that is not asked."""
    outcome = {name: told[name] for name in ("contact_outcome", "disposition", "disposition_note")}
    somebody = outcome["contact_outcome"] in WITH_A_PERSON
    return outcome | {"people_served": told["people_served"] if somebody else None}
