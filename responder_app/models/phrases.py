import uuid

from django.db import models

from .people import User
from .program import Agency


class Phrase(models.Model):
    """A sentence kept ready: to put into a note, or (with `to_show`) to hold before a person in their language.

    `texts` is `{language code: sentence}`; a phrase for notes has one, in the language it is written in.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    agency = models.ForeignKey(Agency, models.CASCADE, related_name="phrases")
    to_show = models.BooleanField(default=False)
    texts = models.JSONField()
    position = models.PositiveSmallIntegerField(default=0)
    added_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True)
    added_at = models.DateTimeField()
    removed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["position", "added_at"]

    def __str__(self):
        return str(next(iter(self.texts.values()), ""))
