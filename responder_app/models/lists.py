from django.db import models
from django.db.models import Q
from django.utils.translation import get_language

from .. import words
from .program import Agency


class ListEntries(models.QuerySet):
    def in_force(self, on):
        return self.filter(effective_from__lte=on).filter(Q(effective_to=None) | Q(effective_to__gt=on))


class ListEntry(models.Model):
    """One code of one of the agency's lists, with its names and the dates between which it may be chosen.

    `standard` is the code that a standard has for it: `HUD:116`, `OMB:AIAN`.
    """

    agency = models.ForeignKey(Agency, models.CASCADE, related_name="list_entries")
    list = models.CharField(max_length=20, choices=words.CodeList.choices())
    code = models.CharField(max_length=40)
    label_en = models.CharField(max_length=120)
    label_es = models.CharField(max_length=120, blank=True)
    standard = models.CharField(max_length=40, blank=True)
    position = models.PositiveSmallIntegerField(default=0)
    effective_from = models.DateField()
    effective_to = models.DateField(null=True, blank=True)

    objects = ListEntries.as_manager()

    class Meta:
        ordering = ["list", "position", "code"]
        constraints = [
            models.UniqueConstraint(
                fields=["agency", "list", "code", "effective_from"], name="one_entry_per_code_and_date"
            )
        ]

    def __str__(self):
        return self.label

    @property
    def label(self) -> str:
        """In the language of whoever reads it now."""
        spanish = (get_language() or "").startswith("es")
        return (self.label_es if spanish else "") or self.label_en
