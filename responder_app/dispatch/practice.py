"""At practice an instructor brings invented calls in, and reads what the caller and the person on scene say."""

from uuid import uuid4

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone

from .. import access
from ..actions.intake import receive_call
from ..log import Refused
from ..words import practice_calls
from . import gate
from .board import page
from .forms import TapForm


@gate.fills_in
def practice(request):
    """The calls with their little scripts; outside practice there is no such page."""
    _only_at_practice(request.user)
    if request.method == "POST":
        return _bring_in(request)
    return _page(request)


def _bring_in(request):
    form = TapForm(request.POST, user=request.user)
    call = next((call for call in practice_calls() if call.code == request.POST.get("call")), None)
    if call is None or not form.is_valid():
        return _page(request, form.sentence or "There is no such call.", 422)
    now = timezone.now()
    kind = call.type_among(list(access.call_types_in_force(request.user, now)))
    if kind is None:
        return _page(request, "The practice ground has no call types yet. Bring it up to date first.", 409)
    asked = set(access.questions_in_force(request.user, now).values_list("code", flat=True))
    answers = {code: answer for code, answer in call.answers.items() if code in asked}
    hand = {"by": request.user, "id": form.cleaned_data["id"], "occurred_at": now}
    try:
        filed = receive_call(call_type=kind, screening=answers, **call.told, **hand)
    except Refused as refusal:
        return _page(request, str(refusal), 409)
    messages.success(request, f"Practice call {filed.incident} came in: {call.title}.")
    return redirect("desk-practice")


def _only_at_practice(user) -> None:
    if not access.is_practice(user):
        raise Http404


def _page(request, problem="", status=200):
    context = page(request) | {"samples": practice_calls(), "problem": problem, "fresh_id": uuid4}
    return render(request, "dispatch/practice.html", context, status=status)
