"""Calls that wait: taken, kept for one's own unit, given back; and calls that a crew starts itself."""

from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache

from .. import access, log
from ..actions import intake, waiting
from .crew import crew_only
from .forms import Letter
from .forms import waiting as forms
from .postbox import LetterView

AT_ONCE = 60  # the most urgent; nobody in a van reads more


@never_cache
@crew_only
def waiting_calls(request):
    return show(request)


def show(request, *, problem="", status=200):
    """The list, or its fragment; each call has a letter with a number of its own."""
    user = request.user
    head = log.head_of(user.agency_id)
    shift, found = access.running_shift_of(user), list(access.waiting_for(user)[: AT_ONCE + 1])
    on_call = access.assignments_for(user).open().select_related("incident").first()
    context = {
        "head": head,
        "zone": access.agency_of(user).time_zone,
        "shift": shift,
        "rows": [(call, Letter.blank(user)) for call in found[:AT_ONCE]],
        "more": len(found) > AT_ONCE,
        "on_call": on_call and on_call.incident,
        "problem": problem,
    }
    template = "field/_waiting.html" if request.htmx else "field/waiting.html"
    return render(request, template, context, status=status)


class AboutWaiting(LetterView):
    """A wish about a call that one may have seen waiting; the answer says whether it still does."""

    needs_line = True

    def find(self, incident):
        return get_object_or_404(access.calls_to_ask_for(self.request.user), pk=incident)

    def page(self, found, letter, status, problem):
        return show(self.request, problem=problem, status=status)

    def back(self, found) -> str:
        return reverse("tablet")


class Take(AboutWaiting):
    thanks = _("It is your call now. Dispatch knows.")
    assignment = None

    def act(self, found, told, **hand):
        shift = access.running_shift_of(self.request.user)
        return waiting.take_call(incident=found, unit=shift and shift.unit, **hand)

    def answer(self, found, event):
        self.assignment = event.assignment_id
        if self.assignment is None:
            self.thanks = _("You are on a call: this one is kept for you.")
        return super().answer(found, event)

    def back(self, found) -> str:
        return reverse("tablet-call", args=[self.assignment]) if self.assignment else reverse("tablet")


class GiveBack(AboutWaiting):
    thanks = _("Given back. It waits for anybody again.")

    def act(self, found, told, **hand):
        return waiting.let_go(incident=found, **hand)


@method_decorator(never_cache, name="dispatch")
class Start(LetterView):
    """The page, and the letters from it and from a follow-up."""

    http_method_names = ["get", "post"]
    form = forms.Start
    thanks = _("The call is started. Dispatch knows.")

    @method_decorator(crew_only)
    def get(self, request):
        return self.page(None, forms.Start.blank(request.user), 200, "")

    def find(self):
        return None

    def act(self, found, told, *, occurred_at, **hand):
        shift = access.shift_at(self.request.user, occurred_at)
        return intake.start_call(shift=shift, **told, occurred_at=occurred_at, **hand)

    def answer(self, found, event):
        if event.assignment_id is None:
            self.thanks = _("You are on a call: this one is kept for you.")
        return super().answer(event.assignment_id, event)

    def back(self, assignment) -> str:
        return reverse("tablet-call", args=[assignment]) if assignment else reverse("tablet")

    def page(self, found, letter, status, problem):
        user = self.request.user
        context = {
            "head": log.head_of(user.agency_id),
            "zone": access.agency_of(user).time_zone,
            "shift": access.running_shift_of(user),
            "form": letter,
            "problem": problem,
        }
        return render(self.request, "field/start.html", context, status=status)
