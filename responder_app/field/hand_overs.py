"""Word from one crew to the next on its unit, and that it was read; letters, so that none is lost on the way home."""

from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from .. import access
from ..actions import hand_overs
from . import shifts as pages
from .forms import shifts as forms


class LeaveHandOver(pages.ShiftLetter):
    form = forms.HandOver
    thanks = _("Left to the next crew.")

    def back(self, found) -> str:
        return reverse("tablet-shift-end")

    def page(self, found, letter, status, problem):
        running = access.running_shift_of(self.request.user)
        if running is None:
            return pages.page(self.request, problem, status)
        return pages.end_page(self.request, running, problem, status, sent=letter)

    def act(self, found, told, **hand):
        return hand_overs.hand_over(shift=found, **told, **hand)


class ReadHandOver(pages.ShiftLetter):
    thanks = _("Noted that you have read it.")

    def find(self, hand_over):
        return get_object_or_404(access.hand_overs_for(self.request.user).select_related("unit"), pk=hand_over)

    def act(self, found, told, **hand):
        return hand_overs.read_hand_over(hand_over=found, **hand)
