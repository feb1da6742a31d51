import uuid

from django.db import models
from django.db.models import Q

from .. import words
from .assignments import Assignment
from .incidents import Incident
from .letters import SetAsideLetter
from .people import User
from .program import Agency
from .transfers import Transfer
from .units import Unit


class Alerts(models.QuerySet):
    def open(self):
        return self.filter(ended_at=None)

    def unheard(self):
        """They sound: nobody has taken them by name."""
        return self.open().filter(acknowledged_at=None)

    def due_for_another(self, at):
        """Nobody took them in time, and no second person was called."""
        return self.unheard().filter(second_at=None, second_due_at__lte=at)


class Alert(models.Model):
    """Something the desk must not miss. It sounds until somebody takes it by name, and stands until its cause is gone.

    `about`: the cause, so that one cause has one open alert; `second_at`: when a second person was called.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    agency = models.ForeignKey(Agency, models.CASCADE)
    kind = models.CharField(max_length=30, choices=words.AlertKind.choices())
    about = models.CharField(max_length=60)
    incident = models.ForeignKey(Incident, models.CASCADE, null=True, blank=True, related_name="alerts")
    assignment = models.ForeignKey(Assignment, models.CASCADE, null=True, blank=True, related_name="alerts")
    unit = models.ForeignKey(Unit, models.CASCADE, null=True, blank=True, related_name="alerts")
    letter = models.ForeignKey(SetAsideLetter, models.CASCADE, null=True, blank=True, related_name="alerts")
    transfer = models.ForeignKey(Transfer, models.CASCADE, null=True, blank=True, related_name="alerts")
    raised_at = models.DateTimeField()
    second_due_at = models.DateTimeField()
    second_at = models.DateTimeField(null=True, blank=True)
    acknowledged_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    acknowledged_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = Alerts.as_manager()

    class Meta:
        ordering = ["raised_at"]
        indexes = [models.Index(fields=["ended_at", "acknowledged_at", "second_due_at"], name="alerts_unheard")]
        constraints = [
            models.UniqueConstraint(
                fields=["agency", "kind", "about"], condition=Q(ended_at=None), name="one_open_alert_per_cause"
            )
        ]

    def __str__(self):
        return f"{self.kind} {self.about}"

    @property
    def unheard(self) -> bool:
        """It sounds: nobody has taken it."""
        return self.acknowledged_at is None

    def may_be_taken_by(self, role: str) -> bool:
        return words.takes_alarms(role, self.second_at is not None)
