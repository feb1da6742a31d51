"""A tablet asks to be woken, and to be left alone."""

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from .. import access, problems
from ..actions import push
from ..log import NotYours
from .forms import push as forms
from .postbox import LetterView


class Subscribe(LetterView):
    """Only ever sent by the tablet's own JavaScript, which alone has a device's keys."""

    form = forms.Subscribe
    thanks = _("This tablet is woken for your calls.")

    def find(self):
        return None

    def back(self, found) -> str:
        return reverse("tablet-device")

    def page(self, found, letter, status, problem) -> HttpResponse:
        return problems.problem(status, problem)

    def act(self, found, told, **hand):
        return push.subscribe(**told, **hand)


class Unsubscribe(Subscribe):
    form = forms.Unsubscribe
    thanks = _("This tablet is not woken any more.")

    def act(self, found, told, **hand):
        device = access.push_subscriptions_for(self.request.user).filter(**told).first()
        if device is None:
            raise NotYours("There is no such device of yours.")
        return push.unsubscribe(subscription=device, **hand)
