"""What somebody says of themselves: what they can do, what they speak, and what the screen speaks."""

from django.contrib import messages
from django.shortcuts import redirect
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from .. import log
from ..actions import people
from . import shifts
from .crew import crew_only
from .forms import people as forms


@never_cache
@require_POST
@crew_only
def change_details(request):
    form = forms.Details(request.POST, by=request.user)
    if not form.is_valid():
        return shifts.page(request, form.sentences, 422, sent=form)
    try:
        people.change_person(person=request.user, **form.told, **form.hand)
    except log.Refused as refusal:
        return shifts.page(request, str(refusal), 409, sent=form)
    with translation.override(form.told["language"]):
        messages.success(request, _("Your details are kept."))
    return redirect("tablet-shift")
