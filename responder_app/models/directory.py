from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q

from .program import Agency


class Organization(models.Model):
    """HSDS organization: who runs services."""

    agency = models.ForeignKey(Agency, models.CASCADE)
    name = models.CharField(max_length=160)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["agency", "name"], name="one_organization_per_name")]

    def __str__(self):
        return self.name


class Services(models.QuerySet):
    def offered(self):
        return self.filter(active=True)


class Service(models.Model):
    """HSDS service, with the few fields a crew reads on the kerb; its place is that of its HSDS location, WGS 84."""

    agency = models.ForeignKey(Agency, models.CASCADE)
    organization = models.ForeignKey(Organization, models.CASCADE, related_name="services")
    name = models.CharField(max_length=160)
    category = models.CharField(max_length=80)
    phone = models.CharField(max_length=40, blank=True)
    address = models.CharField(max_length=200, blank=True)
    latitude = models.FloatField(null=True, blank=True, validators=[MinValueValidator(-90), MaxValueValidator(90)])
    longitude = models.FloatField(null=True, blank=True, validators=[MinValueValidator(-180), MaxValueValidator(180)])
    hours = models.CharField(max_length=200, blank=True)
    eligibility = models.CharField(max_length=300, blank=True)
    languages = models.CharField(max_length=120, blank=True)
    assured_on = models.DateField("last verified", null=True, blank=True)
    active = models.BooleanField(default=True)

    objects = Services.as_manager()

    class Meta:
        ordering = ["category", "name"]
        constraints = [
            models.UniqueConstraint(fields=["organization", "name"], name="one_service_per_name_and_organization"),
            models.CheckConstraint(
                condition=Q(latitude=None, longitude=None) | Q(latitude__isnull=False, longitude__isnull=False),
                name="a_service_has_a_whole_place_or_none",
            ),
        ]

    def __str__(self):
        return self.name
