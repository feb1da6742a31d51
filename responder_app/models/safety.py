import uuid

from django.db import models

from .. import words
from .assignments import Assignment
from .people import User
from .program import Agency
from .units import Unit


class BackupRequests(models.QuerySet):
    def open(self):
        return self.filter(ended_at=None)

    def unacknowledged(self):
        return self.open().filter(acknowledged_at=None)


class BackupRequest(models.Model):
    """A crew needs police or EMS. Nobody has it until a human at the desk has acknowledged it.

    `code_4_at`: the crew said by PIN that it is safe. `duress_at`: by its duress PIN; the crew's tablet shows the
    request as over, and the desk that it is open.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    agency = models.ForeignKey(Agency, models.CASCADE)
    kind = models.CharField(max_length=20, choices=words.HelpKind.choices(), default=words.HelpKind.POLICE)
    origin = models.CharField(max_length=20, choices=words.AlertOrigin.choices(), default=words.AlertOrigin.REQUEST)
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, blank=True)
    assignment = models.ForeignKey(Assignment, models.CASCADE, null=True, blank=True, related_name="backup_requests")
    level = models.CharField(max_length=20, choices=words.BackupLevel.choices())
    reasons = models.JSONField(help_text="codes of words.BackupReason or words.EmsReason", default=list)
    requested_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    requested_at = models.DateTimeField()
    acknowledged_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    acknowledged_at = models.DateTimeField(null=True, blank=True)
    code_4_at = models.DateTimeField(null=True, blank=True)
    duress_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    result = models.CharField(max_length=30, choices=words.BackupResult.choices(), blank=True)

    objects = BackupRequests.as_manager()

    class Meta:
        ordering = ["-requested_at"]

    def __str__(self):
        return f"{self.level} backup for {self.unit or self.requested_by}"

    @property
    def seems_over(self) -> bool:
        """As its crew's tablet shows it: whoever stands beside them must not see a duress PIN."""
        return self.ended_at is not None or self.duress_at is not None

    @property
    def reason_labels(self):
        reasons = words.EmsReason if self.kind == words.HelpKind.EMS else words.BackupReason
        return [reasons(code).label for code in self.reasons]
