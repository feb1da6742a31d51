"""What was needed and could not be had."""

from django import forms
from django.utils.translation import gettext_lazy as _

from . import Letter


class Gap(Letter):
    """The action looks the codes up: a letter may come after its code has ended."""

    need = forms.CharField(
        max_length=40, error_messages=dict.fromkeys(("required", "max_length"), _("Choose what was needed."))
    )
    reason = forms.CharField(
        max_length=40,
        error_messages=dict.fromkeys(("required", "max_length"), _("Choose why it could not be had.")),
    )
    note = forms.CharField(
        required=False,
        max_length=300,
        label=_("Note, if there is more to say"),
        error_messages={"max_length": _("The note has more than 300 characters. Shorten it.")},
    )
