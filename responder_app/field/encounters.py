"""How a crew's part of a call ends."""

from django.utils.translation import gettext_lazy as _

from ..actions import encounters
from .forms import scenes as forms
from .postbox import LetterView


class Close(LetterView):
    form = forms.Close
    leaf = "scene"
    thanks = _("Closed. Dispatch has the outcome.")

    def read(self, found):
        return self.form(self.request.POST, by=self.request.user, about=found)

    def act(self, found, told, **hand):
        return encounters.close(assignment=found, **told, **hand)
