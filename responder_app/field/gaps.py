"""Something was needed and could not be had."""

from django.utils.translation import gettext_lazy as _

from ..actions import gaps
from .forms import gaps as forms
from .postbox import LetterView


class RecordGap(LetterView):
    form = forms.Gap
    leaf = "after"
    thanks = _("Filed. The program sees what is missing.")

    def act(self, found, told, **hand):
        return gaps.record_gap(incident=found.incident, **told, **hand)
