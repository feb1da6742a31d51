import uuid

from django.db import models
from django.db.models import Q

from .. import words
from .incidents import Incident
from .people import User
from .program import Agency


class Supports(models.QuerySet):
    def going(self):
        return self.filter(ended_at=None)


class Support(models.Model):
    """Police, EMS or fire, sent by the desk beside a team or instead of one; a crew's own wish is a BackupRequest."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    agency = models.ForeignKey(Agency, models.CASCADE)
    incident = models.ForeignKey(Incident, models.CASCADE, related_name="supports")
    kind = models.CharField(max_length=20, choices=words.SupportKind.choices())
    instead = models.BooleanField("no team goes", default=False)
    stage = models.CharField(max_length=20, choices=words.SupportStage.choices(), default=words.SupportStage.ASKED)
    stage_at = models.DateTimeField()
    eta_at = models.DateTimeField(null=True, blank=True)
    reason = models.CharField(max_length=300, blank=True)
    by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    asked_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = Supports.as_manager()

    class Meta:
        ordering = ["asked_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["incident", "kind"], condition=Q(ended_at=None), name="one_support_of_a_kind_goes"
            )
        ]

    def __str__(self):
        return f"{self.kind} to {self.incident_id}"
