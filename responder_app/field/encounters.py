"""How a crew's part of a call ends."""

from django.utils.translation import gettext_lazy as _

from ..actions import amendments, encounters
from .forms import scenes as forms
from .forms.amendments import Amend as AmendForm
from .postbox import LetterView


class Close(LetterView):
    form = forms.Close
    leaf = "scene"
    thanks = _("Closed. Dispatch has the outcome.")

    def read(self, found):
        return self.form(self.request.POST, by=self.request.user, about=found)

    def act(self, found, told, **hand):
        return encounters.close(assignment=found, **told, **hand)


class Amend(LetterView):
    form = AmendForm
    leaf = "scene"
    thanks = _("Amended. Dispatch has the outcome as it is now.")

    def read(self, found):
        return self.form(self.request.POST, by=self.request.user, about=found)

    def act(self, found, told, **hand):
        return amendments.amend(assignment=found, **told, **hand)
