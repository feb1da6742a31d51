"""The agency's own words, and how it works: what its administrator says once and everybody reads."""

from uuid import uuid4

from django import forms
from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from .. import access
from ..actions.own_words import FOLLOW_UPS, LONGEST, mark_of, set_practice, set_terms
from ..log import Refused
from ..words import OUTCOMES, ContactOutcome, Disposition, Ending, IntakeChannel, Term
from .forms import Wish
from .gate import administrators_only

HEADINGS = {
    ContactOutcome: "was there a person?",
    Disposition: "where the person went",
    Ending: "how the call ended at the desk",
}


class OwnWordsForm(Wish):
    """A line for every word that may have another name; empty is the standard one."""

    follows = forms.CharField(required=False, max_length=16, widget=forms.HiddenInput)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for prefix, words in (("term", Term), *(("outcome", kind) for kind in OUTCOMES)):
            for word in words:
                self.fields[f"{prefix}_{word.value}"] = _line(word.english)

    def named(self, prefix: str) -> dict[str, str]:
        start = f"{prefix}_"
        return {name.removeprefix(start): told for name, told in self.told.items() if name.startswith(start)}

    @property
    def terms(self) -> list:
        return [self[f"term_{word}"] for word in Term]

    @property
    def outcomes(self) -> list:
        return [(HEADINGS[kind], [self[f"outcome_{word}"] for word in kind]) for kind in OUTCOMES]


class PracticeForm(Wish):
    channels = forms.MultipleChoiceField(
        required=False,
        choices=IntakeChannel.choices(),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": "No call comes in that way."},
    )
    follow_up_hours = forms.TypedChoiceField(
        coerce=int,
        choices=list(zip(FOLLOW_UPS, ("In 24 hours", "In 48 hours", "In 7 days", "In 30 days"), strict=True)),
        widget=forms.RadioSelect,
        error_messages=dict.fromkeys(("required", "invalid_choice"), "Say when a follow-up is due."),
    )


@require_http_methods(["GET", "POST"])
@administrators_only
@never_cache
def words(request):
    if request.method != "POST":
        return _page(request)
    form = OwnWordsForm(request.POST)
    if not form.is_valid():
        return _page(request, form.sentences, 422, naming=form)
    try:
        told = {"terms": form.named("term"), "outcome_names": form.named("outcome")}
        set_terms(**told, follows=form.told["follows"], **_hand(request, form))
    except Refused as refusal:
        return _page(request, str(refusal), 409, naming=form)
    return _done(request, "The words are changed. Open pages show them when they are loaded again.")


@require_POST
@administrators_only
@never_cache
def practice(request):
    form = PracticeForm(request.POST)
    if not form.is_valid():
        return _page(request, form.sentences, 422, working=form)
    try:
        set_practice(**form.told, **_hand(request, form))
    except Refused as refusal:
        return _page(request, str(refusal), 409, working=form)
    return _done(request, "It is changed.")


def _line(standard: str) -> forms.CharField:
    too_long = f"“{standard}” is longer than {LONGEST} characters."
    field = forms.CharField(label=standard, required=False, max_length=LONGEST, error_messages={"max_length": too_long})
    field.widget.attrs |= {"autocomplete": "off"}
    return field


def _hand(request, form: Wish) -> dict:
    return {"by": request.user, "id": form.cleaned_data["id"], "occurred_at": timezone.now()}


def _done(request, thanks: str):
    messages.success(request, thanks)
    return redirect("program-words")


def _page(request, problem="", status=200, naming=None, working=None):
    agency = access.agency_of(request.user)
    told = {f"term_{code}": name for code, name in agency.terms.items()}
    told |= {f"outcome_{code}": name for code, name in agency.outcome_names.items()}
    standing = {"channels": agency.channels, "follow_up_hours": agency.follow_up_hours}
    context = {
        "naming": naming or OwnWordsForm(initial={"id": uuid4(), **told}),
        "working": working or PracticeForm(initial={"id": uuid4(), **standing}),
        "follows": mark_of(agency),
        "profile": agency.profile,
        "problem": problem,
    }
    return render(request, "program/words.html", context, status=status)
