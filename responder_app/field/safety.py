"""A crew asks for help, and says when it is over."""

from uuid import uuid4, uuid5

from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from .. import access
from ..actions import pins, safety
from ..log import Refused
from . import calls, help, proof
from .forms import safety as forms
from .postbox import LetterView
from .proof import Proof

ASKED = _("The server has your request. Nobody has seen it yet: use your radio.")


class CallBackup(LetterView):
    form = forms.Backup
    thanks = ASKED

    def act(self, found, told, **hand):
        return safety.call_backup(assignment=found, **told, **hand)


class CallEms(LetterView):
    form = forms.Ems
    thanks = ASKED

    def act(self, found, told, **hand):
        return safety.call_ems(assignment=found, **told, **hand)


class FromAnywhere(LetterView):
    """A letter of the help page: it needs no call."""

    def find(self):
        return None

    def back(self, found) -> str:
        return reverse("tablet")

    def page(self, found, letter, status: int, problem: str):
        return help.show(self.request, sent=letter, status=status, problem=problem)


class CallBackupFromAnywhere(FromAnywhere):
    form = forms.Backup
    thanks = ASKED

    def act(self, found, told, **hand):
        return safety.call_backup(**told, **hand)


class CallEmsFromAnywhere(FromAnywhere):
    form = forms.Ems
    thanks = ASKED

    def act(self, found, told, **hand):
        return safety.call_ems(**told, **hand)


class AboutBackup(LetterView):
    """About a request of one's own, on a call or on none; the page behind it is the call's, or the help page."""

    def find(self, backup):
        mine = access.backup_requests_for(self.request.user).select_related("assignment", "unit")
        return get_object_or_404(mine, pk=backup)

    def back(self, found) -> str:
        return reverse("tablet-call", args=[found.assignment_id]) if self._call(found) else reverse("tablet")

    def page(self, found, letter, status: int, problem: str):
        if call := self._call(found):
            return calls.show(self.request, call, leaf=self.leaf, sent=letter, status=status, problem=problem)
        return help.show(self.request, sent=letter, status=status, problem=problem)

    def _call(self, found):
        mine = calls.whole(access.assignments_for(self.request.user))
        return mine.filter(pk=found.assignment_id).first()


class EndBackup(AboutBackup):
    form = forms.EndOfBackup
    thanks = _("The request for backup is over.")

    def act(self, found, told, **hand):
        return safety.end_backup(backup=found, **told, **hand)


class CodeFour(AboutBackup):
    """Asks the server first and is never kept on the tablet. One letter for each alarm, whatever page it came from."""

    form = forms.CodeFour
    needs_line = True
    thanks = _("Code 4. The alarm is over.")

    def act(self, found, told, *, id, **hand):
        if found.seems_over:
            raise Refused(gettext("That request is over."))
        duress = is_duress(self.request, told["secret"])
        return safety.code_four(backup=found, duress=duress, id=uuid5(found.pk, "code four"), **hand)


def is_duress(request, secret: str) -> bool:
    """Whether it was the duress PIN. Without a PIN, or after five wrong ones, only the password is right, and it is
    never the duress one. Raises Refused for what is wrong."""
    person = request.user
    found = proof.of_pin(person, secret)
    if found in (Proof.RIGHT, Proof.DURESS):
        return found == Proof.DURESS
    if found == Proof.WRONG:
        pins.refuse_pin(person=person, by=person, id=uuid4(), occurred_at=timezone.now())
        raise Refused(gettext("That is not your PIN. Nothing has changed: the alarm stands."))
    if not proof.of_password(person, secret, request):
        raise Refused(gettext("That is not your password. Nothing has changed: the alarm stands."))
    return False
