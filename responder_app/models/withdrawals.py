import uuid

from django.db import models
from django.db.models import Q

from .. import words
from .people import User
from .program import Agency


class Withdrawables(models.QuerySet):
    def standing(self):
        """Those that nobody took back as a mistake."""
        return self.filter(withdrawal=None)


class Withdrawal(models.Model):
    """Something was filed by mistake. The row it is about stays as it was filed, and counts nowhere."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    agency = models.ForeignKey(Agency, models.CASCADE)
    referral = models.OneToOneField("Referral", models.CASCADE, null=True, blank=True, related_name="withdrawal")
    gap = models.OneToOneField("ServiceGap", models.CASCADE, null=True, blank=True, related_name="withdrawal")
    transport = models.OneToOneField("Transport", models.CASCADE, null=True, blank=True, related_name="withdrawal")
    reason = models.CharField("a code of words.WithdrawalReason, or in own words", max_length=300)
    by = models.ForeignKey(User, models.PROTECT)
    occurred_at = models.DateTimeField()

    class Meta:
        ordering = ["occurred_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(referral__isnull=False, gap=None, transport=None)
                | Q(referral=None, gap__isnull=False, transport=None)
                | Q(referral=None, gap=None, transport__isnull=False),
                name="a_withdrawal_is_of_one_thing",
            ),
            models.CheckConstraint(condition=~Q(reason=""), name="a_withdrawal_says_why"),
        ]

    def __str__(self):
        return f"Withdrawn: {self.reason}"

    @property
    def of_id(self) -> uuid.UUID:
        """The number of what was filed by mistake."""
        return self.referral_id or self.gap_id or self.transport_id

    @property
    def why(self) -> str:
        """The reason in the reader's words, or as somebody wrote it."""
        return {word.value: word.label for word in words.WithdrawalReason}.get(self.reason, self.reason)
