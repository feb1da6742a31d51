import uuid
from datetime import datetime

from django.db import models
from django.db.models import Q

from .. import words
from .incidents import Incident
from .people import User
from .program import Agency
from .standing import Standing
from .units import Shift, Unit


class Assignments(models.QuerySet):
    def open(self):
        return self.filter(cleared_at=None)

    def unanswered(self):
        return self.open().filter(accepted_at=None)

    def not_sent(self):
        return self.filter(sent_at=None)

    def not_on_tablet(self):
        return self.filter(on_tablet_at=None)

    def unfinished(self):
        """Taken by a crew and not closed yet: the paperwork that is owed."""
        return self.filter(closed_at=None, declined_at=None, withdrawn_at=None)


class Assignment(Standing):
    """One unit to one incident. `cleared_at`: the unit is free; `closed_at`: the outcome is written."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    agency = models.ForeignKey(Agency, models.CASCADE)
    incident = models.ForeignKey(Incident, models.CASCADE, related_name="assignments")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="assignments")
    crew = models.ManyToManyField(Shift, related_name="assignments")
    status = models.CharField(max_length=20, choices=words.UnitStatus.choices(), default=words.UnitStatus.ASSIGNED)
    status_at = models.DateTimeField()
    made_at = models.DateTimeField()
    accept_by = models.DateTimeField()
    late_entry_at = models.DateTimeField("typed in afterwards, from paper", null=True, blank=True)
    sent_at = models.DateTimeField(null=True, blank=True)
    on_tablet_at = models.DateTimeField(null=True, blank=True)
    seen_at = models.DateTimeField(null=True, blank=True)
    accepted_at = models.DateTimeField(null=True, blank=True)
    overdue_at = models.DateTimeField(null=True, blank=True)
    declined_at = models.DateTimeField(null=True, blank=True)
    decline_reason = models.CharField(max_length=20, choices=words.DeclineReason.choices(), blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    release_reason = models.CharField(
        "why the crew was taken off", max_length=20, choices=words.ReleaseReason.choices(), blank=True
    )
    replaced_by = models.OneToOneField(
        "self", models.SET_NULL, null=True, blank=True, related_name="replaces", verbose_name="what came in its place"
    )
    cleared_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)

    objects = Assignments.as_manager()
    stands = ("incident", "unit", "status", "status_at", "declined_at", "withdrawn_at", "cleared_at", "closed_at")

    class Meta:
        ordering = ["-made_at"]
        indexes = [models.Index(fields=["cleared_at", "accept_by"], name="assignments_unanswered")]
        constraints = [
            models.UniqueConstraint(fields=["unit"], condition=Q(cleared_at=None), name="one_open_assignment_per_unit")
        ]

    def __str__(self):
        return f"{self.unit} to {self.incident}"


class StatusReport(models.Model):
    """What a crew said it did, when, kept for ever whatever came later."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    agency = models.ForeignKey(Agency, models.CASCADE)
    assignment = models.ForeignKey(Assignment, models.CASCADE, related_name="reports")
    status = models.CharField(max_length=20, choices=words.UnitStatus.choices())
    by = models.ForeignKey(User, models.PROTECT)
    occurred_at = models.DateTimeField()

    class Meta:
        ordering = ["occurred_at"]

    def __str__(self):
        return self.status

    @property
    def correction(self) -> "Correction | None":
        """The one that stands: the last, by the clock of the crew."""
        return max(self.corrections.all(), key=lambda one: (one.occurred_at, str(one.pk)), default=None)

    @property
    def stands_at(self) -> datetime | None:
        """When it happened by what the crew says now; None: it did not."""
        last = self.correction
        return last.time if last else self.occurred_at


class Correction(models.Model):
    """What a crew put right in a report of its own; the report stays as it was filed. The last one stands."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    agency = models.ForeignKey(Agency, models.CASCADE)
    report = models.ForeignKey(StatusReport, models.CASCADE, related_name="corrections")
    kind = models.CharField(max_length=20, choices=words.CorrectionKind.choices())
    time = models.DateTimeField("when it really was, where that is known", null=True, blank=True)
    reason = models.CharField(max_length=300, blank=True)
    by = models.ForeignKey(User, models.PROTECT)
    occurred_at = models.DateTimeField()

    class Meta:
        ordering = ["occurred_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind=words.CorrectionKind.UNDONE) | ~Q(reason=""), name="a_correction_says_why"
            ),
            models.CheckConstraint(
                condition=~Q(kind=words.CorrectionKind.RETIMED) | Q(time__isnull=False), name="a_new_time_is_given"
            ),
        ]

    def __str__(self):
        return f"{self.report} {self.kind}"
