"""A crew's answer to a call, and what it does."""

from django import forms
from django.utils.translation import gettext_lazy as _

from ... import words
from . import Letter, choice


class Decline(Letter):
    reason = choice(words.DeclineReason, _("Say why the crew declines."))


class Status(Letter):
    status = forms.ChoiceField(
        choices=[(status.value, status.label) for status in words.LADDER],
        error_messages=dict.fromkeys(
            ("required", "invalid_choice"), _("That is not something a crew reports on a call.")
        ),
    )
