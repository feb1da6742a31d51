"""What others are to be careful of."""

from django import forms
from django.utils.translation import gettext_lazy as _

from ... import words
from . import Letter, choice

LONGEST = 365  # days


class Caution(Letter):
    kind = choice(words.CautionKind, _("Say what kind of danger it is."))
    source = choice(words.CautionSource, _("Say who says so."), initial=words.CautionSource.CREW)
    body = forms.CharField(
        label=_("What, and where exactly"),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={
            "required": _("Say what to be careful of."),
            "max_length": _("Say it in at most 300 characters."),
        },
    )
    days = forms.IntegerField(
        label=_("For how many days"),
        min_value=1,
        max_value=LONGEST,
        error_messages=dict.fromkeys(
            ("required", "invalid", "min_value", "max_value"), _("Choose from 1 to 365 days.")
        ),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["days"].initial = self.by.agency.caution_days
        self.fields["days"].widget.attrs |= {"inputmode": "numeric"}
