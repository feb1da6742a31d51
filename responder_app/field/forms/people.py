"""What somebody says of themselves."""

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ... import access, words
from . import Letter


class Details(Letter):
    skills = forms.MultipleChoiceField(required=False, error_messages={"invalid_choice": _("Choose from the list.")})
    languages = forms.MultipleChoiceField(required=False, error_messages={"invalid_choice": _("Choose from the list.")})
    language = forms.ChoiceField(
        choices=words.Language.choices(), error_messages={"required": _("Choose a language for the screen.")}
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        now = timezone.now()
        for name, code_list in (("skills", words.CodeList.SKILLS), ("languages", words.CodeList.LANGUAGES)):
            offered = [(entry.code, entry.label) for entry in access.entries_for(self.by, code_list, now)]
            known = {code for code, _label in offered}
            # what somebody has and the list has dropped stays theirs until they untick it
            kept = [(code, code) for code in getattr(self.by, name) if code not in known]
            self.fields[name].choices = offered + kept
