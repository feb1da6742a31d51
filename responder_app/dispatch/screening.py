"""The screening questions as the desk types them: three ways each, unknown until somebody has asked."""

from django import forms

from .. import words

UNKNOWN = words.Answer.UNKNOWN.value


class ScreeningFields(forms.Form):
    """A radio for every question; `screening` is what was answered, for what is not named is unknown."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for question in words.Disqualifier:
            self.fields[_name_of(question)] = forms.ChoiceField(
                label=question.label,
                choices=words.Answer.choices(),
                initial=UNKNOWN,
                required=False,
                widget=forms.RadioSelect,
                error_messages={"invalid_choice": "Yes, no or unknown."},
            )

    @property
    def questions(self) -> list:
        return [self[_name_of(question)] for question in words.Disqualifier]

    @property
    def screening(self) -> dict:
        said = {question.value: self.cleaned_data.get(_name_of(question)) for question in words.Disqualifier}
        return {code: answer for code, answer in said.items() if answer and answer != UNKNOWN}


def _name_of(question) -> str:
    return f"screening_{question.value}"
