"""Who is in the agency, and in which group of call takers; an administrator says."""

from uuid import uuid4

from django import forms
from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from .. import access
from ..actions.people import change_person
from ..log import Refused
from ..words import DESK_ROLES, Profession, Role
from .forms import Wish
from .gate import administrators_only


class Details(Wish):
    profession = forms.ChoiceField(
        choices=Profession.choices(),
        error_messages=dict.fromkeys(
            ("required", "invalid_choice"), gettext_lazy("That is no profession of the list.")
        ),
    )
    group = forms.CharField(
        required=False,
        max_length=40,
        error_messages={"max_length": gettext_lazy("A group's name has at most 40 characters.")},
    )


@require_safe
@administrators_only
@never_cache
def people(request):
    """Everybody, those at the desk first."""
    return _page(request)


@require_POST
@administrators_only
@never_cache
def change(request, person):
    found = get_object_or_404(access.people_for(request.user).select_related("agency"), pk=person)
    form = Details(request.POST)
    if not form.is_valid():
        return _page(request, form.sentences, 422, found)
    hand = {"by": request.user, "id": form.cleaned_data["id"], "occurred_at": timezone.now()}
    try:
        change_person(person=found, **form.told, **hand)
    except Refused as refusal:
        return _page(request, str(refusal), 409, found)
    messages.success(request, _("{person} is changed.").format(person=found))
    return redirect("program-people")


def _page(request, problem="", status=200, about=None):
    found = list(access.people_for(request.user))
    context = {
        "rows": [{"person": person, "takes_calls": person.role in DESK_ROLES} for person in sorted(found, key=_place)],
        "groups": sorted({person.group for person in found} - {""}),
        "professions": Profession.choices(),
        "problem": problem,
        "about": about and about.pk,
        "fresh_id": uuid4,
    }
    return render(request, "program/people.html", context, status=status)


def _place(person) -> tuple:
    return list(Role).index(person.role) if person.role not in DESK_ROLES else -1, str(person).casefold()
