import uuid

from django.db import models
from django.db.models import Q

from .. import words
from .incidents import Incident
from .people import User
from .program import Agency
from .rulesets import Ruleset


class Screening(models.Model):
    """One screening of a call, or one overriding of it. Each is a row of its own; the last stands on the call.

    `answers`: words.Answer by the question's code, as they stood then; `reasons`: what decided, `{"code", "answer",
    "effect"}` each, or `{"code": "call_type"}`.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    agency = models.ForeignKey(Agency, models.CASCADE)
    incident = models.ForeignKey(Incident, models.CASCADE, related_name="screenings")
    ruleset = models.ForeignKey(Ruleset, models.PROTECT, null=True, blank=True)
    answers = models.JSONField(default=dict)
    reasons = models.JSONField(default=list)
    by_rules = models.CharField("what the rules say", max_length=30, choices=words.ScreeningResult.choices())
    result = models.CharField("what stands", max_length=30, choices=words.ScreeningResult.choices())
    override_reason = models.CharField(max_length=30, choices=words.OverrideReason.choices(), blank=True)
    override_note = models.CharField(max_length=300, blank=True)
    by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    occurred_at = models.DateTimeField()

    class Meta:
        ordering = ["-occurred_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(result=models.F("by_rules")) | ~Q(override_reason=""), name="an_override_says_why"
            ),
            models.CheckConstraint(
                condition=~Q(override_reason=words.OverrideReason.OTHER) | ~Q(override_note=""),
                name="another_override_is_explained",
            ),
        ]

    def __str__(self):
        return self.result
