from django.db import models

from .. import words
from .assignments import Assignment
from .program import Agency
from .safety import BackupRequest

OPEN = (words.CheckInStage.RUNNING, words.CheckInStage.MISSED, words.CheckInStage.ESCALATED)


class CheckInTimers(models.QuerySet):
    def running(self):
        return self.filter(stage__in=OPEN)

    def overdue(self, at):
        """Those whose next step is due at that moment: missed, or missed for longer than the grace."""
        return self.filter(stage__in=OPEN[:2], due_at__lte=at)


class CheckInTimer(models.Model):
    """When a crew on scene is next to say that it is all right. The server's clock runs it (domain.md 4.3).

    `due_at` is when the next step falls due: the check-in while it runs, the alarm once it was missed.
    """

    assignment = models.OneToOneField(Assignment, models.CASCADE, primary_key=True, related_name="check_in")
    agency = models.ForeignKey(Agency, models.CASCADE)
    stage = models.CharField(max_length=20, choices=words.CheckInStage.choices(), default=words.CheckInStage.RUNNING)
    due_at = models.DateTimeField()
    last_at = models.DateTimeField("when the crew last said so", null=True, blank=True)
    reason = models.CharField("why it was put off", max_length=300, blank=True)
    alarm = models.ForeignKey(BackupRequest, models.SET_NULL, null=True, blank=True, related_name="+")

    objects = CheckInTimers.as_manager()

    class Meta:
        indexes = [models.Index(fields=["stage", "due_at"], name="check_ins_due")]

    def __str__(self):
        return f"{self.stage} until {self.due_at}"
