"""The agency's on-scene form: what it asks now, what it asks next, and what it asked before."""

from uuid import uuid4

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from .. import access
from ..actions.scenes import publish_form
from ..log import Refused
from ..words import ASKED_IN, required_in
from ..words.scenes import is_on
from .forms import FormDraft
from .gate import managers_only


@require_http_methods(["GET", "POST"])
@managers_only
@never_cache
def form(request):
    """The form as it is, to be changed from a day on."""
    if request.method != "POST":
        return _page(request, FormDraft(initial=_standing(request.user)))
    draft = FormDraft(request.POST)
    if not draft.is_valid():
        return _page(request, draft, draft.sentences, 422)
    begins = draft.cleaned_data["effective_from"]
    hand = {"by": request.user, "id": draft.cleaned_data["id"], "occurred_at": timezone.now()}
    try:
        publish_form(sections=draft.sections, effective_from=begins, **hand)
    except Refused as refusal:
        return _page(request, draft, str(refusal), 409)
    messages.success(request, _("The form is published."))
    return redirect("program-form")


def _standing(user) -> dict:
    """What is asked from today on, or will be, as the page's beginning."""
    last = access.form_versions_for(user).first()
    rules = last.sections if last else {}
    return {
        "id": uuid4(),
        "on": [section.value for section in ASKED_IN if is_on(rules, section)],
        "required": [field.value for fields in ASKED_IN.values() for field in fields if field in _named(rules)],
        "effective_from": user.agency.day_of(timezone.now()),
    }


def _page(request, draft: FormDraft, problem="", status=200):
    on, required = draft["on"].value() or [], draft["required"].value() or []
    today = access.agency_of(request.user).day_of(timezone.now())
    parts = [
        {
            "section": section,
            "on": section.value in on,
            "fields": [(field, field.value in required) for field in fields],
        }
        for section, fields in ASKED_IN.items()
    ]
    versions = access.form_versions_for(request.user).select_related("published_by")
    context = {
        "draft": draft,
        "parts": parts,
        "problem": problem,
        "versions": [_told(version, today) for version in versions],
    }
    return render(request, "program/form.html", context, status=status)


def _told(version, today) -> dict:
    ends = version.effective_to
    never = ends is not None and ends <= version.effective_from
    return {
        "version": version,
        "never": never,
        "now": not never and version.effective_from <= today and (ends is None or ends > today),
        "off": [section.label for section in ASKED_IN if not is_on(version.sections, section)],
        "required": [
            field.label for fields in ASKED_IN.values() for field in fields if field in required_in(version.sections)
        ],
    }


def _named(rules: dict) -> set[str]:
    """Also what a section that is off would ask for, were it on."""
    return {name for rule in rules.values() for name in rule.get("required", ())}
