from django.contrib.auth.models import AbstractUser
from django.db import models
from django.db.models import Q
from django.utils.crypto import salted_hmac

from .. import words
from .program import Agency


class User(AbstractUser):
    """Somebody, or some machine, that acts for one agency in one role."""

    agency = models.ForeignKey(Agency, models.CASCADE, null=True, blank=True, related_name="people")
    role = models.CharField(max_length=20, choices=words.Role.choices(), default=words.Role.RESPONDER)
    profession = models.CharField(max_length=20, choices=words.Profession.choices(), default=words.Profession.OTHER)
    skills = models.JSONField("codes of the agency's list", default=list, blank=True)
    languages = models.JSONField("codes of the agency's list", default=list, blank=True)
    language = models.CharField("of the interface", max_length=5, choices=words.Language.choices(), blank=True)
    group = models.CharField("of call takers, for the digest", max_length=40, blank=True)
    trains_as = models.OneToOneField(
        "self", models.SET_NULL, null=True, blank=True, related_name="trainee_of", verbose_name="account for practice"
    )
    training_since = models.DateTimeField("at practice", null=True, blank=True)
    pin = models.CharField(max_length=128, blank=True)
    duress_pin = models.CharField(max_length=128, blank=True)
    pin_failures = models.PositiveSmallIntegerField(default=0)
    pin_failed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(is_superuser=True) | Q(agency__isnull=False), name="everybody_belongs_to_an_agency"
            )
        ]

    def __str__(self):
        return self.get_full_name() or self.username

    @property
    def trainee(self) -> "User | None":
        """Whose account for practice this is; None: somebody's own."""
        return getattr(self, "trainee_of", None)

    def get_session_auth_hash(self) -> str:
        """An account for practice stands and falls with its owner's: password, role, and being at practice at all."""
        own = super().get_session_auth_hash()
        owner = None if self.has_usable_password() else self.trainee
        if owner is None:
            return own
        told = f"{own} {owner.get_session_auth_hash()} {owner.is_active} {owner.role} {owner.training_since}"
        return salted_hmac("responder_app.practice", told, algorithm="sha256").hexdigest()

    @property
    def is_clinical(self) -> bool:
        return self.profession in words.CLINICAL

    @property
    def pin_mark(self) -> str:
        """Changes with the PIN and tells nothing of it, so that a tablet knows when what it keeps is out of date."""
        return salted_hmac("responder_app.pin", f"{self.pin} {self.duress_pin}").hexdigest()[:16] if self.pin else ""


class MachineToken(models.Model):
    """A machine client's way in: shown once, kept as a SHA-256 digest."""

    agency = models.ForeignKey(Agency, models.CASCADE)
    client = models.OneToOneField(User, models.CASCADE, related_name="token")
    name = models.CharField(max_length=80)
    digest = models.CharField(max_length=64, unique=True)
    created_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["agency", "name"], condition=Q(revoked_at=None), name="one_live_token_per_name"
            )
        ]

    def __str__(self):
        return self.name
