import uuid

from django.db import models

from .assignments import Assignment
from .incidents import Incident
from .people import User
from .program import Agency
from .units import Unit


class LogHead(models.Model):
    """The pen of one agency's log: whoever holds this row writes the next line.

    `epoch` is the log's identity and changes when a backup is restored.
    """

    agency = models.OneToOneField(Agency, models.CASCADE, primary_key=True, related_name="log_head")
    seq = models.PositiveBigIntegerField(default=0)
    epoch = models.UUIDField(default=uuid.uuid4)

    def __str__(self):
        return f"{self.agency_id}:{self.seq}"


class Event(models.Model):
    """One line of the log: what happened, when it happened, when we heard of it, and who did it."""

    row = models.BigAutoField(primary_key=True)
    agency = models.ForeignKey(Agency, models.CASCADE)
    seq = models.PositiveBigIntegerField()
    id = models.UUIDField()
    kind = models.CharField(max_length=40)
    occurred_at = models.DateTimeField()
    recorded_at = models.DateTimeField()
    by = models.ForeignKey(User, models.PROTECT, null=True)
    incident = models.ForeignKey(Incident, models.CASCADE, null=True, related_name="events")
    assignment = models.ForeignKey(Assignment, models.CASCADE, null=True)
    unit = models.ForeignKey(Unit, models.CASCADE, null=True)
    shifts = models.JSONField("shifts of the crews it concerns", default=list)
    details = models.JSONField("what changed; no personal data", default=dict)
    stands = models.JSONField("the board's rows that it changed, as they are now; no personal data", default=dict)
    fingerprint = models.CharField(max_length=64)

    class Meta:
        ordering = ["agency", "seq"]
        constraints = [
            models.UniqueConstraint(fields=["agency", "seq"], name="one_line_per_number"),
            models.UniqueConstraint(fields=["agency", "id"], name="one_line_per_id"),
        ]

    def __str__(self):
        return f"{self.seq} {self.kind}"


class Cursor(models.Model):
    """How far one follower has read one agency's log, and when it may try again."""

    agency = models.ForeignKey(Agency, models.CASCADE)
    follower = models.CharField(max_length=80)
    seq = models.PositiveBigIntegerField(default=0)
    tries = models.PositiveIntegerField("failures at the next line", default=0)
    failing_since = models.DateTimeField(null=True, blank=True)
    next_try_at = models.DateTimeField(null=True, blank=True)
    problem = models.CharField(max_length=300, blank=True)
    held = models.BooleanField(default=False)
    taken_until = models.DateTimeField("one process at a time follows", null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["agency", "follower"], name="one_cursor_per_follower")]

    def __str__(self):
        return f"{self.follower} at {self.seq}"
