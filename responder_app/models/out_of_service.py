import uuid

from django.db import models
from django.db.models import F, Q

from .. import words
from .people import User
from .program import Agency
from .units import Unit


class TimesOut(models.QuerySet):
    def running(self):
        return self.filter(ended_at=None)


class OutOfService(models.Model):
    """One time in which a crew takes no calls. `ended_by` nobody: what came next ended it, a call or the way home."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    agency = models.ForeignKey(Agency, models.CASCADE)
    unit = models.ForeignKey(Unit, models.CASCADE, related_name="times_out")
    reason = models.CharField(max_length=20, choices=words.OutOfServiceReason.choices())
    note = models.CharField(max_length=300, blank=True)
    began_at = models.DateTimeField()
    began_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")

    objects = TimesOut.as_manager()

    class Meta:
        ordering = ["-began_at"]
        verbose_name_plural = "times out of service"
        constraints = [
            models.UniqueConstraint(fields=["unit"], condition=Q(ended_at=None), name="one_running_time_out_per_unit"),
            models.CheckConstraint(
                condition=Q(ended_at=None) | Q(ended_at__gte=F("began_at")), name="a_time_out_ends_after_it_began"
            ),
            models.CheckConstraint(
                condition=~Q(reason=words.OutOfServiceReason.OTHER) | ~Q(note=""), name="another_reason_is_named"
            ),
        ]

    def __str__(self):
        return f"{self.unit} out of service: {self.reason}"
