"""What is to be done later, and whose it is."""

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache

from .. import access, log
from ..actions import follow_ups
from .crew import crew_only
from .forms import follow_ups as forms
from .forms.waiting import Start
from .postbox import LetterView

AT_ONCE = 60


@never_cache
@crew_only
def due(request):
    return show(request)


def show(request, *, problem="", status=200):
    """What is still to be done, the longest overdue first, or its fragment."""
    user = request.user
    head = log.head_of(user.agency_id)
    found = list(cards_of(user)[: AT_ONCE + 1])
    context = {
        "head": head,
        "zone": access.agency_of(user).time_zone,
        "groups": grouped(found[:AT_ONCE], user),
        "more": len(found) > AT_ONCE,
        "forms": {"outcome": forms.Outcome.blank(user), "start": Start.blank(user)},
        "problem": problem,
    }
    template = "field/_follow_ups.html" if request.htmx else "field/follow_ups.html"
    return render(request, template, context, status=status)


def cards_of(user):
    return access.follow_ups_for(user).due().select_related("incident__call_type", "owner", "planned_by")


def today(user):
    """Overdue or due before midnight: one's own first, then anybody's; what others have is theirs."""
    found = cards_of(user).filter(due_at__lt=midnight(user))
    return sorted((one for one in found if one.owner in {user, None}), key=lambda one: (one.owner is None, one.due_at))


def grouped(found, user) -> list[tuple]:
    now, end = timezone.now(), midnight(user)
    groups = (
        (_("Overdue"), [one for one in found if one.due_at <= now]),
        (_("Today"), [one for one in found if now < one.due_at < end]),
        (_("Later"), [one for one in found if one.due_at >= max(now, end)]),
    )
    return [(title, cards) for title, cards in groups if cards]


def midnight(user) -> datetime:
    """The end of the agency's own day."""
    zone = ZoneInfo(access.agency_of(user).time_zone)
    tomorrow = timezone.now().astimezone(zone).date() + timedelta(days=1)
    return datetime.combine(tomorrow, time(), tzinfo=zone)


class Plan(LetterView):
    form = forms.Plan
    leaf = "after"
    thanks = _("The follow-up is planned.")

    def act(self, found, told, **hand):
        return follow_ups.plan_follow_up(incident=found.incident, **told, **hand)


class AboutFollowUp(LetterView):
    def find(self, follow_up):
        return get_object_or_404(access.follow_ups_for(self.request.user), pk=follow_up)

    def page(self, found, letter, status, problem):
        return show(self.request, problem=problem, status=status)

    def back(self, found) -> str:
        return reverse("tablet-follow-ups")


class TakeOver(AboutFollowUp):
    thanks = _("It is yours now.")

    def act(self, found, told, **hand):
        return follow_ups.take_follow_up(follow_up=found, **hand)


class Finish(AboutFollowUp):
    form = forms.Outcome
    thanks = _("Done. It is off the list.")

    def act(self, found, told, **hand):
        return follow_ups.finish_follow_up(follow_up=found, **told, **hand)


class GiveUp(AboutFollowUp):
    form = forms.Outcome
    thanks = _("Given up. It is off the list.")

    def act(self, found, told, **hand):
        return follow_ups.give_up_follow_up(follow_up=found, **told, **hand)
