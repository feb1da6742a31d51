"""What a crew's letters say, checked word by word; every complaint is a sentence. One file for each noun."""

from datetime import UTC, datetime, timedelta
from uuid import uuid4

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ... import words

AHEAD = timedelta(minutes=2)
EARLIEST = datetime(2000, 1, 1, tzinfo=UTC)


class Letter(forms.Form):
    """The two fields of every letter. The page brings an id; the tap brings its own and the time."""

    id = forms.UUIDField(
        widget=forms.HiddenInput,
        error_messages={"required": _("This letter has no number."), "invalid": _("This letter's number is none.")},
    )
    occurred_at = forms.DateTimeField(
        required=False, error_messages={"invalid": _("The time of this letter cannot be read.")}
    )

    def __init__(self, *args, by, **kwargs):
        super().__init__(*args, auto_id=False, **kwargs)  # several forms on a page: labels enclose their fields
        self.by = by

    @classmethod
    def blank(cls, by, about=None) -> "Letter":
        """An empty one with the number that it has without JavaScript; `about` is the assignment it is for."""
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
        return " ".join(dict.fromkeys(str(sentence) for errors in self.errors.values() for sentence in errors))


def choice(word: type[words.Word], sentence: str, field=forms.ChoiceField, **options):
    """One of a list of words, as big round buttons."""
    widget = forms.CheckboxSelectMultiple if field is forms.MultipleChoiceField else forms.RadioSelect
    messages = dict.fromkeys(("required", "invalid_choice"), sentence)
    return field(choices=word.choices(), widget=widget, error_messages=messages, **options)


def in_one_tap(reasons: type[words.Word]) -> list[tuple[str, str]]:
    """A button each, but for OTHER, which is told in own words."""
    return [(reason.value, reason.label) for reason in reasons if reason != reasons.OTHER]
