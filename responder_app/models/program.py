from zoneinfo import ZoneInfo

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q


class Agency(models.Model):
    """One program and its people; every other row belongs to one."""

    name = models.CharField(max_length=120, unique=True)
    time_zone = models.CharField(max_length=60, default="America/Denver")
    accept_limit = models.PositiveSmallIntegerField(
        "seconds a crew has to accept", default=60, validators=[MinValueValidator(10), MaxValueValidator(3600)]
    )
    phone = models.CharField("telephone of the desk", max_length=40, blank=True)
    idle_limit = models.PositiveSmallIntegerField(
        "minutes until a tablet locks", default=15, validators=[MinValueValidator(1), MaxValueValidator(30)]
    )
    check_in_first = models.PositiveSmallIntegerField("minutes on scene to the first check-in", default=5)
    check_in_every = models.PositiveSmallIntegerField("minutes between check-ins", default=15)
    check_in_grace = models.PositiveSmallIntegerField("minutes from a missed check-in to the alarm", default=2)
    caution_days = models.PositiveSmallIntegerField("days a caution stands", default=90)
    tile_server = models.CharField("map tiles, https://…/{z}/{x}/{y}.png", max_length=200, blank=True)

    def __str__(self):
        return self.name

    @property
    def agency_id(self):
        return self.pk

    def day_of(self, moment):
        """The date on the agency's own calendar."""
        return moment.astimezone(ZoneInfo(self.time_zone)).date()


class Hours(models.Model):
    """When the program, or one unit of it, is at work: local times; closing at or before opening is the next day."""

    agency = models.ForeignKey(Agency, models.CASCADE, related_name="hours")
    unit = models.ForeignKey("Unit", models.CASCADE, null=True, blank=True, related_name="hours")
    weekday = models.PositiveSmallIntegerField("0 is Monday", validators=[MaxValueValidator(6)])
    opens = models.TimeField()
    closes = models.TimeField()

    class Meta:
        ordering = ["weekday", "opens"]

    def __str__(self):
        return f"{self.weekday} {self.opens}-{self.closes}"


class CallTypes(models.QuerySet):
    def in_force(self, on):
        return self.filter(effective_from__lte=on).filter(Q(effective_to=None) | Q(effective_to__gt=on))


class CallType(models.Model):
    """A nature code of the agency, with the dates between which it is (or was) in force."""

    agency = models.ForeignKey(Agency, models.CASCADE)
    code = models.CharField(max_length=40)
    label = models.CharField(max_length=120)
    eligible = models.BooleanField("a team may be sent", default=True)
    priority = models.PositiveSmallIntegerField(default=3, validators=[MinValueValidator(1), MaxValueValidator(5)])
    effective_from = models.DateField()
    effective_to = models.DateField(null=True, blank=True)

    objects = CallTypes.as_manager()

    class Meta:
        ordering = ["label"]
        constraints = [
            models.UniqueConstraint(fields=["agency", "code", "effective_from"], name="one_call_type_per_code_and_date")
        ]

    def __str__(self):
        return self.label
