import uuid

from django.db import models
from django.db.models import Q

from .. import words
from .assignments import Assignment
from .people import User
from .program import Agency
from .units import Unit


class BackupRequests(models.QuerySet):
    def open(self):
        return self.filter(ended_at=None)

    def open_to_its_crew(self):
        """Those that the crew's tablet shows as standing: after a duress PIN it shows none."""
        return self.open().filter(duress_at=None)

    def unacknowledged(self):
        """Nobody has them; or nobody has heard yet that the crew is under duress."""
        unheard = Q(duress_at=None, acknowledged_at=None) | Q(duress_at__isnull=False, duress_seen_at=None)
        return self.open().filter(unheard)

    def due_for_another(self, at):
        """Nobody took them in time, and no second person was called."""
        return self.unacknowledged().filter(second_at=None, second_due_at__lte=at)

    def shown_to_crews(self):
        return self.filter(silent=False)


class BackupRequest(models.Model):
    """A crew needs police or EMS. Nobody has it until a human at the desk has acknowledged it.

    `code_4_at`: the crew said by PIN that it is safe. `duress_at`: by its duress PIN; the crew's tablet shows the
    request as over, and the desk that it is open. `silent`: no tablet ever shows it.
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
    second_due_at = models.DateTimeField("then a second person is called", null=True, blank=True)
    second_at = models.DateTimeField(null=True, blank=True)
    under_way_at = models.DateTimeField("the desk was told that help is on its way", null=True, blank=True)
    eta_at = models.DateTimeField(null=True, blank=True)
    silent = models.BooleanField(default=False)
    code_4_at = models.DateTimeField(null=True, blank=True)
    duress_at = models.DateTimeField(null=True, blank=True)
    duress_seen_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    duress_seen_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    result = models.CharField(max_length=30, choices=words.BackupResult.choices(), blank=True)

    objects = BackupRequests.as_manager()

    class Meta:
        ordering = ["-requested_at"]

    def __str__(self):
        return f"{self.level} backup for {self.unit or self.requested_by}"

    @property
    def needs_code_four(self) -> bool:
        """Its crew ends it by PIN only: an emergency, a panic button, a check-in that was missed (domain.md 4.2)."""
        return self.level == words.BackupLevel.EMERGENCY or self.origin != words.AlertOrigin.REQUEST

    def may_be_taken_by(self, role: str) -> bool:
        return words.takes_alarms(role, self.second_at is not None)

    @property
    def may_be_cancelled(self) -> list[str]:
        """By whom (words.MayCancel) of the agency's rule; by nobody an emergency, nor what a duress PIN hides."""
        if self.level == words.BackupLevel.EMERGENCY or self.duress_at:
            return []
        if self.origin == words.AlertOrigin.SILENCE:  # the crew said code 4 on the radio (domain.md 4.2)
            return [words.MayCancel.DISPATCHER, words.MayCancel.SUPERVISOR]
        return [who for who in words.MayCancel if who in self.agency.cancel_rules.get(self.level, ())]

    def may_be_cancelled_by(self, role: str) -> bool:
        return words.CANCELS_AS.get(role) in self.may_be_cancelled

    @property
    def crew_may_cancel(self) -> bool:
        return words.MayCancel.CREW in self.may_be_cancelled

    @property
    def unheard(self) -> bool:
        """It sounds at the desk: nobody has it, or nobody has it since the duress PIN."""
        return (self.duress_seen_at if self.duress_at else self.acknowledged_at) is None

    @property
    def held_by(self):
        return self.duress_seen_by or self.acknowledged_by

    @property
    def held_since(self):
        return self.duress_seen_at or self.acknowledged_at

    @property
    def seems_over(self) -> bool:
        """As its crew's tablet shows it: whoever stands beside them must not see a duress PIN."""
        return self.ended_at is not None or self.duress_at is not None

    @property
    def seems_safe_since(self):
        """When the crew said code 4, as its tablet shows it."""
        return self.duress_at or self.code_4_at

    @property
    def seems_under_way_at(self):
        """For the crew only while the request seems to stand: whatever comes later, it reads the same."""
        return None if self.seems_over else self.under_way_at

    @property
    def seems_due_at(self):
        return None if self.seems_over else self.eta_at

    @property
    def seems_ended_at(self):
        return self.duress_at or self.ended_at

    @property
    def seems_ended_as(self) -> str:
        return words.BackupResult.CANCELLED if self.duress_at else self.result

    @property
    def reason_labels(self):
        reasons = words.EmsReason if self.kind == words.HelpKind.EMS else words.BackupReason
        return [reasons(code).label for code in self.reasons]
