"""What a crew's letters say, checked word by word; every complaint is a sentence."""

import json
from datetime import UTC, datetime, timedelta
from uuid import uuid4

from django import forms
from django.utils import timezone

from .. import access, words

AHEAD = timedelta(minutes=2)
EARLIEST = datetime(2000, 1, 1, tzinfo=UTC)
LONGEST = 20_000  # characters in one note


class Letter(forms.Form):
    """The two fields of every letter. The page brings an id; the tap brings its own and the time."""

    id = forms.UUIDField(
        widget=forms.HiddenInput,
        error_messages={"required": "This letter has no number.", "invalid": "This letter's number is none."},
    )
    occurred_at = forms.DateTimeField(
        required=False, error_messages={"invalid": "The time of this letter cannot be read."}
    )

    def __init__(self, *args, by, **kwargs):
        super().__init__(*args, auto_id=False, **kwargs)  # several forms on a page: labels enclose their fields
        self.by = by

    @classmethod
    def blank(cls, by) -> "Letter":
        """An empty one with the number that it has without JavaScript."""
        return cls(by=by, initial={"id": uuid4()})

    def clean_occurred_at(self) -> datetime:
        """Ours where there is none, or where it cannot be: ahead of us, or from a clock that was never set."""
        now, told = timezone.now(), self.cleaned_data["occurred_at"]
        return told if told and EARLIEST <= told <= now + AHEAD else now

    @property
    def hand(self) -> dict:
        """By whom, under which number and when: what every action asks for."""
        return {"by": self.by, "id": self.cleaned_data["id"], "occurred_at": self.cleaned_data["occurred_at"]}

    @property
    def told(self) -> dict:
        return {name: value for name, value in self.cleaned_data.items() if name not in {"id", "occurred_at"}}

    @property
    def sentences(self) -> str:
        return " ".join(dict.fromkeys(sentence for errors in self.errors.values() for sentence in errors))


def choice(word: type[words.Word], sentence: str, field=forms.ChoiceField, **options):
    """One of a list of words, as big round buttons."""
    widget = forms.CheckboxSelectMultiple if field is forms.MultipleChoiceField else forms.RadioSelect
    messages = dict.fromkeys(("required", "invalid_choice"), sentence)
    return field(choices=word.choices(), widget=widget, error_messages=messages, **options)


class Decline(Letter):
    reason = choice(words.DeclineReason, "Say why the crew declines.")


class Status(Letter):
    status = forms.ChoiceField(
        choices=[(status.value, status.label) for status in words.LADDER],
        error_messages=dict.fromkeys(("required", "invalid_choice"), "That is not something a crew reports on a call."),
    )


class Note(Letter):
    body = forms.CharField(
        label="Note",
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=LONGEST,
        error_messages={
            "required": "The note is empty.",
            "max_length": f"The note is longer than {LONGEST} characters. Write it in two.",
        },
    )


class Backup(Letter):
    """The most urgent level comes first: whoever needs it has no time to read."""

    level = choice(words.BackupLevel, "Choose a level of backup.")
    reasons = choice(words.BackupReason, "Give at least one reason.", forms.MultipleChoiceField)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["level"].choices = reversed(words.BackupLevel.choices())


class EndOfBackup(Letter):
    result = choice(words.BackupResult, "Say how the request ended.")


class Referral(Letter):
    service = forms.ModelChoiceField(
        queryset=None,
        widget=forms.RadioSelect,
        empty_label=None,
        error_messages=dict.fromkeys(
            ("required", "invalid_choice"), "Choose a service from the list; this one is not offered."
        ),
    )
    mode = choice(words.ReferralMode, "Choose how the person was referred.")
    accepted = forms.TypedChoiceField(
        choices=[("true", "Accepted"), ("false", "Offered, declined")],
        coerce=lambda told: told == "true",
        initial="true",
        widget=forms.RadioSelect,
        error_messages=dict.fromkeys(("required", "invalid_choice"), "Say whether the person accepted."),
    )
    consent = forms.BooleanField(required=False, label="The person agrees that we pass on their name")
    note = forms.CharField(required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 2}))

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["service"].queryset = access.services_for(self.by).offered().select_related("organization")


class Close(Letter):
    contact_outcome = choice(words.ContactOutcome, "Say first whether there was a person.")
    disposition = choice(words.Disposition, "Choose where the person went.", required=False)
    disposition_note = forms.CharField(required=False, max_length=300, label="Other: say it in a few words")
    people_served = forms.IntegerField(
        required=False,
        min_value=0,
        max_value=999,
        label="People served",
        error_messages=dict.fromkeys(
            ("invalid", "min_value", "max_value"), "People served is a number between 0 and 999."
        ),
    )


class SetAside(Letter):
    """`letter` is the number of the refused one, so that telling the desk twice tells it once."""

    letter = forms.UUIDField(required=False)
    label = forms.CharField(error_messages={"required": "Say what the letter was."})
    problem = forms.CharField(error_messages={"required": "Say why it was refused."})
    written_at = forms.DateTimeField(required=False)

    def clean_label(self) -> str:
        return self.cleaned_data["label"][:120]

    def clean_problem(self) -> str:
        return self.cleaned_data["problem"][:500]

    def clean_written_at(self) -> datetime | None:
        told = self.cleaned_data["written_at"]
        return told if told and told >= EARLIEST else None


class Settle(Letter):
    end = choice(words.LetterEnd, "Say how the letter was settled.")
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
            raise forms.ValidationError("The letter's text cannot be read.") from error
        if "\0" in "".join([*said, *texts]):
            raise forms.ValidationError("The letter's text cannot be read.")
        return said


class SignOn(Letter):
    unit = forms.ModelChoiceField(
        queryset=None,
        error_messages=dict.fromkeys(("required", "invalid_choice"), "Choose one of your agency's units."),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["unit"].queryset = access.units_for(self.by)
