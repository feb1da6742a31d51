import uuid

from django.db import models
from django.db.models import Q

from .. import words
from .people import User
from .program import Agency
from .units import Unit


class SetAsideLetters(models.QuerySet):
    def pending(self):
        """Before its author still, or handed to the desk and not dealt with there."""
        return self.filter(Q(settled_at=None) | Q(end=words.LetterEnd.HANDED_OVER, dealt_with_at=None))


class SetAsideLetter(models.Model):
    """Something a tablet sent and the server refused; its author still has it, the desk knows."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    agency = models.ForeignKey(Agency, models.CASCADE)
    author = models.ForeignKey(User, models.PROTECT)
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, blank=True)
    label = models.CharField("what it was", max_length=120)
    problem = models.CharField("why it was refused", max_length=500)
    occurred_at = models.DateTimeField("when it was refused")
    written_at = models.DateTimeField("when it was written", null=True, blank=True)
    body = models.JSONField("what it said, once handed over", null=True, blank=True)
    settled_at = models.DateTimeField(null=True, blank=True)
    end = models.CharField(max_length=20, choices=words.LetterEnd.choices(), blank=True)
    dealt_with_at = models.DateTimeField("when the desk had done what it asks", null=True, blank=True)

    objects = SetAsideLetters.as_manager()

    class Meta:
        ordering = ["occurred_at"]

    def __str__(self):
        return self.label
