import uuid

from django.db import models

from .incidents import Incident
from .people import User
from .program import Agency
from .withdrawals import Withdrawables


class ServiceGap(models.Model):
    """What was needed and could not be had, and why: codes of the agency's lists."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    agency = models.ForeignKey(Agency, models.CASCADE)
    incident = models.ForeignKey(Incident, models.CASCADE, related_name="gaps")
    need = models.CharField(max_length=40)
    reason = models.CharField(max_length=40)
    note = models.CharField(max_length=300, blank=True)
    by = models.ForeignKey(User, models.PROTECT)
    occurred_at = models.DateTimeField()

    objects = Withdrawables.as_manager()

    class Meta:
        ordering = ["occurred_at"]

    def __str__(self):
        return f"{self.need}: {self.reason}"
