"""The slot that letters come through: whose it is, whether it is whole, one action, one answer."""

from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views import View

from .. import access, problems
from ..log import NotYours, Refused
from ..models import Event
from . import calls
from .forms import Letter


class LetterView(View):
    """A letter about an assignment. A subclass names its form, the page of the call that holds it (of leaves.LEAVES),
    its thanks and `act(found, told, *, by, id, occurred_at)`, which files it and returns its Event. With `needs_line`
    it is never kept to be sent later: an answer of tomorrow would be of no use, or a lie."""

    http_method_names = ["post"]
    form = Letter
    leaf = "call"
    needs_line = False
    thanks = _("Filed.")

    def post(self, request, **where) -> HttpResponse:
        if not request.user.is_authenticated:
            return self.stranger(**where)
        if request.headers.get("X-Letter-Author", str(request.user.pk)) != str(request.user.pk):
            return problems.problem(403, _("This letter is somebody else's. It goes when its author signs in."))
        try:
            found = self.find(**where)
        except Http404:
            return self.missing()
        letter = self.read(found)
        if not letter.is_valid():
            return self.refuse(found, letter, 422, letter.sentences)
        try:
            return self.answer(found, self.act(found, letter.told, **letter.hand))
        except Refused as refusal:
            return self.refuse(found, letter, 409, str(refusal))
        except NotYours:
            return self.missing()

    def find(self, assignment):
        return get_object_or_404(calls.whole(access.assignments_for(self.request.user)), pk=assignment)

    def read(self, found) -> Letter:
        return self.form(self.request.POST, by=self.request.user)

    def back(self, found) -> str:
        return reverse(f"tablet-{self.leaf}", args=[found.pk])

    def page(self, found, letter, status: int, problem: str) -> HttpResponse:
        return calls.show(self.request, found, leaf=self.leaf, sent=letter, status=status, problem=problem)

    @property
    def to_a_program(self) -> bool:
        return problems.asks_for_problems(self.request)

    def stranger(self, **where) -> HttpResponse:
        if self.to_a_program:
            return problems.problem(401, _("Sign in again; nothing you wrote is lost."))
        return redirect_to_login(reverse("tablet"))

    def missing(self) -> HttpResponse:
        if self.to_a_program:
            return problems.problem(404, _("This is not yours, or it is no longer there."))
        raise Http404

    def refuse(self, found, letter, status: int, sentence: str) -> HttpResponse:
        if self.to_a_program:
            return problems.problem(status, sentence)
        return self.page(found, letter, status, sentence)

    def answer(self, found, event: Event) -> HttpResponse:
        if not self.to_a_program:
            messages.success(self.request, self.thanks)
            return redirect(self.back(found))
        said = {"id": str(event.id), "seq": event.seq, "kind": event.kind, "repeated": event.repeated}
        return JsonResponse(said, status=200 if event.repeated else 201)
