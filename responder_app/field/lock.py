"""The lock: its page, which holds nothing of anybody, and who opens it."""

import logging
import uuid

from django.conf import settings
from django.contrib.auth import login
from django.contrib.auth.models import AnonymousUser
from django.http import Http404, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST, require_safe

from .. import problems
from ..actions import guesses, pins, safety
from ..log import Refused
from ..words import Role
from . import proof
from .forms import pins as forms
from .postbox import LetterView
from .proof import Proof

logger = logging.getLogger(__name__)


@require_safe
def locked(request, language=""):
    """The same for everybody, in each language; the tablet keeps it. Who is aboard, it knows by itself."""
    if language and language not in dict(settings.LANGUAGES):
        raise Http404
    request.user = AnonymousUser()
    with translation.override(language or translation.get_language()):
        return render(request, "field/lock.html", {"locked": True})


@sensitive_post_parameters()
@never_cache
@require_POST
def unlock(request):
    """`{unlocked, came, mark}`; 422 with a sentence for a wrong PIN, 409 where only the password helps.

    A crewmate aboard the same unit takes the tablet over: the session becomes theirs, with a new key.
    """
    if not request.user.is_authenticated:
        return problems.problem(401, _("Your session has ended. Sign in again; nothing is lost."))
    if request.user.role != Role.RESPONDER:
        return problems.problem(404, _("There is nothing here."))
    form = forms.Unlock(request.POST, by=request.user)
    if not form.is_valid():
        return problems.problem(422, form.sentences)
    person, told = form.told["person"], form.told
    if told["password"]:
        return by_password(request, form)
    found = proof.of_pin(person, told["pin"])
    if found in (Proof.RIGHT, Proof.DURESS):
        return opened(request, form, "pin", found)
    return refused(request, person, found)


def by_password(request, form):
    person = form.told["person"]
    try:
        right = proof.of_password(person, form.told["password"], request)
    except guesses.TooMany as many:
        answer = problems.problem(429, str(many))
        answer.headers["Retry-After"] = str(many.seconds)
        return answer
    if not right:
        return problems.problem(422, _("That is not the password."))
    return opened(request, form, "password", Proof.RIGHT)


def opened(request, form, way, found) -> JsonResponse:
    """The answer is the same for both PINs, to the byte and in what it takes."""
    person, came = form.told["person"], form.told["person"] != request.user
    hand = {"by": person, "id": form.hand["id"], "occurred_at": timezone.now()}
    try:
        pins.unlock(way=way, came=came, **hand)
    except Refused as refusal:
        return problems.problem(409, str(refusal))
    if found == Proof.DURESS:
        cry(**hand)
    if came:
        login(request, person)
    mark = proof.mark(person, found) if way == "pin" else ""
    return JsonResponse({"unlocked": person.pk, "came": came, "mark": mark, "pin": person.pin_mark})


def cry(*, by, id, occurred_at) -> None:
    """Somebody was forced to open the tablet: the desk hears of it, the tablet shows nothing."""
    try:
        safety.panic(by=by, id=uuid.uuid5(id, "duress"), occurred_at=occurred_at, silent=True)
    except Refused as refusal:
        logger.info("A silent alert was not raised: %s", refusal)


def refused(request, person, found):
    if found == Proof.NO_PIN:
        return problems.problem(409, _("You have no PIN yet. Use your password, then set one."))
    if found == Proof.WRONG:
        pins.refuse_pin(person=person, by=request.user, id=uuid.uuid4(), occurred_at=timezone.now())
        person.refresh_from_db(fields=["pin_failures"])
    left = pins.MOST_WRONG - person.pin_failures
    if left <= 0:
        return problems.problem(409, _("Five wrong PINs. Only the password opens this tablet now."))
    return problems.problem(422, _("Wrong PIN. Tries left: {number}.").format(number=left), left=left)


class UnlockedOffline(LetterView):
    """Filed when there is signal again. A mark of PINs that were changed since is filed too, but says nothing more."""

    form = forms.UnlockedOffline

    def find(self):
        return None

    def act(self, found, told, *, by, id, occurred_at):
        hand = {"by": by, "id": id, "occurred_at": occurred_at}
        line = pins.unlock(way="offline", **hand)
        if proof.of_mark(by, told["mark"]) == Proof.DURESS:
            cry(**hand)
        return line

    def page(self, found, letter, status, problem):
        return problems.problem(status, problem)

    def back(self, found) -> str:
        return reverse("tablet")
