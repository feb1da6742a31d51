import re
import uuid

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Exists, OuterRef, Q

from .. import words
from .program import Agency, CallType
from .standing import Standing
from .units import Unit

# Endings that need no reason: somebody was served, or it was no call of its own.
SERVED_OR_NO_CALL = [words.Ending.TEAM, words.Ending.PHONE, words.Ending.DUPLICATE, words.Ending.VOID]


def place_key_of(address: str) -> str:
    """Two ways to write one address compare as one: case, commas and spaces do not matter."""
    return " ".join(re.sub(r"[^\w#/-]+", " ", address.casefold()).split())[:200]


class Incidents(models.QuerySet):
    def open(self):
        return self.filter(closed_at=None)

    def closed(self):
        return self.exclude(closed_at=None)

    def eligible_unserved(self):
        """Met the rules, and no team went; each with its reason and what went instead."""
        return self.closed().filter(eligible=True).exclude(unserved_reason="")

    def in_hold_queue(self):
        """The caller waits for a team, and no crew has the call."""
        return self.waiting().exclude(wait_from=None)

    def overdue_for_decision(self, at):
        """Waited as long as a call may, and nobody has been asked yet."""
        return self.in_hold_queue().filter(decide_by__lte=at, decision_asked_at=None)

    def counted(self):
        """What figures count: neither void nor another call about the same."""
        return self.exclude(ending__in=[words.Ending.VOID, words.Ending.DUPLICATE])

    def at_place_of(self, incident):
        """Calls to the same address; none where it has none."""
        return self.filter(place_key=incident.place_key) if incident.place_key else self.none()

    def waiting(self):
        """Open, and in no crew's hands: neither under way nor with paperwork owed."""
        assignments = self.model.assignments.rel.related_model.objects
        return self.open().exclude(Exists(assignments.unfinished().filter(incident=OuterRef("pk"))))


class Incident(Standing):
    """One call for help."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    agency = models.ForeignKey(Agency, models.CASCADE, related_name="incidents")
    number = models.PositiveIntegerField("running number in the agency")
    external_id = models.CharField("the dispatch center's number", max_length=80, null=True, blank=True)
    intake_channel = models.CharField(max_length=30, choices=words.IntakeChannel.choices())
    dispatch_owner = models.CharField(
        max_length=30, choices=words.DispatchOwner.choices(), default=words.DispatchOwner.DISPATCHER
    )
    call_type = models.ForeignKey(CallType, models.PROTECT)
    priority = models.PositiveSmallIntegerField(validators=[MinValueValidator(1), MaxValueValidator(5)])
    eligible = models.BooleanField()
    result = models.CharField("of screening", max_length=30, choices=words.ScreeningResult.choices(), blank=True)
    coverage = models.CharField("when it came in", max_length=20, choices=words.Coverage.choices(), blank=True)
    address = models.CharField(max_length=200, blank=True)
    place_note = models.CharField("entry and place", max_length=300, blank=True)
    precision = models.CharField(
        max_length=20, choices=words.LocationPrecision.choices(), default=words.LocationPrecision.EXACT
    )
    latitude = models.DecimalField(max_digits=9, decimal_places=6, null=True, blank=True)
    longitude = models.DecimalField(max_digits=9, decimal_places=6, null=True, blank=True)
    caller_name = models.CharField(max_length=120, blank=True)
    caller_relation = models.CharField(
        max_length=20, choices=words.CallerRelation.choices(), default=words.CallerRelation.UNKNOWN
    )
    caller_anonymous = models.BooleanField(default=False)
    caller_language = models.CharField(max_length=40, blank=True)
    callback_number = models.CharField(max_length=40, blank=True)
    summary = models.TextField("what was told", blank=True)
    screening = models.JSONField("words.Answer by words.Disqualifier", default=dict, blank=True)
    place_key = models.CharField("the address as it is compared", max_length=200, blank=True, editable=False)
    held_for = models.ForeignKey(Unit, models.SET_NULL, null=True, blank=True, related_name="held")
    held_at = models.DateTimeField(null=True, blank=True)
    will_wait = models.BooleanField("the caller waits for a team", null=True, blank=True)
    wait_from = models.DateTimeField("in the hold queue since", null=True, blank=True)
    wait_target_at = models.DateTimeField(null=True, blank=True)
    decide_by = models.DateTimeField("then somebody decides", null=True, blank=True)
    decision_asked_at = models.DateTimeField(null=True, blank=True)
    duplicate_of = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="duplicates")
    late_entry_at = models.DateTimeField("typed in afterwards, from paper", null=True, blank=True)
    follows = models.ForeignKey("self", models.SET_NULL, null=True, blank=True, related_name="followed_by")
    received_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True, blank=True)
    ending = models.CharField(max_length=20, choices=words.Ending.choices(), blank=True)
    ending_note = models.CharField(max_length=300, blank=True)
    unserved_reason = models.CharField(max_length=40, choices=words.UnservedReason.choices(), blank=True)
    sent_instead = models.CharField(max_length=20, choices=words.SentInstead.choices(), blank=True)

    objects = Incidents.as_manager()
    stands = (
        *("number", "priority", "eligible", "held_for", "held_at", "will_wait", "wait_from", "wait_target_at"),
        *("decide_by", "decision_asked_at", "closed_at", "ending", "unserved_reason", "sent_instead", "duplicate_of"),
    )

    class Meta:
        ordering = ["-received_at"]
        indexes = [
            models.Index(fields=["agency", "closed_at", "received_at"], name="incidents_open_by_age"),
            models.Index(fields=["agency", "place_key"], name="incidents_by_place"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["agency", "number"], name="one_incident_per_number"),
            models.UniqueConstraint(
                fields=["agency", "external_id"], condition=~Q(external_id=None), name="one_incident_per_external_id"
            ),
            models.CheckConstraint(
                condition=Q(closed_at=None, ending="") | (Q(closed_at__isnull=False) & ~Q(ending="")),
                name="a_closed_call_says_how_it_ended",
            ),
            models.CheckConstraint(
                condition=Q(closed_at=None)
                | Q(eligible=False)
                | Q(ending__in=SERVED_OR_NO_CALL)
                | ~Q(unserved_reason=""),
                name="eligible_ends_served_or_with_a_reason",
            ),
            models.CheckConstraint(
                condition=~Q(ending=words.Ending.DUPLICATE) | Q(duplicate_of__isnull=False),
                name="a_duplicate_names_the_other_call",
            ),
            models.CheckConstraint(
                condition=Q(unserved_reason="") | ~Q(sent_instead=""), name="unserved_says_what_went_instead"
            ),
        ]

    def __str__(self):
        return f"#{self.number}"
