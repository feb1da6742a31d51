"""What somebody writes on a call."""

from django import forms
from django.utils.translation import gettext_lazy as _

from . import Letter

LONGEST = 20_000  # characters in one note


class Note(Letter):
    body = forms.CharField(
        label=_("Note"),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=LONGEST,
        error_messages={
            "required": _("The note is empty."),
            "max_length": _("The note is longer than 20,000 characters. Write it in two."),
        },
    )
    clinical = forms.BooleanField(required=False, label=_("Clinical note"))

    @property
    def told(self) -> dict:
        """An ordinary note says nothing of this: it is the same letter as those written before there were others."""
        said = super().told
        return said if said["clinical"] else {"body": said["body"]}
