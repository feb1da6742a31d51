"""One's own PIN is set with one's password."""

from functools import partial
from uuid import uuid4

from django.contrib import messages
from django.http import JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters

from .. import access, log, problems
from ..actions import pins
from . import proof
from .crew import crew_only
from .forms import pins as forms


@sensitive_post_parameters()
@never_cache
@crew_only
def pin(request):
    """The page; to a program it answers with the marks of both PINs, which the tablet keeps for the time offline."""
    is_theirs = partial(proof.of_password, request.user, request=request)
    form = forms.SetPin(request.POST or None, by=request.user, is_theirs=is_theirs, initial={"id": uuid4()})
    if not form.is_valid():
        return answer(request, form, form.sentences, 422 if form.is_bound else 200)
    number, told = form.hand["id"], form.told
    hashes = {name: proof.hashed(told[name], number, name) for name in ("pin", "duress_pin")}
    try:
        pins.set_pins(**hashes, **form.hand)
    except log.Refused as refusal:
        return answer(request, form, str(refusal), 409)
    messages.success(request, _("Your PIN is set."))
    if not problems.asks_for_problems(request):
        return redirect("tablet")
    person = request.user
    marks = [proof.mark(person, proof.Proof.RIGHT)]
    if person.duress_pin:
        marks.append(proof.mark(person, proof.Proof.DURESS))
    return JsonResponse({"marks": marks, "pin": person.pin_mark})


def answer(request, form, problem, status):
    if form.is_bound and problems.asks_for_problems(request):
        errors = {name: [str(sentence) for sentence in found] for name, found in form.errors.items()}
        return problems.problem(status, problem, errors=errors)
    context = {
        "head": log.head_of(request.user.agency_id),
        "zone": access.agency_of(request.user).time_zone,
        "form": form,
        "problem": problem if status == 409 else "",
    }
    return render(request, "field/pin.html", context, status=status)
