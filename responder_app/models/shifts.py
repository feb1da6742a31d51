"""What a crew does at the two ends of its shift."""

import uuid

from django.db import models

from .people import User
from .program import Agency
from .units import Shift, Unit


class VanCheck(models.Model):
    """The van and its supplies as a crew found them: `items` holds `{code: "ok" | "missing"}` of the agency's list."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    agency = models.ForeignKey(Agency, models.CASCADE)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="van_checks")
    shift = models.ForeignKey(Shift, models.CASCADE, related_name="van_checks")
    items = models.JSONField()
    mileage = models.PositiveIntegerField("miles on the clock", null=True, blank=True)
    note = models.CharField(max_length=500, blank=True)
    by = models.ForeignKey(User, models.PROTECT)
    occurred_at = models.DateTimeField()

    class Meta:
        ordering = ["-occurred_at"]

    def __str__(self):
        return f"{self.unit} checked"


class HandOver(models.Model):
    """What a crew leaves to the next on its unit; `unfinished` counts what it still owes, by kind."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    agency = models.ForeignKey(Agency, models.CASCADE)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="hand_overs")
    body = models.TextField(blank=True)
    unfinished = models.JSONField(default=dict)
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    occurred_at = models.DateTimeField()
    read_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    read_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-occurred_at"]

    def __str__(self):
        return f"Hand-over of {self.unit}"
