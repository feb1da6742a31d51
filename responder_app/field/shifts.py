"""Going aboard and home again. These wait for the server's yes; the check of the van and the hand-over are letters."""

from uuid import uuid4

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from .. import access, log
from ..actions import shifts
from . import calls
from .crew import crew_only
from .forms import Letter, people
from .forms import shifts as forms
from .leaves import HOME
from .panels import shifts as panels
from .postbox import LetterView


@never_cache
@crew_only
def shift(request):
    """Choose a unit and a crew, or see whom one is aboard with."""
    form = forms.SignOn(request.POST or None, by=request.user, initial={"id": uuid4()})
    if not form.is_valid():
        return page(request, form.sentences, 422 if form.is_bound else 200, sent=form if form.is_bound else None)
    try:
        shifts.sign_on(**form.told, **form.hand)
    except log.Refused as refusal:
        return page(request, str(refusal), 409, sent=form)
    messages.success(request, _("You are aboard {unit}.").format(unit=form.told["unit"]))
    return redirect("tablet-shift")


@never_cache
@crew_only
def end_shift(request):
    """What is unfinished, the word to the next crew, and the way home for oneself or for all."""
    running = access.running_shift_of(request.user)
    if request.method != "POST":
        return end_page(request, running) if running else page(request)
    if running is None:
        return redirect("tablet-shift")
    form = forms.SignOff(request.POST, by=request.user)
    if not form.is_valid():
        return end_page(request, running, form.sentences, 422)
    try:
        if form.told["who"] == "crew":
            shifts.sign_off_crew(unit=running.unit, **form.hand)
        else:
            shifts.sign_off(shift=running, **form.hand)
    except log.Refused as refusal:
        return end_page(request, running, str(refusal), 409)
    messages.success(request, _("You are signed off from {unit}.").format(unit=running.unit))
    return redirect("tablet-shift")


@never_cache
@require_POST
@crew_only
def take_aboard(request):
    """Somebody joins the crew one is in."""
    running = access.running_shift_of(request.user)
    if running is None:
        return redirect("tablet-shift")
    form = forms.TakeAboard(request.POST, by=request.user)
    return acted(request, form, lambda: shifts.take_aboard(unit=running.unit, **form.told, **form.hand))


@never_cache
@require_POST
@crew_only
def take_off(request, shift):
    """A crewmate goes home before the others; who has gone already is gone."""
    found = access.crew_shifts_of(request.user).filter(pk=shift).first()
    if found is None:
        return redirect("tablet-shift")
    form = Letter(request.POST, by=request.user)
    return acted(request, form, lambda: shifts.sign_off(shift=found, **form.hand))


def acted(request, form, act):
    if not form.is_valid():
        return page(request, form.sentences, 422)
    try:
        act()
    except log.Refused as refusal:
        return page(request, str(refusal), 409)
    return redirect("tablet-shift")


def page(request, problem="", status=200, sent=None):
    """The unit to choose, or the one that one is aboard; `sent` is a refused form, whose choices stay."""
    user, now = request.user, timezone.now()
    running = access.running_shift_of(user)
    own = {} if running is None else {"details": details_of(user, sent), "van": of_kind(forms.VanCheck, user, sent)}
    context = {
        **framed(request, running, problem),
        **(panels.aboard(user, running, now) if running else panels.going_aboard(user, now)),
        **own,
        "form": of_kind(forms.SignOn, user, sent),
        "plain": Letter.blank(user),
        "chosen": chosen(sent),
    }
    return render(request, "field/_shift.html" if request.htmx else "field/shift.html", context, status=status)


def end_page(request, running, problem="", status=200, sent=None):
    context = {
        **framed(request, running, problem),
        **panels.ending(request.user, running, timezone.now()),
        "leave": Letter.blank(request.user),
        "word": of_kind(forms.HandOver, request.user, sent),
    }
    return render(request, "field/_shift_end.html" if request.htmx else "field/shift_end.html", context, status=status)


def framed(request, running, problem: str) -> dict:
    user = request.user
    return {
        "head": log.head_of(user.agency_id),
        "zone": access.agency_of(user).time_zone,
        "shift": running,
        "problem": problem,
        "forms": calls.sheets(HOME, user),
    }


def of_kind(kind, user, sent):
    return sent if type(sent) is kind else kind.blank(user)


def details_of(user, sent):
    told = {name: getattr(user, name) for name in ("skills", "languages")}
    blank = people.Details(by=user, initial={"id": uuid4(), **told, "language": user.language or "en"})
    return sent if type(sent) is people.Details else blank


def chosen(sent) -> set[str]:
    """What was ticked in a form that was refused: `unit-3`, `mates-7`."""
    if type(sent) is not forms.SignOn:
        return set()
    return {f"{name}-{value}" for name in ("unit", "mates") for value in sent.data.getlist(name)}


class ShiftLetter(LetterView):
    """About one's own shift, also one that has ended since."""

    def find(self, shift):
        mine = access.shifts_for(self.request.user).filter(person_id=self.request.user.pk)
        return get_object_or_404(mine.select_related("unit"), pk=shift)

    def back(self, found) -> str:
        return reverse("tablet-shift")

    def page(self, found, letter, status, problem):
        return page(self.request, problem, status, sent=letter)
