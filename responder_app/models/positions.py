from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models

from .people import User
from .program import Agency
from .units import Unit


class UnitPosition(models.Model):
    """Where a unit on duty was last: one row, overwritten, never kept. Degrees of WGS 84, metres."""

    unit = models.OneToOneField(Unit, models.CASCADE, primary_key=True, related_name="position")
    agency = models.ForeignKey(Agency, models.CASCADE)
    latitude = models.FloatField(validators=[MinValueValidator(-90), MaxValueValidator(90)])
    longitude = models.FloatField(validators=[MinValueValidator(-180), MaxValueValidator(180)])
    accuracy = models.PositiveIntegerField(null=True, blank=True)
    at = models.DateTimeField()
    by = models.ForeignKey(User, models.CASCADE)

    def __str__(self):
        return f"{self.unit_id} at {self.at}"
