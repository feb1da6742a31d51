"""Somebody is taken somewhere."""

from django.utils.translation import gettext_lazy as _

from ..actions import transports
from .forms import transports as forms
from .postbox import LetterView


class RecordTransport(LetterView):
    form = forms.Transport
    leaf = "after"
    thanks = _("Transport filed.")

    def act(self, found, told, **hand):
        return transports.record_transport(assignment=found, **told, **hand)
