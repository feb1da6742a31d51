"""How the tablet is: no letter, since only the last word counts."""

from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from .. import problems
from ..actions.tablets import report_health
from ..log import NotYours, Refused
from .forms.tablets import Health


@require_POST
def health(request) -> HttpResponse:
    """204; 409 off duty."""
    if not request.user.is_authenticated:
        return problems.problem(401, _("Sign in again; nothing you wrote is lost."))
    if request.headers.get("X-Letter-Author", str(request.user.pk)) != str(request.user.pk):
        return problems.problem(403, _("This report is somebody else's."))
    form = Health(request.POST)
    if not form.is_valid():
        return problems.problem(422, _("This report cannot be read."))
    try:
        report_health(by=request.user, at=timezone.now(), **form.cleaned_data)
    except Refused as refusal:
        return problems.problem(409, str(refusal))
    except NotYours:
        return problems.problem(404, _("This is not yours, or it is no longer there."))
    return HttpResponse(status=204)
