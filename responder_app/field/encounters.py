"""What a crew writes on scene, and how its part of a call ends."""

from ..actions import encounters
from . import forms
from .postbox import LetterView


class WriteNote(LetterView):
    form = forms.Note
    thanks = "Note filed."

    def act(self, found, told, **hand):
        return encounters.write_note(incident=found.incident, **told, **hand)


class Close(LetterView):
    form = forms.Close
    thanks = "Closed. Dispatch has the outcome."

    def act(self, found, told, **hand):
        return encounters.close(assignment=found, **told, **hand)
