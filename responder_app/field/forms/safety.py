"""A crew needs help."""

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


class EndOfBackup(Letter):
    result = choice(words.BackupResult, _("Say how the request ended."))
