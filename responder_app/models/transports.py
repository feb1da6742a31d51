import uuid

from django.db import models

from .. import words
from .assignments import Assignment
from .people import User
from .program import Agency
from .withdrawals import Withdrawables


class Transport(models.Model):
    """Somebody was taken somewhere; `destination` is a code of the agency's list, miles are of the vehicle's clock."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    agency = models.ForeignKey(Agency, models.CASCADE)
    assignment = models.ForeignKey(Assignment, models.CASCADE, related_name="transports")
    by_whom = models.CharField(max_length=20, choices=words.TransportBy.choices())
    destination = models.CharField(max_length=40)
    place = models.CharField(max_length=200, blank=True)
    people = models.PositiveSmallIntegerField(default=1)
    miles_at_start = models.DecimalField(max_digits=8, decimal_places=1, null=True, blank=True)
    miles_at_end = models.DecimalField(max_digits=8, decimal_places=1, null=True, blank=True)
    left_at = models.DateTimeField(null=True, blank=True)
    arrived_at = models.DateTimeField(null=True, blank=True)
    by = models.ForeignKey(User, models.PROTECT)
    occurred_at = models.DateTimeField()

    objects = Withdrawables.as_manager()

    class Meta:
        ordering = ["occurred_at"]

    def __str__(self):
        return f"To {self.destination}"
