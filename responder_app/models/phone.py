import uuid

from django.db import models

from .. import words
from .incidents import Incident
from .people import User
from .program import Agency
from .units import Unit


class PhoneResolution(models.Model):
    """What was done for a caller by phone, without a team; once more where the call was opened again. The safety plan
    is for clinical roles only."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    agency = models.ForeignKey(Agency, models.CASCADE)
    incident = models.ForeignKey(Incident, models.CASCADE, related_name="phone_resolutions")
    outcome = models.CharField(max_length=20, choices=words.PhoneOutcome.choices())
    safety_plan = models.TextField(blank=True)
    summary = models.CharField("for everybody who may see the call", max_length=500, blank=True)
    by = models.ForeignKey(User, models.PROTECT)
    occurred_at = models.DateTimeField()

    class Meta:
        ordering = ["occurred_at"]

    def __str__(self):
        return self.outcome


class CallerContact(models.Model):
    """The call-back log: each time the caller was rung, or rang again, and whether anybody was reached."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    agency = models.ForeignKey(Agency, models.CASCADE)
    incident = models.ForeignKey(Incident, models.CASCADE, related_name="caller_contacts")
    kind = models.CharField(max_length=20, choices=words.CallBack.choices())
    reached = models.BooleanField()
    will_wait = models.BooleanField(null=True, blank=True)
    told_minutes = models.PositiveSmallIntegerField("the wait that was told", null=True, blank=True)
    note = models.CharField(max_length=500, blank=True)
    by = models.ForeignKey(User, models.PROTECT)
    occurred_at = models.DateTimeField()

    class Meta:
        ordering = ["occurred_at"]

    def __str__(self):
        return self.kind


class Telehealth(models.Model):
    """An officer, EMS or a crew on scene speaks to a clinician at the desk; the note is for clinical roles only."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    agency = models.ForeignKey(Agency, models.CASCADE)
    incident = models.ForeignKey(Incident, models.CASCADE, null=True, blank=True, related_name="telehealth")
    asked_by = models.CharField(max_length=20, choices=words.Party.choices())
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, blank=True)
    mode = models.CharField(max_length=20, choices=words.TelehealthMode.choices())
    clinician = models.ForeignKey(User, models.PROTECT)
    started_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)
    outcome = models.CharField(max_length=20, choices=words.TelehealthOutcome.choices(), blank=True)
    note = models.TextField(blank=True)

    class Meta:
        ordering = ["-started_at"]
        verbose_name_plural = "telehealth"
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ended_at=None) | ~models.Q(outcome=""), name="ended_telehealth_says_how"
            )
        ]

    def __str__(self):
        return f"{self.mode} since {self.started_at}"
