"""A crew puts its own reports right: at once, or afterwards with the reason."""

from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_lazy as _

from .. import access
from ..actions import corrections
from . import calls
from .forms import corrections as forms
from .postbox import LetterView


class AboutReport(LetterView):
    def find(self, report):
        mine = access.reports_for(self.request.user).select_related("assignment__incident", "assignment__unit")
        self.report = get_object_or_404(mine, pk=report)
        return get_object_or_404(calls.whole(access.assignments_for(self.request.user)), pk=self.report.assignment_id)


class UndoStatus(AboutReport):
    thanks = _("Taken back.")

    def act(self, found, told, **hand):
        return corrections.undo_status(report=self.report, **hand)


class CorrectStatus(AboutReport):
    form = forms.Correct
    thanks = _("Corrected. What was filed first stays on file too.")

    def act(self, found, told, **hand):
        return corrections.correct_status(report=self.report, **told, **hand)
