"""What somebody writes on a call."""

from django.utils.translation import gettext_lazy as _

from ..actions import encounters
from .forms import notes as forms
from .postbox import LetterView


class WriteNote(LetterView):
    form = forms.Note
    thanks = _("Note filed.")

    def act(self, found, told, **hand):
        return encounters.write_note(incident=found.incident, **told, **hand)
