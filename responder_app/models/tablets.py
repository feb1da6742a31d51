import uuid

from django.db import models

from .people import User
from .program import Agency
from .units import Unit


class Tablet(models.Model):
    """How one device is connected: a row each, overwritten, no line of the log. `id` was made on the device.

    `heard_at`: the last word of any kind; `open_since`: since when its live line stands, None while it is down.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    agency = models.ForeignKey(Agency, models.CASCADE)
    person = models.ForeignKey(User, models.CASCADE, related_name="tablets")
    unit = models.ForeignKey(Unit, models.CASCADE, null=True, blank=True, related_name="tablets")
    heard_at = models.DateTimeField()
    open_since = models.DateTimeField(null=True, blank=True)
    unsent = models.PositiveIntegerField("letters on the device", default=0)
    oldest_unsent_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-heard_at"]

    def __str__(self):
        return f"Tablet of {self.person_id}"
