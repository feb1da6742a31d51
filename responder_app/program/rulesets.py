"""The agency's screening rules: what is asked now, what it does in a year, and the next version."""

from uuid import uuid4

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from .. import access
from ..actions.rulesets import publish_ruleset
from ..log import Refused
from ..reports import rulesets as report
from ..words import RuleEffect
from .gate import managers_only
from .rule_draft import MOST, Draft, PublishForm, today

LOOK_FIRST = "Look at what these rules would have changed before you publish them: it is shown below."


@require_http_methods(["GET", "POST"])
@managers_only
@never_cache
def rules(request):
    """The last rules, to be changed from a day on; nothing is in force before it is published."""
    if request.method != "POST":
        return _page(request, Draft.of(request))
    do = request.POST.get("do", "preview")
    if do == "drop":
        Draft.drop(request)
        return redirect("program-rules")
    draft = Draft.typed(request.POST)
    draft.keep(request)
    if do not in {"preview", "publish"}:
        place = draft.change(do)
        draft.keep(request)
        return redirect(reverse("program-rules") + (f"#question-{place}" if place is not None else ""))
    form = PublishForm(request.POST)
    if problem := " ".join(draft.problems) or ("" if form.is_valid() else form.sentences):
        return _page(request, draft, form, problem, 422)
    if do == "publish" and form.cleaned_data["seen"] == draft.seal:
        return _publish(request, draft, form)
    problem, status = (LOOK_FIRST, 409) if do == "publish" else ("", 200)
    return _page(request, draft, form, problem, status, seen=True)


def _publish(request, draft: Draft, form: PublishForm):
    told = {name: form.cleaned_data[name] for name in ("effective_from", "note")}
    hand = {"by": request.user, "id": form.cleaned_data["id"], "occurred_at": timezone.now()}
    try:
        publish_ruleset(questions=draft.questions, follows=draft.base, **told, **hand)
    except Refused as refusal:
        return _page(request, draft, form, str(refusal), 409, seen=True)
    Draft.drop(request)
    messages.success(request, f"The rules are published; in force from {told['effective_from']:%Y-%m-%d}.")
    return redirect("program-rules")


def _page(request, draft: Draft, form=None, problem="", status=200, *, seen=False):
    """`seen`: with what the draft would have changed."""
    user = request.user
    versions = list(access.rulesets_for(user).select_related("published_by"))
    standing = Draft.standing(user)
    begin = {"id": uuid4(), "effective_from": draft.about.get("effective_from") or today(user)}
    context = {
        "draft": draft,
        "form": form or PublishForm(initial=begin | {"note": draft.about.get("note", "")}),
        "standing": {question["code"] for question in standing.questions},
        "unchanged": standing.questions,
        "removed": [each["text_en"] for each in standing.questions if each["code"] not in draft.codes],
        "problem": problem,
        "effects": list(RuleEffect),
        "most": MOST,
        "begun": draft.seal != standing.seal,
        "overtaken": versions[0] if versions and versions[0].number != draft.base else None,
        "preview": report.preview(access.incidents_for(user), draft.rules, timezone.now()) if seen else None,
        "versions": [_told(version, today(user)) for version in versions],
    }
    return render(request, "program/rules.html", context, status=status)


def _told(version, day) -> dict:
    never = version.effective_to is not None and version.effective_to <= version.effective_from
    now = not never and version.effective_from <= day and (version.effective_to is None or version.effective_to > day)
    return {"version": version, "never": never, "now": now}
