import uuid

from django.db import models

from .program import Agency


class Webhook(models.Model):
    """An address that is told what happened (Standard Webhooks 1.0.0)."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    agency = models.ForeignKey(Agency, models.CASCADE)
    url = models.URLField(max_length=500)
    secret = models.CharField("whsec_ and base64 of 24 to 64 bytes", max_length=120)
    active = models.BooleanField(default=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["agency", "url"], name="one_webhook_per_url")]

    def __str__(self):
        return self.url
