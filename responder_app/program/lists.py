"""The agency's code lists: what may be chosen, from when, until when, in which order."""

from datetime import timedelta
from uuid import uuid4

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from .. import access
from ..actions.lists import add_entry, end_entry, raise_entry
from ..log import Refused
from ..words import CodeList
from .forms import EntryEnd, NewEntry, Wish
from .gate import managers_only


@require_safe
@managers_only
@never_cache
def lists(request):
    """One list, and the way to the others."""
    return _page(request, _named(request.GET.get("list", CodeList.ISSUES)))


@require_POST
@managers_only
@never_cache
def add(request):
    code_list, form = _named(request.POST.get("list")), NewEntry(request.POST)
    if not form.is_valid():
        return _page(request, code_list, form.sentences, 422, adding=form)
    try:
        add_entry(code_list=code_list.value, **form.told, **_hand(request, form))
    except Refused as refusal:
        return _page(request, code_list, str(refusal), 409, adding=form)
    return _done(request, code_list, _("The entry is added."))


@require_POST
@managers_only
@never_cache
def end(request, entry):
    return _change(request, entry, EntryEnd, end_entry, _("The entry ends."))


@require_POST
@managers_only
@never_cache
def earlier(request, entry):
    return _change(request, entry, Wish, raise_entry, _("The order is changed."))


def _change(request, entry: int, kind: type[Wish], action, thanks: str):
    found = get_object_or_404(access.list_entries_for(request.user).select_related("agency"), pk=entry)
    code_list, form = CodeList(found.list), kind(request.POST)
    if not form.is_valid():
        return _page(request, code_list, form.sentences, 422)
    try:
        action(entry=found, **form.told, **_hand(request, form))
    except Refused as refusal:
        return _page(request, code_list, str(refusal), 409)
    return _done(request, code_list, thanks)


def _named(name) -> CodeList:
    if name not in set(CodeList):
        raise Http404
    return CodeList(name)


def _hand(request, form: Wish) -> dict:
    return {"by": request.user, "id": form.cleaned_data["id"], "occurred_at": timezone.now()}


def _done(request, code_list: CodeList, thanks: str):
    messages.success(request, thanks)
    return redirect(f"{reverse('program-lists')}?list={code_list}")


def _page(request, code_list: CodeList, problem="", status=200, adding=None):
    today = access.agency_of(request.user).day_of(timezone.now())
    entries = list(access.list_entries_for(request.user).filter(list=code_list))
    context = {
        "lists": list(CodeList),
        "chosen": code_list,
        "problem": problem,
        "adding": adding or NewEntry(initial={"id": uuid4(), "effective_from": today}),
        "rows": [
            {
                "entry": entry,
                "to_come": entry.effective_from > today,
                "last_day": _last_day(entry),
                "id": uuid4(),
                "other_id": uuid4(),
            }
            for entry in entries
            if not _ended(entry, today)
        ],
        "ended": [{"entry": entry, "last_day": _last_day(entry)} for entry in entries if _ended(entry, today)],
        "today": today,
    }
    return render(request, "program/lists.html", context, status=status)


def _last_day(entry):
    return entry.effective_to and entry.effective_to - timedelta(days=1)


def _ended(entry, today) -> bool:
    return entry.effective_to is not None and entry.effective_to <= today
