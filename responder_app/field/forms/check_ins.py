"""The crew is all right, or needs more time to say so."""

from django import forms
from django.utils.translation import gettext_lazy as _

from . import Letter


class MoreTime(Letter):
    minutes = forms.TypedChoiceField(
        coerce=int,
        choices=[(10, _("10 minutes")), (20, _("20 minutes")), (30, _("30 minutes"))],
        widget=forms.RadioSelect,
        error_messages=dict.fromkeys(("required", "invalid_choice"), _("Choose for how long.")),
    )
    reason = forms.CharField(
        label=_("Why?"),
        max_length=300,
        error_messages={
            "required": _("Say why you need more time."),
            "max_length": _("Say it in at most 300 characters."),
        },
    )
