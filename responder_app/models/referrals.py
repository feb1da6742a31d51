import uuid

from django.db import models

from .. import words
from .directory import Service
from .incidents import Incident
from .people import User
from .program import Agency
from .units import Unit
from .withdrawals import Withdrawables


class Referral(models.Model):
    """Somebody on a call was pointed, handed or taken to a service."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    agency = models.ForeignKey(Agency, models.CASCADE)
    incident = models.ForeignKey(Incident, models.CASCADE, related_name="referrals")
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, blank=True)
    service = models.ForeignKey(Service, models.PROTECT)
    mode = models.CharField(max_length=20, choices=words.ReferralMode.choices())
    status = models.CharField(max_length=20, choices=words.ReferralStatus.choices())
    consent = models.BooleanField("the person agreed that we pass on their name", default=False)
    note = models.TextField(blank=True)
    by = models.ForeignKey(User, models.PROTECT)
    occurred_at = models.DateTimeField()

    objects = Withdrawables.as_manager()

    class Meta:
        ordering = ["occurred_at"]
        indexes = [models.Index(fields=["agency", "occurred_at", "id"], name="referrals_by_time")]

    def __str__(self):
        return f"{self.incident_id} to {self.service_id}"
