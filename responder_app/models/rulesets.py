from django.db import models
from django.db.models import Q
from django.utils.translation import get_language

from .. import words
from .people import User
from .program import Agency


class Rulesets(models.QuerySet):
    def in_force(self, on):
        return self.filter(effective_from__lte=on).filter(Q(effective_to=None) | Q(effective_to__gt=on))


class Ruleset(models.Model):
    """The agency's screening questions and what their answers do, between two dates. Published, it is never changed."""

    agency = models.ForeignKey(Agency, models.CASCADE, related_name="rulesets")
    number = models.PositiveSmallIntegerField()
    note = models.CharField("what is new in it", max_length=300, blank=True)
    effective_from = models.DateField()
    effective_to = models.DateField(null=True, blank=True)
    published_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True)
    published_at = models.DateTimeField()

    objects = Rulesets.as_manager()

    class Meta:
        ordering = ["-number"]
        constraints = [models.UniqueConstraint(fields=["agency", "number"], name="one_ruleset_per_number")]

    def __str__(self):
        return f"Rules {self.number}"


class Questions(models.QuerySet):
    def in_force(self, on):
        """Of the ruleset of that day, each with it."""
        ended = Q(ruleset__effective_to=None) | Q(ruleset__effective_to__gt=on)
        return self.filter(ended, ruleset__effective_from__lte=on).select_related("ruleset")


class Question(models.Model):
    """One question: what is asked, what its words mean (“threat” is read differently), what each answer does."""

    agency = models.ForeignKey(Agency, models.CASCADE)
    ruleset = models.ForeignKey(Ruleset, models.CASCADE, related_name="questions")
    code = models.CharField(max_length=40)
    text_en = models.CharField(max_length=160)
    text_es = models.CharField(max_length=160, blank=True)
    definition = models.CharField(max_length=300, blank=True)
    example = models.CharField(max_length=300, blank=True)
    on_yes = models.CharField(max_length=20, choices=words.RuleEffect.choices(), default=words.RuleEffect.NOTHING)
    on_no = models.CharField(max_length=20, choices=words.RuleEffect.choices(), default=words.RuleEffect.NOTHING)
    on_unknown = models.CharField(max_length=20, choices=words.RuleEffect.choices(), default=words.RuleEffect.NOTHING)
    position = models.PositiveSmallIntegerField(default=0)

    objects = Questions.as_manager()

    class Meta:
        ordering = ["position", "code"]
        constraints = [models.UniqueConstraint(fields=["ruleset", "code"], name="one_question_per_code")]

    def __str__(self):
        return self.text

    @property
    def text(self) -> str:
        """In the language of whoever reads it now."""
        spanish = (get_language() or "").startswith("es")
        return (self.text_es if spanish else "") or self.text_en
