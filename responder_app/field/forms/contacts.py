"""Whether somebody is known to the program."""

from django import forms
from django.utils.translation import gettext_lazy as _


class LookUp(forms.Form):
    """Asked of the server at once and kept nowhere, so it is no letter."""

    known_as = forms.CharField(
        label=_("Name or alias"),
        min_length=2,
        max_length=80,
        error_messages={
            "required": _("Type the name or alias."),
            "min_length": _("Type at least two letters."),
            "max_length": _("That is longer than a name can be on file."),
        },
    )

    @property
    def sentences(self) -> str:
        return " ".join(str(sentence) for errors in self.errors.values() for sentence in errors)
