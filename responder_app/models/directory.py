from django.db import models

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
    """HSDS service, with the few fields a crew reads on the kerb."""

    agency = models.ForeignKey(Agency, models.CASCADE)
    organization = models.ForeignKey(Organization, models.CASCADE, related_name="services")
    name = models.CharField(max_length=160)
    category = models.CharField(max_length=80)
    phone = models.CharField(max_length=40, blank=True)
    address = models.CharField(max_length=200, blank=True)
    hours = models.CharField(max_length=200, blank=True)
    eligibility = models.CharField(max_length=300, blank=True)
    languages = models.CharField(max_length=120, blank=True)
    assured_on = models.DateField("last verified", null=True, blank=True)
    active = models.BooleanField(default=True)

    objects = Services.as_manager()

    class Meta:
        ordering = ["category", "name"]
        constraints = [
            models.UniqueConstraint(fields=["organization", "name"], name="one_service_per_name_and_organization")
        ]

    def __str__(self):
        return self.name
