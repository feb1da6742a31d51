"""The on-scene form, kept before it is whole, or after the call was closed."""

from django.utils.translation import gettext_lazy as _

from ..actions import scenes
from .forms import scenes as forms
from .postbox import LetterView


class KeepScene(LetterView):
    form = forms.Keep
    leaf = "scene"
    thanks = _("Kept. Close the call when it is done.")

    def read(self, found):
        return self.form(self.request.POST, by=self.request.user, about=found)

    def page(self, found, letter, status, problem):
        """The page holds the form that closes; it shows what this one says."""
        sent = forms.Close(letter.data, by=letter.by, about=found)
        return super().page(found, sent, status, problem)

    def act(self, found, told, **hand):
        return scenes.record_scene(assignment=found, **told, **hand)
