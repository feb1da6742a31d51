"""The answers to the screening questions, in an object by the codes of the questions."""

from rest_framework import serializers

from .. import words
from ..reports import screening

QUESTIONS = {question.value: question.english for question in words.Disqualifier}


def _fields(**options) -> dict:
    return {
        code: serializers.ChoiceField(words.Answer.choices(), help_text=english, **options)
        for code, english in QUESTIONS.items()
    }


class _ScreeningLetter(serializers.Serializer):
    """What is not named is unknown."""

    def to_internal_value(self, data):
        strange = set(data) - set(self.fields) if isinstance(data, dict) else ()
        if strange:
            raise serializers.ValidationError(
                {name[:60]: "There is no such question." for name in sorted(strange)[:10]}
            )
        return dict(super().to_internal_value(data))


class _ScreeningRecord(serializers.Serializer):
    """Every question: what was not asked, or not answered, is unknown."""

    def to_representation(self, incident):
        return {question.value: screening.answer_to(incident, question) for question in words.Disqualifier}


ScreeningLetter = type("ScreeningLetter", (_ScreeningLetter,), _fields(required=False))
ScreeningRecord = type("ScreeningRecord", (_ScreeningRecord,), _fields())
