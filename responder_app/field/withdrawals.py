"""What was filed by mistake is taken back, on the page that shows it."""

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_lazy as _

from .. import access
from ..actions import withdrawals
from . import calls
from .forms import withdrawals as forms
from .postbox import LetterView


class Withdraw(LetterView):
    form = forms.Withdraw
    leaf = "after"
    thanks = _("Taken back. What was filed first stays on file, and counts no more.")

    def own_part_of(self, **which):
        """The newest part that the reader had in the call: its page is the one to show."""
        mine = calls.whole(access.assignments_for(self.request.user)).filter(**which)
        found = mine.order_by("-made_at", "-pk").first()
        if found is None:
            raise Http404
        return found


class WithdrawReferral(Withdraw):
    def find(self, referral):
        mine = access.referrals_for(self.request.user).select_related("incident", "unit")
        self.referral = get_object_or_404(mine, pk=referral)
        return self.own_part_of(incident=self.referral.incident_id)

    def act(self, found, told, **hand):
        return withdrawals.withdraw_referral(referral=self.referral, **told, **hand)


class WithdrawGap(Withdraw):
    def find(self, gap):
        self.gap = get_object_or_404(access.gaps_for(self.request.user).select_related("incident"), pk=gap)
        return self.own_part_of(incident=self.gap.incident_id)

    def act(self, found, told, **hand):
        return withdrawals.withdraw_gap(gap=self.gap, **told, **hand)


class WithdrawTransport(Withdraw):
    def find(self, transport):
        mine = access.transports_for(self.request.user).select_related("assignment__incident", "assignment__unit")
        self.transport = get_object_or_404(mine, pk=transport)
        return self.own_part_of(pk=self.transport.assignment_id)

    def act(self, found, told, **hand):
        return withdrawals.withdraw_transport(transport=self.transport, **told, **hand)
