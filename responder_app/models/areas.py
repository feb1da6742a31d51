from django.db import models

from .program import Agency
from .units import Unit


class ServiceArea(models.Model):
    """A district that units serve. `shape`: a GeoJSON Polygon or MultiPolygon (RFC 7946: longitude first, WGS 84)."""

    agency = models.ForeignKey(Agency, models.CASCADE, related_name="service_areas")
    name = models.CharField(max_length=80)
    shape = models.JSONField()
    units = models.ManyToManyField(Unit, related_name="areas", blank=True)

    class Meta:
        ordering = ["name"]
        constraints = [models.UniqueConstraint(fields=["agency", "name"], name="one_service_area_per_name")]

    def __str__(self):
        return self.name
