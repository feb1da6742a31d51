"""Refused letters: the tablet tells the desk of them, their authors settle them."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse

from .. import access, problems
from ..actions import letters
from .forms import letters as forms
from .postbox import LetterView


class AboutLetters(LetterView):
    """Only ever sent by the tablet's own JavaScript: there is no page to go back to but home."""

    def back(self, found) -> str:
        return reverse("tablet")

    def page(self, found, letter, status, problem) -> HttpResponse:
        return problems.problem(status, problem)


class SetAside(AboutLetters):
    form = forms.SetAside

    def find(self):
        return access.running_shift_of(self.request.user)

    def act(self, found, told, *, id, **hand):
        refused = told.pop("letter")
        return letters.set_letter_aside(unit=found and found.unit, **told, id=refused or id, **hand)


class Settle(AboutLetters):
    form = forms.Settle

    def find(self, letter):
        return get_object_or_404(access.letters_for(self.request.user), pk=letter)

    def act(self, found, told, **hand):
        return letters.settle_letter(letter=found, **told, **hand)
