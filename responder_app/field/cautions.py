"""A crew warns others of a place."""

from django.utils.translation import gettext_lazy as _

from ..actions import cautions
from .forms import cautions as forms
from .postbox import LetterView


class FileCaution(LetterView):
    form = forms.Caution
    thanks = _("The caution is filed. Whoever is sent there sees it first.")

    def act(self, found, told, **hand):
        return cautions.file_caution(incident=found.incident, **told, **hand)
