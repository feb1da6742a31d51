import uuid

from django.db import models
from django.db.models import Q

from .. import words
from .incidents import Incident
from .people import User
from .program import Agency


class Transfers(models.QuerySet):
    def open(self):
        return self.filter(ended_at=None)

    def unanswered(self, at):
        """Offered, and nobody answered in time; nobody has been alarmed yet. A call that ended needs no answer."""
        return self.open().filter(answer_by__lte=at, alarmed_at=None, incident__closed_at=None)


class Transfer(models.Model):
    """A caller passed on, with the record: offered, then accepted, declined or dropped."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    agency = models.ForeignKey(Agency, models.CASCADE)
    incident = models.ForeignKey(Incident, models.CASCADE, related_name="transfers")
    from_party = models.CharField(max_length=20, choices=words.Party.choices())
    to_party = models.CharField(max_length=20, choices=words.Party.choices())
    reason = models.CharField(max_length=20, choices=words.TransferReason.choices())
    note = models.CharField(max_length=300, blank=True)
    offered_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    offered_at = models.DateTimeField()
    answer_by = models.DateTimeField()
    alarmed_at = models.DateTimeField(null=True, blank=True)
    end = models.CharField(max_length=20, choices=words.TransferEnd.choices(), blank=True)
    end_reason = models.CharField(
        "why it was declined", max_length=20, choices=words.TransferReason.choices(), blank=True
    )
    ended_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = Transfers.as_manager()

    class Meta:
        ordering = ["offered_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["incident"], condition=Q(ended_at=None), name="one_open_transfer_per_incident"
            ),
            models.CheckConstraint(condition=Q(ended_at=None) | ~Q(end=""), name="an_ended_transfer_says_how"),
            models.CheckConstraint(
                condition=~Q(end=words.TransferEnd.DECLINED) | ~Q(end_reason=""), name="a_declined_transfer_says_why"
            ),
        ]

    def __str__(self):
        return f"{self.from_party} to {self.to_party}"

    @property
    def is_answered_here(self) -> bool:
        """By a desk of the house itself; of others somebody here says what they answered."""
        return self.to_party in words.INSIDE
