"""A crew on scene says that it is all right."""

from django.utils.translation import gettext_lazy as _

from ..actions import check_ins
from .forms import check_ins as forms
from .postbox import LetterView


class CheckIn(LetterView):
    thanks = _("Checked in. Dispatch knows that you are all right.")

    def act(self, found, told, **hand):
        return check_ins.check_in(assignment=found, **hand)


class MoreTime(LetterView):
    form = forms.MoreTime
    thanks = _("You have more time. Dispatch knows.")

    def act(self, found, told, **hand):
        return check_ins.extend_check_in(assignment=found, **told, **hand)
