from django.db import models

from .people import User
from .program import Agency


class PushSubscription(models.Model):
    """A device that may be woken (RFC 8030): its push service's address and the keys that only it can read with."""

    agency = models.ForeignKey(Agency, models.CASCADE)
    person = models.ForeignKey(User, models.CASCADE, related_name="push_subscriptions")
    endpoint = models.URLField(max_length=600, unique=True)
    p256dh = models.CharField(max_length=120)
    auth = models.CharField(max_length=40)
    created_at = models.DateTimeField()
    woken_at = models.DateTimeField("when the push service last took a wake-up", null=True, blank=True)

    class Meta:
        ordering = ["created_at"]

    def __str__(self):
        return f"Device of {self.person}"
