import uuid

from django.db import models
from django.db.models import Q

from .. import words
from .incidents import Incident
from .people import User
from .program import Agency


class Consults(models.QuerySet):
    def open(self):
        return self.filter(answered_at=None)


class Consult(models.Model):
    """A call taker asks the clinician in the room about a screening; both keep their caller. Everybody at the desk
    reads it: what is clinical goes into a clinical note."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    agency = models.ForeignKey(Agency, models.CASCADE)
    incident = models.ForeignKey(Incident, models.CASCADE, related_name="consults")
    question = models.CharField(max_length=300)
    asked_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    answer = models.CharField(max_length=20, choices=words.ConsultAnswer.choices(), blank=True)
    advised = models.CharField(
        "the result that should stand", max_length=30, choices=words.ScreeningResult.choices(), blank=True
    )
    note = models.CharField(max_length=300, blank=True)
    answered_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    answered_at = models.DateTimeField(null=True, blank=True)

    objects = Consults.as_manager()

    class Meta:
        ordering = ["asked_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["incident"], condition=Q(answered_at=None), name="one_open_consult_per_incident"
            ),
            models.CheckConstraint(condition=Q(answered_at=None) | ~Q(answer=""), name="an_answered_consult_says_what"),
            models.CheckConstraint(
                condition=~Q(answer=words.ConsultAnswer.OTHERWISE) | ~Q(advised=""), name="otherwise_names_the_result"
            ),
        ]

    def __str__(self):
        return self.question
