"""A crew takes no calls for a while."""

from django import forms
from django.utils.translation import gettext_lazy as _

from ... import words
from . import Letter, choice, in_one_tap


class GoOut(Letter):
    reason = choice(words.OutOfServiceReason, _("Say why you are out of service."))
    note = forms.CharField(
        required=False,
        max_length=300,
        label=_("Another reason"),
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"max_length": _("The reason has more than 300 characters. Shorten it.")},
    )

    @property
    def short(self) -> list[tuple[str, str]]:
        """What is said in one tap."""
        return in_one_tap(words.OutOfServiceReason)

    def clean(self) -> dict:
        told = super().clean()
        if told.get("reason") == words.OutOfServiceReason.OTHER and not told.get("note") and "note" not in self.errors:
            self.add_error("note", _("Say in a few words why."))
        return told
