"""The settings as somebody types them: each with its unit, its bounds and what it does."""

from uuid import uuid4

from django import forms

from ..actions.settings import BOUNDS, CANCELLED_BY_RULE, LONGEST_HOLD, PRIORITIES
from ..words import MayCancel, Profession
from .forms import Wish

SECONDS, MINUTES, DAYS, PEOPLE = "seconds", "minutes", "days", "people"
# name: what it is called, its unit, what it does
NUMBERS = {
    "accept_limit": ("Accept a call within", SECONDS, "Then the desk is alarmed that nobody accepted."),
    "second_person_after": (
        "Second person after",
        SECONDS,
        "An alarm that nobody took also sounds for managers and administrators, and wakes their devices.",
    ),
    "silent_after": (
        "Tablet silent after",
        SECONDS,
        "A crew on scene whose tablet says nothing for so long alarms the desk.",
    ),
    "transfer_limit": ("Answer a transfer within", SECONDS, "Then the desk is alarmed that a caller may be lost."),
    "check_in_first": ("First check-in after", MINUTES, "On scene, by the server's clock."),
    "check_in_every": ("Then check in every", MINUTES, "As long as the crew is on scene."),
    "check_in_grace": ("Help is asked for after", MINUTES, "Counted from a check-in that was due and not made."),
    "idle_limit": ("Tablet locks after", MINUTES, "It hides everything, and anybody can still ask for help."),
    "caution_days": ("A caution stands for", DAYS, "Unless whoever files or reviews it says otherwise."),
    "least_crew": ("Crew of at least", PEOPLE, "The board marks a unit with fewer people aboard."),
}
GROUPS = (
    ("Alarms", ("accept_limit", "second_person_after", "silent_after", "transfer_limit")),
    ("Check-ins", ("check_in_first", "check_in_every", "check_in_grace")),
    ("Tablets, cautions and crews", ("idle_limit", "caution_days", "least_crew")),
)
HOLDS = {
    "hold_targets": "A team within, minutes",
    "hold_limits": "Somebody decides after, minutes",
}


def _number(name: str) -> forms.IntegerField:
    (label, unit, does), (least, most) = NUMBERS[name], BOUNDS[name]
    return _whole(label, least, most, help_text=f"{least} to {most} {unit}. {does}")


def _whole(label: str, least: int, most: int, **options) -> forms.IntegerField:
    sentence = f"A whole number from {least} to {most}."
    problems = dict.fromkeys(("required", "invalid", "min_value", "max_value"), sentence)
    widget = forms.NumberInput(attrs={"inputmode": "numeric"})
    return forms.IntegerField(
        label=label, min_value=least, max_value=most, error_messages=problems, widget=widget, **options
    )


class SettingsForm(Wish):
    """Numbers by name; `hold_targets_1` to `_5` for the priorities; `cancel_urgent` and so on for the rule."""

    phone = forms.CharField(label="Telephone of the desk", max_length=40, required=False)
    make_up = forms.MultipleChoiceField(
        label="A crew should have",
        choices=Profession.choices(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": "There is no such profession."},
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name in NUMBERS:
            self.fields[name] = _number(name)
        for name, label in HOLDS.items():
            for place in range(PRIORITIES):
                self.fields[f"{name}_{place + 1}"] = _whole(f"Priority {place + 1}: {label}", 1, LONGEST_HOLD)
        for level in CANCELLED_BY_RULE:
            self.fields[f"cancel_{level}"] = forms.MultipleChoiceField(
                label=level.english, choices=MayCancel.choices(), required=False, widget=forms.CheckboxSelectMultiple
            )

    @classmethod
    def of(cls, agency) -> "SettingsForm":
        """As they are set."""
        plain = {name: getattr(agency, name) for name in (*NUMBERS, "phone", "make_up")}
        holds = {f"{name}_{place}": told for name in HOLDS for place, told in enumerate(getattr(agency, name), 1)}
        rules = {f"cancel_{level}": agency.cancel_rules.get(level, []) for level in CANCELLED_BY_RULE}
        return cls(initial={"id": uuid4(), **plain, **holds, **rules})

    def changed_from(self, agency) -> dict:
        """What is meant otherwise than it is, as the action takes it."""
        told = self.cleaned_data
        meant = {name: told[name] for name in (*NUMBERS, "phone", "make_up")}
        meant |= {name: [told[f"{name}_{place + 1}"] for place in range(PRIORITIES)] for name in HOLDS}
        meant["cancel_rules"] = {level.value: told[f"cancel_{level}"] for level in CANCELLED_BY_RULE}
        return {name: value for name, value in meant.items() if value != getattr(agency, name)}

    def blame(self, problems: dict[str, str]) -> None:
        """Put the action's sentences where what they are about was typed."""
        for name, sentence in problems.items():
            at = name if name in self.fields else f"{name}_1" if name in HOLDS else None
            self.add_error(at, sentence)

    def clean(self):
        told = super().clean()
        for place in range(1, PRIORITIES + 1):
            target, end = told.get(f"hold_targets_{place}"), told.get(f"hold_limits_{place}")
            if target and end and end < target:
                self.add_error(f"hold_limits_{place}", "Somebody decides after the target, not before it.")
        return told

    @property
    def groups(self) -> list[tuple]:
        return [(title, [self[name] for name in names]) for title, names in GROUPS]

    @property
    def holds(self) -> list[dict]:
        columns = [[self[f"{name}_{place + 1}"] for name in HOLDS] for place in range(PRIORITIES)]
        return [{"priority": place, "fields": fields} for place, fields in enumerate(columns, 1)]

    @property
    def rules(self) -> list:
        return [self[f"cancel_{level}"] for level in CANCELLED_BY_RULE]
