"""When the program, and each unit, is at work: what decides that a call came out of hours."""

import re
from datetime import time
from uuid import uuid4

from django import forms
from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from .. import access
from ..actions.settings import set_hours
from ..log import Refused
from ..reports import hours as at_work
from ..words import Role
from .forms import Wish
from .gate import managers_only

DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
SPAN = re.compile(r"(\d{1,2})(?::(\d{2}))?\s*(?:-|–|to)\s*(\d{1,2})(?::(\d{2}))?")


class WeekForm(Wish):
    """A line for each day: `06:00-22:00`, several with commas between, or nothing. `all` is every day the same."""

    all = forms.CharField(label="Every day", max_length=100, required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for number, day in enumerate(DAYS):
            self.fields[f"day_{number}"] = forms.CharField(label=day, max_length=100, required=False)

    def clean(self):
        told = super().clean()
        self.week = []
        for number, day in enumerate(DAYS):
            line = told.get("all") or told.get(f"day_{number}") or ""
            self.week += [(number, *span) for span in self._spans(line, "Every day" if told.get("all") else day)]
        return told

    @property
    def days(self) -> list:
        return [self[f"day_{number}"] for number in range(7)]

    def _spans(self, line: str, day: str) -> list[tuple[time, time]]:
        try:
            return [_span(part) for part in line.split(",") if part.strip()]
        except ValueError:
            self.add_error(None, f"{day}: write the hours like 06:00-22:00, several with a comma between.")
            return []


def _span(text: str) -> tuple[time, time]:
    """Raises ValueError. 24:00 is the midnight that ends the day."""
    found = SPAN.fullmatch(text.strip())
    if found is None:
        raise ValueError(text)
    opens_at, opened, closes_at, closed = (int(part or 0) for part in found.groups())
    return time(opens_at, opened), time(0 if (closes_at, closed) == (24, 0) else closes_at, closed)


@require_http_methods(["GET", "POST"])
@managers_only
@never_cache
def hours(request):
    """The program's own week, or with `?unit=` that unit's."""
    unit = _unit(request)
    if request.method != "POST":
        return _page(request, unit, WeekForm(initial=_standing(request.user, unit)))
    if request.user.role != Role.ADMINISTRATOR:
        raise Http404
    form = WeekForm(request.POST)
    if not form.is_valid():
        return _page(request, unit, form, form.sentences, 422)
    hand = {"by": request.user, "id": form.cleaned_data["id"], "occurred_at": timezone.now()}
    try:
        set_hours(hours=form.week, unit=unit, **hand)
    except Refused as refusal:
        return _page(request, unit, form, str(refusal), 409)
    messages.success(request, f"The hours of {unit or 'the program'} are set.")
    return redirect(reverse("program-hours") + (f"?unit={unit.pk}" if unit else ""))


def _unit(request):
    asked = request.GET.get("unit", "")
    if not asked:
        return None
    if not asked.isdecimal() or int(asked) >= 2**63:
        raise Http404
    return get_object_or_404(access.units_for(request.user), pk=asked)


def _standing(user, unit) -> dict:
    lines = {}
    for row in access.hours_for(user).filter(unit=unit):
        lines.setdefault(f"day_{row.weekday}", []).append(f"{row.opens:%H:%M}–{row.closes:%H:%M}")
    return {"id": uuid4(), **{day: ", ".join(spans) for day, spans in lines.items()}}


def _page(request, unit, form, problem="", status=200):
    user, now = request.user, timezone.now()
    agency = access.agency_of(user)
    rows, units = list(access.hours_for(user)), list(access.units_for(user))
    own = {row.unit_id for row in rows}
    context = {
        "form": form,
        "unit": unit,
        "program": at_work.today([row for row in rows if row.unit_id is None], now, agency.time_zone),
        "units": [
            (one, today, one.pk in own)
            for one, today in zip(units, at_work.of_units(rows, units, now, agency.time_zone).values(), strict=True)
        ],
        "may_set": user.role == Role.ADMINISTRATOR,
        "zone": agency.time_zone,
        "problem": problem,
    }
    return render(request, "program/hours.html", context, status=status)
