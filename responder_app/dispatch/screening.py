"""The screening questions as the desk answers them, and what the rules say while it does."""

from dataclasses import dataclass
from uuid import uuid4

from django import forms
from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from .. import access, words
from ..actions.screening import screen
from ..log import Refused
from ..reports import screening as report
from . import gate
from .board import page
from .forms import TapForm

UNKNOWN = words.Answer.UNKNOWN.value
RULES_CHANGED = "The screening rules have changed since this page was opened. Look at the questions again, then save."
NO_CHANGE = ("", "As the rules say")


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the desk reads while it asks; `of_type` is the type of the call, None while it is not chosen."""

    result: words.ScreeningResult
    reasons: list[str]
    of_type: object
    asked: int
    unanswered: int
    rules: object


class ScreeningFields(TapForm):
    """A radio for every question in force, unknown until somebody has asked; `rules_number` says by which rules."""

    rules_number = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args, user, answers=None, **kwargs):
        super().__init__(*args, user=user, **kwargs)
        self.rules = report.rules_of(access.questions_in_force(user, timezone.now()))
        for question in self.rules.questions:
            self.fields[_name_of(question)] = forms.ChoiceField(
                label=question.text,
                choices=words.Answer.choices(),
                initial=(answers or {}).get(question.code, UNKNOWN),
                required=False,
                widget=forms.RadioSelect(attrs={"data-decides": True}),
                error_messages={"invalid_choice": "Yes, no or unknown."},
            )

    def clean_rules_number(self):
        """A question that came or went meanwhile must not be answered, or dropped, unseen."""
        told, number = self.cleaned_data["rules_number"], self.number
        if told is not None and told != number:
            raise forms.ValidationError(RULES_CHANGED)
        return number

    @property
    def number(self) -> int:
        return self.rules.ruleset.number if self.rules.ruleset else 0

    @property
    def questions(self) -> list[tuple]:
        return [(question, self[_name_of(question)]) for question in self.rules.questions]

    @property
    def decides(self) -> str:
        """The fields that the rules ask for, as htmx takes their names."""
        asked = [_name_of(question) for question in self.rules.questions]
        return ",".join(["csrfmiddlewaretoken", "call_type", "intake_channel", *asked])

    @property
    def answers(self) -> dict:
        """What was answered; what is not named is unknown."""
        told = {question.code: field.value() for question, field in self.questions}
        return {code: answer for code, answer in told.items() if answer in set(words.Answer) and answer != UNKNOWN}

    def verdict_on(self, call_type, intake_channel: str) -> Verdict:
        found = self.rules.verdict(self.answers, call_type, intake_channel)
        asked = len(self.rules.questions)
        return Verdict(
            found.result,
            report.in_words(found.reasons, self.rules.questions),
            call_type,
            asked,
            asked - len(self.answers),
            self.rules.ruleset,
        )


def _name_of(question) -> str:
    return f"screening_{question.code}"


@gate.fills_in
def screen_again(request, pk):
    """The questions with what is on file, and what the rules say now; then the call's page."""
    call = get_object_or_404(access.incidents_for(request.user).select_related("call_type"), pk=pk)
    form = ScreeningFields(request.POST or None, user=request.user, answers=call.screening, initial={"id": uuid4()})
    if request.method != "POST":
        return _page(request, call, form)
    if not form.is_valid():
        return _page(request, call, form, status=422)
    hand = {"by": request.user, "id": form.cleaned_data["id"], "occurred_at": timezone.now()}
    try:
        screen(incident=call, answers=form.answers, **hand)
    except Refused as refusal:
        return _page(request, call, form, str(refusal), 409)
    messages.success(request, f"Call {call} is screened again.")
    return redirect("desk-call", call.pk)


@gate.taps
def verdict_again(request, pk):
    """What the rules say of the answers so far, for a call of its type; nothing is filed."""
    call = get_object_or_404(access.incidents_for(request.user).select_related("call_type"), pk=pk)
    verdict = ScreeningFields(request.POST, user=request.user).verdict_on(call.call_type, call.intake_channel)
    return render(request, "dispatch/_verdict.html", {"verdict": verdict})


def _page(request, call, form, problem="", status=200):
    context = page(request) | {
        "call": call,
        "form": form,
        "verdict": form.verdict_on(call.call_type, call.intake_channel),
        "screened": report.screened(call),
        "problem": problem,
    }
    return render(request, "dispatch/screen.html", context, status=status)
