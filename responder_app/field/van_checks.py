"""A crew looks its van and its supplies over; a letter, for garages are dead spots."""

from django.utils.translation import gettext_lazy as _

from ..actions import van_checks
from .forms import shifts as forms
from .shifts import ShiftLetter


class CheckVan(ShiftLetter):
    form = forms.VanCheck
    thanks = _("Van checked.")

    def act(self, found, told, **hand):
        return van_checks.check_van(shift=found, **told, **hand)
