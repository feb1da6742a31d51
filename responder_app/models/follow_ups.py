import uuid

from django.db import models
from django.db.models import Q

from .incidents import Incident
from .people import User
from .program import Agency


class FollowUps(models.QuerySet):
    def due(self):
        """Still to be done, the earliest first."""
        return self.filter(done_at=None).order_by("due_at", "planned_at")


class FollowUp(models.Model):
    """Something is to be done later; without an owner it is anybody's of the program."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    agency = models.ForeignKey(Agency, models.CASCADE)
    incident = models.ForeignKey(Incident, models.CASCADE, related_name="follow_ups")
    what = models.CharField(max_length=300)
    due_at = models.DateTimeField()
    owner = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="follow_ups")
    planned_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    planned_at = models.DateTimeField()
    done_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    done_at = models.DateTimeField(null=True, blank=True)
    given_up = models.BooleanField(default=False)
    outcome = models.CharField("how it went, or why it was given up", max_length=300, blank=True)

    objects = FollowUps.as_manager()

    class Meta:
        ordering = ["due_at"]
        constraints = [
            models.CheckConstraint(condition=Q(done_at=None) | ~Q(outcome=""), name="a_done_follow_up_says_how"),
        ]

    def __str__(self):
        return self.what
