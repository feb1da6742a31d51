"""A crew goes out of service and comes back, from its home; letters, for a meal is eaten in a dead spot too."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from ..actions import out_of_service
from . import home
from .forms import out_of_service as forms
from .shifts import ShiftLetter


class AboutService(ShiftLetter):
    def back(self, found) -> str:
        return reverse("tablet")

    def page(self, found, letter, status, problem):
        return home.show(self.request, sent=letter, status=status, problem=problem)


class GoOut(AboutService):
    form = forms.GoOut
    thanks = _("Out of service. Dispatch knows.")

    def act(self, found, told, **hand):
        return out_of_service.go_out_of_service(unit=found.unit, **told, **hand)


class ComeBack(AboutService):
    thanks = _("Back in service. Dispatch knows.")

    def act(self, found, told, **hand):
        return out_of_service.back_in_service(unit=found.unit, **hand)
