"""Somebody was taken somewhere."""

from datetime import datetime
from uuid import uuid4
from zoneinfo import ZoneInfo

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ... import words
from ...reports import transports
from . import AHEAD, EARLIEST, Letter, choice

CLOCK = "%Y-%m-%dT%H:%M"


class LocalTime(forms.DateTimeField):
    """A time of the agency's own clocks; of the hour that autumn has twice, the first."""

    def to_python(self, value) -> datetime | None:
        if not value:
            return None
        try:
            told = datetime.fromisoformat(str(value).strip())
            told = told if told.tzinfo else told.replace(tzinfo=timezone.get_current_timezone())
            if told < EARLIEST or told > timezone.now() + AHEAD:
                raise forms.ValidationError(self.error_messages["impossible"])
        except (ValueError, OverflowError) as error:
            raise forms.ValidationError(self.error_messages["invalid"]) from error
        return told


def clock(label: str, unreadable: str, impossible: str) -> LocalTime:
    widget = forms.DateTimeInput(attrs={"type": "datetime-local"}, format=CLOCK)
    messages = {"invalid": unreadable, "impossible": impossible}
    return LocalTime(required=False, label=label, widget=widget, error_messages=messages)


def miles(label: str) -> forms.DecimalField:
    sentence = _("Miles are a number of at most seven digits, with one behind the point.")
    faults = ("invalid", "min_value", "max_digits", "max_decimal_places", "max_whole_digits")
    return forms.DecimalField(
        required=False,
        min_value=0,
        max_digits=8,
        decimal_places=1,
        label=label,
        widget=forms.NumberInput(attrs={"inputmode": "decimal"}),
        error_messages=dict.fromkeys(faults, sentence),
    )


class Transport(Letter):
    """The action looks the kind of place up: a letter may come after its code has ended."""

    by_whom = choice(words.TransportBy, _("Say who took them."))
    destination = forms.CharField(
        max_length=40,
        error_messages=dict.fromkeys(("required", "max_length"), _("Choose what kind of place it was.")),
    )
    place = forms.CharField(
        required=False,
        max_length=200,
        label=_("Name of the place"),
        error_messages={"max_length": _("The name of the place has more than 200 characters. Shorten it.")},
    )
    people = forms.IntegerField(
        min_value=1,
        max_value=20,
        initial=1,
        label=_("People taken"),
        error_messages=dict.fromkeys(
            ("required", "invalid", "min_value", "max_value"), _("People taken is a number between 1 and 20.")
        ),
    )
    left_at = clock(
        _("Left at"),
        _("The time of leaving cannot be read."),
        _("The time of leaving lies ahead of us, or too far back."),
    )
    arrived_at = clock(
        _("Arrived at"),
        _("The time of arrival cannot be read."),
        _("The time of arrival lies ahead of us, or too far back."),
    )
    miles_at_start = miles(_("Miles at the start"))
    miles_at_end = miles(_("Miles at the end"))

    @classmethod
    def blank(cls, by, about=None) -> "Transport":
        """With the times that the crew has reported, and no others."""
        left_at, arrived_at = transports.times_reported(about)
        return cls(by=by, initial={"id": uuid4(), "people": 1, "left_at": left_at, "arrived_at": arrived_at})

    def full_clean(self) -> None:
        with timezone.override(ZoneInfo(self.by.agency.time_zone)):
            super().full_clean()
