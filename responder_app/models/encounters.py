import uuid

from django.db import models
from django.db.models import Q

from .. import words
from .assignments import Assignment
from .incidents import Incident
from .people import User
from .program import Agency


class Note(models.Model):
    """What somebody wrote on a call."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    agency = models.ForeignKey(Agency, models.CASCADE)
    incident = models.ForeignKey(Incident, models.CASCADE, related_name="notes")
    author = models.ForeignKey(User, models.PROTECT)
    body = models.TextField()
    clinical = models.BooleanField("for clinical roles only", default=False)
    occurred_at = models.DateTimeField()

    class Meta:
        ordering = ["occurred_at"]

    def __str__(self):
        return f"Note on {self.incident_id}"


class Encounter(models.Model):
    """How a crew's part of a call ended: was there a person, and where did they go."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    agency = models.ForeignKey(Agency, models.CASCADE)
    assignment = models.OneToOneField(Assignment, models.CASCADE, related_name="encounter")
    contact_outcome = models.CharField(max_length=40, choices=words.ContactOutcome.choices())
    disposition = models.CharField(max_length=40, choices=words.Disposition.choices(), blank=True)
    disposition_note = models.CharField(max_length=300, blank=True)
    people_served = models.PositiveSmallIntegerField(null=True, blank=True)
    by = models.ForeignKey(User, models.PROTECT)
    occurred_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=(Q(contact_outcome__in=[word.value for word in words.WITH_A_PERSON]) & ~Q(disposition=""))
                | (~Q(contact_outcome__in=[word.value for word in words.WITH_A_PERSON]) & Q(disposition="")),
                name="a_disposition_if_and_only_if_there_was_a_person",
            ),
            models.CheckConstraint(
                condition=~Q(disposition=words.Disposition.OTHER) | ~Q(disposition_note=""),
                name="other_disposition_is_explained",
            ),
        ]

    def __str__(self):
        return f"{self.contact_outcome} {self.disposition}".strip()


class Amendment(models.Model):
    """How a closed call ended was put right. `before` and `after` hold the outcome's fields by name."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    agency = models.ForeignKey(Agency, models.CASCADE)
    encounter = models.ForeignKey(Encounter, models.CASCADE, related_name="amendments")
    before = models.JSONField("as it stood when this was filed")
    after = models.JSONField()
    reason = models.CharField(max_length=300)
    by = models.ForeignKey(User, models.PROTECT)
    occurred_at = models.DateTimeField()

    class Meta:
        ordering = ["occurred_at"]
        constraints = [models.CheckConstraint(condition=~Q(reason=""), name="an_amendment_says_why")]

    def __str__(self):
        return f"Amendment of {self.encounter_id}"
