"""A crew's answer to a call, and what it says it is doing."""

from django.http import HttpResponse, JsonResponse
from django.utils.translation import gettext_lazy as _

from ..actions import assignments
from .forms import assignments as forms
from .postbox import LetterView


class Accept(LetterView):
    thanks = _("Accepted. Dispatch knows.")

    def act(self, found, told, **hand):
        return assignments.accept(assignment=found, **hand)


class Decline(LetterView):
    form = forms.Decline
    thanks = _("Declined. Dispatch knows.")

    def act(self, found, told, **hand):
        return assignments.decline(assignment=found, **told, **hand)


class ReportStatus(LetterView):
    form = forms.Status
    thanks = _("Status filed.")

    def act(self, found, told, **hand):
        return assignments.report_status(assignment=found, **told, **hand)


class Seen(LetterView):
    """Whoever of the crew looked first has said it; the others are thanked, not refused."""

    thanks = ""

    def act(self, found, told, **hand):
        return assignments.confirm_seen(assignment=found, **hand)

    def refuse(self, found, letter, status, sentence) -> HttpResponse:
        if not letter.is_valid():
            return super().refuse(found, letter, status, sentence)
        said = {"id": str(letter.cleaned_data["id"]), "seq": None, "kind": "assignment.seen", "repeated": True}
        return JsonResponse(said)
