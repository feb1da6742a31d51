from django.db import models

from .program import Agency


class AreaMap(models.Model):
    """The agency's own map. Not a column of the agency, which every request reads: a map may have megabytes."""

    agency = models.OneToOneField(Agency, models.CASCADE, primary_key=True, related_name="map")
    area = models.JSONField("GeoJSON (RFC 7946)")
    version = models.CharField("changes with the area", max_length=12)

    def __str__(self):
        return self.version
