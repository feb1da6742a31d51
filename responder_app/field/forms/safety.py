"""A crew needs help, or is safe again."""

from django import forms
from django.utils.translation import gettext_lazy as _

from ... import words
from . import Letter, choice


class Backup(Letter):
    """The most urgent level comes first: whoever needs it has no time to read."""

    level = choice(words.BackupLevel, _("Choose a level of backup."))
    reasons = choice(words.BackupReason, _("Give at least one reason."), forms.MultipleChoiceField)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["level"].choices = reversed(words.BackupLevel.choices())


class Ems(Letter):
    reasons = choice(words.EmsReason, _("Give at least one reason."), forms.MultipleChoiceField)


class EndOfBackup(Letter):
    result = choice(words.BackupResult, _("Say how the request ended."))


class CodeFour(Letter):
    """The PIN, or the password of somebody who has set none: checked by the door, never kept and never shown again."""

    secret = forms.CharField(
        label=_("Your PIN"),
        strip=False,
        max_length=128,
        widget=forms.PasswordInput(attrs={"autocomplete": "off"}),
        error_messages=dict.fromkeys(("required", "max_length"), _("Type your PIN. Without one, your password.")),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if not self.by.pin:
            self.fields["secret"].label = _("Your password, for you have set no PIN")
