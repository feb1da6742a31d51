from django.db import models
from django.db.models import Q

from .. import words
from .people import User
from .program import Agency
from .standing import Standing


class Units(models.QuerySet):
    def on_duty(self):
        return self.exclude(status=words.UnitStatus.OFF_DUTY)


class Unit(Standing):
    """A crew and its vehicle. The number stays when the call sign changes."""

    agency = models.ForeignKey(Agency, models.CASCADE, related_name="units")
    call_sign = models.CharField(max_length=20)
    status = models.CharField(max_length=20, choices=words.UnitStatus.choices(), default=words.UnitStatus.OFF_DUTY)
    status_since = models.DateTimeField()

    stands = ("call_sign", "status", "status_since")

    objects = Units.as_manager()

    class Meta:
        ordering = ["call_sign"]
        constraints = [
            models.UniqueConstraint(fields=["agency", "call_sign"], name="one_unit_per_call_sign"),
        ]

    def __str__(self):
        return self.call_sign


class Shifts(models.QuerySet):
    def running(self):
        return self.filter(ended_at=None)


class Shift(models.Model):
    """One person's time aboard one unit."""

    agency = models.ForeignKey(Agency, models.CASCADE)
    unit = models.ForeignKey(Unit, models.CASCADE, related_name="shifts")
    person = models.ForeignKey(User, models.CASCADE, related_name="shifts")
    started_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = Shifts.as_manager()

    class Meta:
        ordering = ["-started_at"]
        constraints = [
            models.UniqueConstraint(fields=["person"], condition=Q(ended_at=None), name="one_running_shift_per_person")
        ]

    def __str__(self):
        return f"{self.person} on {self.unit}"
