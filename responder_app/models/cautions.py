import uuid

from django.db import models
from django.db.models import Q

from .. import words
from .incidents import Incident
from .people import User
from .program import Agency


class Cautions(models.QuerySet):
    def standing(self, at):
        return self.filter(expires_at__gt=at).filter(~Q(review=words.CautionReview.REMOVED))

    def at_place(self, place_key: str):
        return self.filter(place_key=place_key) if place_key else self.none()


class Caution(models.Model):
    """A warning about a place: who says so, since when, until when, and who has looked at it again.

    It stigmatises, so it ends by itself (domain.md 3.7); keeping it asks for a reviewer.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    agency = models.ForeignKey(Agency, models.CASCADE)
    incident = models.ForeignKey(Incident, models.CASCADE, related_name="cautions")
    place_key = models.CharField(max_length=200, db_index=True)
    kind = models.CharField(max_length=20, choices=words.CautionKind.choices())
    source = models.CharField(max_length=20, choices=words.CautionSource.choices())
    body = models.CharField(max_length=300)
    filed_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    filed_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    review = models.CharField(max_length=20, choices=words.CautionReview.choices(), blank=True)
    reviewed_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    reviewed_at = models.DateTimeField(null=True, blank=True)

    objects = Cautions.as_manager()

    class Meta:
        ordering = ["-filed_at"]

    def __str__(self):
        return f"{self.kind} at {self.place_key}"
