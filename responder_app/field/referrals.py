"""Somebody on a call is referred to a service."""

from django.utils.translation import gettext_lazy as _

from ..actions import referrals
from .forms import referrals as forms
from .postbox import LetterView


class Refer(LetterView):
    form = forms.Referral
    leaf = "after"
    thanks = _("Referral filed.")

    def act(self, found, told, **hand):
        return referrals.refer(incident=found.incident, unit=found.unit, **told, **hand)
