"""Something was filed by mistake."""

from django import forms
from django.utils.translation import gettext_lazy as _

from ... import words
from . import Letter, choice, in_one_tap


class Withdraw(Letter):
    reason = choice(words.WithdrawalReason, _("Say why it is taken back."))
    other = forms.CharField(
        required=False,
        max_length=300,
        label=_("Another reason"),
        error_messages={"max_length": _("The reason has more than 300 characters. Shorten it.")},
    )

    @property
    def short(self) -> list[tuple[str, str]]:
        """What is said in one tap."""
        return in_one_tap(words.WithdrawalReason)

    def clean(self) -> dict:
        told = super().clean()
        other = told.pop("other", "").strip()
        if told.get("reason") == words.WithdrawalReason.OTHER and "other" not in self.errors:
            told["reason"] = other
            if not other:
                self.add_error("reason", _("Say in a few words why it is taken back."))
        return told
