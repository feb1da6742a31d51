"""What a crew writes on scene, and how its part of a call ends."""

from django.utils.translation import gettext_lazy as _

from ..actions import encounters
from .forms import encounters as forms
from .postbox import LetterView


class WriteNote(LetterView):
    form = forms.Note
    thanks = _("Note filed.")

    def act(self, found, told, **hand):
        return encounters.write_note(incident=found.incident, **told, **hand)


class Close(LetterView):
    form = forms.Close
    leaf = "scene"
    thanks = _("Closed. Dispatch has the outcome.")

    def act(self, found, told, **hand):
        return encounters.close(assignment=found, **told, **hand)
