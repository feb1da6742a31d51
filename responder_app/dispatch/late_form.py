"""A call sheet, typed in: what is wrong is said at its field, and nothing is made up where the paper is empty."""

import re
from datetime import datetime, timedelta
from uuid import uuid4
from zoneinfo import ZoneInfo

from django import forms
from django.utils import timezone

from .. import access, words
from ..actions.late_entry import ON_PAPER, wrong_times
from .forms import CallSignField
from .new_call_form import CallTypeField
from .screening import ScreeningFields

LONGEST = timedelta(hours=12)  # a time before the call's own is of the next day, if that is not later than this
CLOCK = re.compile(r"([01]?\d|2[0-3])[:. ]?([0-5]\d)")
NOTHING = ("", "—")


class ClockField(forms.CharField):
    """A time of day as people write it: 14:05, 1405, 9:30."""

    def __init__(self, **kwargs):
        super().__init__(max_length=5, **kwargs)
        self.widget.attrs |= {"inputmode": "numeric", "autocomplete": "off", "placeholder": "14:05"}

    def clean(self, value):
        typed = super().clean(value)
        if not typed:
            return None
        found = CLOCK.fullmatch(typed)
        if found is None:
            raise forms.ValidationError("Write the time like 14:05 or 1405.")
        return int(found[1]), int(found[2])


class LateForm(ScreeningFields):
    """`received_at` and `times` are moments by the agency's clock; what was left empty stays away."""

    received_day = forms.DateField(
        label="Day",
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        input_formats=["%Y-%m-%d"],
        error_messages={"required": "Which day did it come in?", "invalid": "Write the day like 2026-05-31."},
    )
    received_time = ClockField(label="Came in at", error_messages={"required": "When did it come in?"})
    call_type = CallTypeField(label="Call type")
    address = forms.CharField(label="Address or place", max_length=200, required=False)
    place_note = forms.CharField(label="Entry and place", max_length=300, required=False)
    summary = forms.CharField(
        label="What was told", max_length=4000, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
    caller_name = forms.CharField(label="Caller's name", max_length=120, required=False)
    caller_relation = forms.ChoiceField(
        label="Caller is", choices=words.CallerRelation.choices(), initial=words.CallerRelation.UNKNOWN
    )
    callback_number = forms.CharField(label="Call-back number", max_length=40, required=False)
    intake_channel = forms.ChoiceField(label="Came in through", choices=words.IntakeChannel.choices())
    priority = forms.TypedChoiceField(
        required=False, coerce=int, empty_value=None, choices=[("", "By type"), *((n, str(n)) for n in range(1, 6))]
    )
    external_id = forms.CharField(label="Dispatch center's number", max_length=80, required=False)
    unit = CallSignField(label="Unit", required=False)
    crew = forms.ModelMultipleChoiceField(
        label="Who was aboard", queryset=None, required=False, widget=forms.CheckboxSelectMultiple
    )
    contact_outcome = forms.ChoiceField(
        label="Was there a person?", required=False, choices=[NOTHING, *words.ContactOutcome.choices()]
    )
    disposition = forms.ChoiceField(
        label="Where the person went", required=False, choices=[NOTHING, *words.Disposition.choices()]
    )
    disposition_note = forms.CharField(label="What the other outcome was", max_length=300, required=False)
    people_served = forms.IntegerField(label="People served", required=False, min_value=0, max_value=999)
    sent_instead = forms.ChoiceField(
        label="What went instead", required=False, choices=[NOTHING, *words.SentInstead.choices()]
    )
    reason = forms.ChoiceField(
        label="Why no team went", required=False, choices=[NOTHING, *words.UnservedReason.choices()]
    )
    note = forms.CharField(
        label="Notes on the sheet", max_length=4000, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
    again = forms.BooleanField(label="It is another call", required=False)

    def __init__(self, *args, user, **kwargs):
        self.zone = ZoneInfo(access.agency_of(user).time_zone)
        today = timezone.now().astimezone(self.zone).date()
        kwargs.setdefault("initial", {"id": uuid4(), "received_day": today})
        super().__init__(*args, user=user, **kwargs)
        self.fields["call_type"].widget.attrs.pop("autofocus")
        self.fields["received_time"].widget.attrs["autofocus"] = True
        self.call_types = list(access.call_types_for(user))
        self.fields["crew"].queryset = access.colleagues_for(user)
        for status in ON_PAPER:
            label = "Clear" if status == words.UnitStatus.AVAILABLE else status.label
            self.fields[_field_of(status)] = ClockField(label=label, required=False)
        self.twin = None

    def clean_unit(self):
        return self.fields["unit"].find(self.user, self.cleaned_data["unit"])

    def clean(self):
        told = super().clean()
        self.received_at, self.times = None, {}
        if told.get("received_day") and told.get("received_time"):
            self._read_times(told)
            self._find_type(told)
            self._look_for_twin(told)
        self._check_end(told)
        return told

    def _read_times(self, told: dict) -> None:
        self.received_at = self._moment(told["received_day"], told["received_time"])
        for status in ON_PAPER:
            if clock := told.get(_field_of(status)):
                at = self._moment(told["received_day"], clock)
                next_day = self._moment(told["received_day"] + timedelta(days=1), clock)
                rolls = at < self.received_at and next_day - self.received_at <= LONGEST
                self.times[status] = next_day if rolls else at
        for name, sentence in wrong_times(self.received_at, self.times, timezone.now()).items():
            self.add_error("received_time" if name == "received_at" else _field_of(name), sentence)

    def _moment(self, day, clock: tuple) -> datetime:
        return datetime(day.year, day.month, day.day, *clock, tzinfo=self.zone)

    def _find_type(self, told: dict) -> None:
        """Of those that were in force on the day of the paper."""
        day = told["received_day"]
        then = [
            kind
            for kind in self.call_types
            if kind.effective_from <= day and (kind.effective_to is None or kind.effective_to > day)
        ]
        try:
            told["call_type"] = self.fields["call_type"].find(then, told.get("call_type") or "")
        except forms.ValidationError as error:
            if "call_type" not in self.errors:
                self.add_error("call_type", error)

    def _look_for_twin(self, told: dict) -> None:
        """Two desks may hold the same sheet."""
        same = access.incidents_for(self.user).exclude(late_entry_at=None).exclude(pk=told.get("id"))
        self.twin = same.filter(received_at=self.received_at, address__iexact=told.get("address", "")).first()
        if self.twin and not told.get("again"):
            self.add_error("again", f"Call {self.twin} of the same time and place was typed in already.")

    def _check_end(self, told: dict) -> None:
        outcome = told.get("contact_outcome")
        if "unit" in self.errors:
            return
        if told.get("unit") or any(told.get(_field_of(status)) for status in ON_PAPER):
            if not told.get("unit"):
                self.add_error("unit", "Which unit? There are times of one.")
            self._check_outcome(told, outcome)
        elif outcome:
            self.add_error("unit", "Which unit was with the person?")
        elif not told.get("sent_instead"):
            self.add_error("sent_instead", "No unit went: say what went instead; “Nobody” is an answer too.")

    def _check_outcome(self, told: dict, outcome) -> None:
        somebody = outcome in words.WITH_A_PERSON
        if not outcome:
            self.add_error("contact_outcome", "Say how it ended. A call that is not over is typed in as a new one.")
        elif somebody and not told.get("disposition"):
            self.add_error("disposition", "There was a person: say where they went.")
        elif told.get("disposition") and not somebody:
            self.add_error("disposition", "With nobody met there is no disposition.")
        if told.get("disposition") == words.Disposition.OTHER and not told.get("disposition_note"):
            self.add_error("disposition_note", "Say in a few words what the other outcome was.")

    @property
    def clocks(self) -> list:
        return [self[_field_of(status)] for status in ON_PAPER]

    @property
    def typed(self) -> dict:
        """What the action is told beside the id."""
        told = self.cleaned_data
        names = ("call_type", "address", "place_note", "summary", "caller_name", "caller_relation", "callback_number")
        said = {name: told[name] for name in (*names, "intake_channel", "priority", "external_id", "note")}
        said |= {"received_at": self.received_at, "screening": self.answers, "unit": told["unit"]}
        if told["unit"]:
            names = ("contact_outcome", "disposition", "disposition_note", "people_served")
            outcome = {name: told[name] for name in names}
            return said | {"crew": list(told["crew"]), "times": self.times, "outcome": outcome}
        return said | {"ending": {name: told[name] for name in ("reason", "sent_instead")}}


def _field_of(status) -> str:
    return f"time_{status}"
