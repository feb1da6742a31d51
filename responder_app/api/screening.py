"""The answers to the screening questions, in an object by the codes of the questions, and what they come to."""

from django.db.models import prefetch_related_objects
from rest_framework import serializers

from .. import access, words
from ..reports import screening

READ = "screenings__ruleset__questions"


class Answers(serializers.DictField):
    """By the code of the question. Which questions there are the rules of the day say: see check_asked()."""

    child = serializers.ChoiceField(words.Answer.choices())


class AnswersRecord(Answers):
    """Every question of the rules that the call met: what was not asked, or not answered, is unknown."""

    def to_representation(self, incident):
        last = _last(incident)
        questions = last.ruleset.questions.all() if last and last.ruleset else screening.standard()
        return {question.code: screening.answer_to(incident, question.code) for question in questions}


class ReasonRecord(serializers.Serializer):
    """What decided: an answer by its effect, or the type of the call alone (`code` is `call_type`)."""

    code = serializers.CharField()
    answer = serializers.ChoiceField(words.Answer.choices(), required=False)
    effect = serializers.ChoiceField(words.RuleEffect.choices(), required=False)


class ScreenedRecord(serializers.Serializer):
    """The screening that stands; null where nobody has screened the call."""

    by_rules = serializers.ChoiceField(words.ScreeningResult.choices())
    reasons = ReasonRecord(many=True)
    ruleset = serializers.IntegerField(
        source="ruleset.number", allow_null=True, help_text="Null: the agency had no rules, and its call type decided."
    )
    override_reason = serializers.ChoiceField(words.OverrideReason.choices(), allow_blank=True)
    screened_at = serializers.DateTimeField(source="occurred_at")

    def to_representation(self, incident):
        last = _last(incident)
        return super().to_representation(last) if last else None


def with_screening(incidents):
    """With what a record says of their screening: three queries more, however many calls."""
    return incidents.prefetch_related(READ)


def read_screening(incident):
    """The same for one call that is at hand."""
    prefetch_related_objects([incident], READ)
    return incident


def check_asked(user, answers: dict, at) -> None:
    """Raises ValidationError, naming each question that the rules of that day do not ask."""
    if not answers:
        return
    asked = screening.rules_of(access.questions_in_force(user, at)).codes
    if strange := sorted(set(answers) - asked):
        problems = {name[:60]: "There is no such question." for name in strange[:10]}
        raise serializers.ValidationError({"screening": problems})


def _last(incident):
    return next(iter(incident.screenings.all()), None)
