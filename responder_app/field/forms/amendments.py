"""The on-scene form once more, of a call that is closed: as it stands, to be put right."""

from django import forms
from django.utils.translation import gettext_lazy as _

from . import Letter
from .scenes import LONGEST_NOTE, Keep, outcome_of, outcome_required


class Amend(Keep):
    """As at closing. The page asks for what the agency requires; here nobody insists: what is told is a fact."""

    reason = forms.CharField(
        max_length=LONGEST_NOTE,
        label=_("Why is it amended?"),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        error_messages={
            "required": _("Say why it is amended."),
            "max_length": _("The reason has more than 300 characters. Shorten it."),
        },
    )

    def __init__(self, *args, about, **kwargs):
        super().__init__(*args, about=about, **kwargs)
        outcome_required(self)
        if not self.is_bound:
            ended = outcome_of(vars(about.encounter))
            self.initial |= {name: value for name, value in ended.items() if value is not None}

    @classmethod
    def blank(cls, by, about=None) -> Letter:
        """Nothing is amended before it is closed."""
        return super().blank(by, about) if getattr(about, "encounter", None) else Letter.blank(by)

    @property
    def told(self) -> dict:
        return outcome_of(self.cleaned_data) | {"scene": self.scene, "reason": self.cleaned_data["reason"]}
