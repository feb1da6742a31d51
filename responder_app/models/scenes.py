"""What a crew wrote on scene about people: counted, not named."""

import uuid

from django.db import models
from django.db.models import Q

from .. import words
from .assignments import Assignment
from .people import User
from .program import Agency


class FormVersions(models.QuerySet):
    def in_force(self, on):
        return self.filter(effective_from__lte=on).filter(Q(effective_to=None) | Q(effective_to__gt=on))


class FormVersion(models.Model):
    """The agency's on-scene form between two dates.

    `sections`: `{section of words.FormSection: {"on": bool, "required": [field names]}}`; what is not named is on and
    asks for nothing. The lists of the form are ListEntry rows with dates of their own.
    """

    agency = models.ForeignKey(Agency, models.CASCADE, related_name="form_versions")
    number = models.PositiveSmallIntegerField()
    sections = models.JSONField(default=dict)
    effective_from = models.DateField()
    effective_to = models.DateField(null=True, blank=True)
    published_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True)
    published_at = models.DateTimeField()

    objects = FormVersions.as_manager()

    class Meta:
        ordering = ["-number"]
        constraints = [models.UniqueConstraint(fields=["agency", "number"], name="one_form_version_per_number")]

    def __str__(self):
        return f"Form {self.number}"


class SceneRecord(models.Model):
    """The on-scene form as it was once kept. Each keeping is a row of its own; the last by the crew's clock stands.

    `answers` are the codes chosen, by field name; people and supplies are rows below it.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    agency = models.ForeignKey(Agency, models.CASCADE)
    assignment = models.ForeignKey(Assignment, models.CASCADE, related_name="scene_records")
    form = models.ForeignKey(FormVersion, models.PROTECT, null=True, blank=True)
    answers = models.JSONField(default=dict)
    by = models.ForeignKey(User, models.PROTECT)
    occurred_at = models.DateTimeField()

    class Meta:
        ordering = ["-occurred_at", "-pk"]

    def __str__(self):
        return f"On scene for {self.assignment_id}"


class PersonServed(models.Model):
    """One of the people met; a name is never asked for.

    Codes are of the agency's lists or words.Missing; empty: not asked.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    agency = models.ForeignKey(Agency, models.CASCADE)
    scene = models.ForeignKey(SceneRecord, models.CASCADE, related_name="people")
    position = models.PositiveSmallIntegerField()
    known_as = models.CharField("name or alias", max_length=80, blank=True)
    age_band = models.CharField(max_length=40, blank=True)
    gender = models.CharField(max_length=40, blank=True)
    races = models.JSONField(default=list, blank=True)
    housing = models.CharField(max_length=40, blank=True)
    language = models.CharField(max_length=40, blank=True)
    interpreter = models.BooleanField(default=False)
    veteran = models.CharField(max_length=20, choices=words.Veteran.choices(), blank=True)
    basis = models.CharField(max_length=20, choices=words.Basis.choices(), blank=True)

    class Meta:
        ordering = ["position"]
        constraints = [models.UniqueConstraint(fields=["scene", "position"], name="one_person_per_position")]

    def __str__(self):
        return f"Person {self.position}"


class SupplyGiven(models.Model):
    """`item` is a code of the agency's list of supplies."""

    agency = models.ForeignKey(Agency, models.CASCADE)
    scene = models.ForeignKey(SceneRecord, models.CASCADE, related_name="supplies")
    item = models.CharField(max_length=40)
    count = models.PositiveSmallIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["scene", "item"], name="one_row_per_supply")]

    def __str__(self):
        return f"{self.count} {self.item}"
