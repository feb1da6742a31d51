import uuid

from django.db import models

from .. import words
from .assignments import Assignment
from .people import User
from .program import Agency
from .units import Unit


class BackupRequests(models.QuerySet):
    def open(self):
        return self.filter(ended_at=None)

    def unacknowledged(self):
        return self.open().filter(acknowledged_at=None)


class BackupRequest(models.Model):
    """A crew asks for police. Nobody has it until a human at the desk has acknowledged it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    agency = models.ForeignKey(Agency, models.CASCADE)
    unit = models.ForeignKey(Unit, models.PROTECT)
    assignment = models.ForeignKey(Assignment, models.CASCADE, related_name="backup_requests")
    level = models.CharField(max_length=20, choices=words.BackupLevel.choices())
    reasons = models.JSONField(help_text="codes of words.BackupReason")
    requested_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    requested_at = models.DateTimeField()
    acknowledged_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    acknowledged_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    result = models.CharField(max_length=30, choices=words.BackupResult.choices(), blank=True)

    objects = BackupRequests.as_manager()

    class Meta:
        ordering = ["-requested_at"]

    def __str__(self):
        return f"{self.level} backup for {self.unit}"

    @property
    def reason_labels(self):
        return [words.BackupReason(code).label for code in self.reasons]
