from zoneinfo import ZoneInfo

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q

from .. import words


def hold_targets() -> list[int]:
    """Los Angeles County's delayed response policy: 10, 20 and 60 minutes (domain.md 1.5)."""
    return [10, 10, 20, 60, 60]


def hold_limits() -> list[int]:
    return [20, 20, 60, 180, 180]


def cancel_rules() -> dict[str, list[str]]:
    """Proposed in domain.md 4.6. An emergency is on no list: code 4 ends it."""
    everybody = [who.value for who in words.MayCancel]
    return {
        words.BackupLevel.STANDBY.value: everybody,
        words.BackupLevel.ROUTINE.value: everybody,
        words.BackupLevel.URGENT.value: [words.MayCancel.CREW.value, words.MayCancel.SUPERVISOR.value],
    }


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
    second_person_after = models.PositiveSmallIntegerField(
        "seconds until a second person is called to an alert", default=45, validators=[MinValueValidator(10)]
    )
    transfer_limit = models.PositiveSmallIntegerField("seconds to answer a transfer", default=60)
    silent_after = models.PositiveSmallIntegerField("seconds of silence of a tablet on scene", default=180)
    hold_targets = models.JSONField("minutes to a team, by priority 1 to 5", default=hold_targets)
    hold_limits = models.JSONField("minutes until somebody decides, by priority 1 to 5", default=hold_limits)
    cancel_rules = models.JSONField("words.MayCancel by words.BackupLevel", default=cancel_rules)
    make_up = models.JSONField("professions that a crew should have", default=list, blank=True)
    least_crew = models.PositiveSmallIntegerField("people aboard at least", default=2)
    channels = models.JSONField("words.IntakeChannel that it uses; none: all", default=list, blank=True)
    terms = models.JSONField("its own words, by words.Term", default=dict, blank=True)
    outcome_names = models.JSONField("its own names, by the code of words.OUTCOMES", default=dict, blank=True)
    follow_up_hours = models.PositiveSmallIntegerField("hours to a follow-up, offered first", default=24)
    profile = models.CharField("set up after", max_length=20, blank=True)
    training_of = models.OneToOneField(
        "self", models.CASCADE, null=True, blank=True, related_name="training", verbose_name="practice ground of"
    )
    tile_server = models.CharField("map tiles, https://…/{z}/{x}/{y}.png", max_length=200, blank=True)

    def __str__(self):
        return self.name

    @property
    def agency_id(self):
        return self.pk

    @property
    def own_words(self) -> dict[str, dict[str, str]]:
        """What it names itself, by the class of the word and its code (words.own)."""
        responder = {words.Role.RESPONDER.value: self.terms.get(words.Term.RESPONDER)}
        return {
            "Term": self.terms,
            "Role": responder,
            "DispatchOwner": responder,
            "IntakeChannel": {words.IntakeChannel.PROGRAM_LINE.value: self.terms.get(words.Term.PROGRAM_LINE)},
            **{kind.__name__: self.outcome_names for kind in words.OUTCOMES},
        }

    @property
    def is_practice(self) -> bool:
        """Nothing in it is real; nobody outside is told of it."""
        return self.training_of_id is not None

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
    channels = models.JSONField("words.IntakeChannel that offer it; none: all", default=list, blank=True)
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
