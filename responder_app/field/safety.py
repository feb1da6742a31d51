"""A crew asks for police, and says when it is over."""

from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_lazy as _

from .. import access
from ..actions import safety
from . import calls
from .forms import safety as forms
from .postbox import LetterView


class CallBackup(LetterView):
    form = forms.Backup
    thanks = _("The server has your request. Nobody has seen it yet: use your radio.")

    def act(self, found, told, **hand):
        return safety.call_backup(assignment=found, **told, **hand)


class EndBackup(LetterView):
    form = forms.EndOfBackup
    thanks = _("The request for backup is over.")

    def find(self, backup):
        self.backup = get_object_or_404(access.backup_requests_for(self.request.user), pk=backup)
        return get_object_or_404(calls.whole(access.assignments_for(self.request.user)), pk=self.backup.assignment_id)

    def act(self, found, told, **hand):
        return safety.end_backup(backup=self.backup, **told, **hand)
