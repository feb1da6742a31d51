"""Cautions about places, for whoever reviews them: what nobody has looked at first."""

from uuid import uuid4

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import F
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from .. import access
from ..actions.cautions import review_caution
from ..log import Refused
from ..words import CautionReview
from .forms import Wish
from .gate import managers_only

A_PAGE = 50


class Review(Wish):
    review = forms.ChoiceField(
        choices=CautionReview.choices(),
        error_messages=dict.fromkeys(("required", "invalid_choice"), gettext_lazy("Keep it or remove it.")),
    )
    days = forms.IntegerField(
        required=False,
        min_value=1,
        max_value=365,
        error_messages=dict.fromkeys(("invalid", "min_value", "max_value"), gettext_lazy("Choose from 1 to 365 days.")),
    )


@require_safe
@managers_only
@never_cache
def cautions(request):
    """Those that stand, page by page."""
    return _page(request)


@require_POST
@managers_only
@never_cache
def review(request, caution):
    found = get_object_or_404(access.cautions_for(request.user).select_related("incident"), pk=caution)
    form = Review(request.POST)
    if not form.is_valid():
        return _page(request, form.sentences, 422)
    try:
        now = timezone.now()
        review_caution(caution=found, by=request.user, id=form.cleaned_data["id"], occurred_at=now, **form.told)
    except Refused as refusal:
        return _page(request, str(refusal), 409)
    messages.success(request, _("The caution is reviewed."))
    return redirect("program-cautions")


def _page(request, problem="", status=200):
    agency = access.agency_of(request.user)
    standing = access.cautions_for(request.user).standing(timezone.now())
    standing = standing.select_related("incident", "filed_by", "reviewed_by")
    found = standing.order_by(F("reviewed_at").asc(nulls_first=True), "expires_at", "pk")
    context = {
        "page": Paginator(found, A_PAGE).get_page(request.GET.get("page")),
        "fresh_id": uuid4,
        "days": agency.caution_days,
        "zone": agency.time_zone,
        "problem": problem,
    }
    return render(request, "program/cautions.html", context, status=status)
