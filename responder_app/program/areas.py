"""The districts that units serve: what decides that a call is out of area."""

import json
from uuid import uuid4

from django import forms
from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from .. import access
from ..actions.areas import remove_area, set_area
from ..log import Refused
from ..reports import shapes
from ..words import Role
from .forms import Wish
from .gate import managers_only

LARGEST = 3_000_000  # bytes
SIDE = 120


class AreaForm(Wish):
    """A name, an outline from a file or pasted, and who serves it."""

    name = forms.CharField(label="Name", max_length=80, error_messages={"required": "Give the area a name."})
    file = forms.FileField(label="GeoJSON file", required=False)
    pasted = forms.CharField(label="or pasted", required=False, max_length=LARGEST, widget=forms.Textarea)
    units = forms.ModelMultipleChoiceField(
        label="Served by", required=False, queryset=None, widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": "There is no such unit.", "invalid_pk_value": "There is no such unit."},
    )  # fmt: skip

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["units"].queryset = access.units_for(user)
        self._known = access.service_areas_for(user)

    def clean_file(self):
        file = self.cleaned_data["file"]
        if file and file.size > LARGEST:
            raise forms.ValidationError("That file is over 3 MB. Simplify the outline.")
        return file.read() if file else b""

    def clean(self):
        told = super().clean()
        outline = told.get("file") or told.get("pasted")
        if outline:
            self.shape = self._read(outline)
        elif known := self._known.filter(name=(told.get("name") or "").strip()).first():
            self.shape = known.shape  # only who serves it changes
        elif not self.errors:
            raise forms.ValidationError("Choose a GeoJSON file with the outline, or paste it.")
        return told

    def _read(self, outline):
        try:
            return json.loads(outline)
        except (ValueError, RecursionError):
            raise forms.ValidationError("That is no GeoJSON: it cannot be read.") from None

    @property
    def told(self) -> dict:
        return {"name": self.cleaned_data["name"], "shape": self.shape, "units": list(self.cleaned_data["units"])}


def administrators_only(view):
    """Managers may look."""

    @managers_only
    def guarded(request, *args, **kwargs):
        if request.user.role != Role.ADMINISTRATOR:
            raise Http404
        return view(request, *args, **kwargs)

    return guarded


@require_safe
@managers_only
@never_cache
def areas(request):
    return _page(request, AreaForm(user=request.user, initial={"id": uuid4()}))


@require_POST
@administrators_only
@never_cache
def draw(request):
    form = AreaForm(request.POST, request.FILES, user=request.user)
    if not form.is_valid():
        return _page(request, form, form.sentences, 422)
    try:
        set_area(by=request.user, id=form.cleaned_data["id"], occurred_at=timezone.now(), **form.told)
    except Refused as refusal:
        return _page(request, form, str(refusal), 409)
    messages.success(request, f"The area {form.cleaned_data['name']} is drawn.")
    return redirect("program-areas")


@require_POST
@administrators_only
@never_cache
def remove(request, area):
    """A second tap finds nothing, and says the same."""
    form = Wish(request.POST)
    if not form.is_valid():
        return _page(request, AreaForm(user=request.user, initial={"id": uuid4()}), form.sentences, 422)
    if found := access.service_areas_for(request.user).filter(pk=area).first():
        remove_area(area=found, by=request.user, id=form.cleaned_data["id"], occurred_at=timezone.now())
    messages.success(request, "The area is removed.")
    return redirect("program-areas")


def _page(request, form, problem="", status=200):
    found = list(access.service_areas_for(request.user).prefetch_related("units"))
    context = {
        "form": form,
        "units": list(access.units_for(request.user)),
        "areas": [(area, _outline(area.shape)) for area in found],
        "fresh_id": uuid4,
        "may_set": request.user.role == Role.ADMINISTRATOR,
        "problem": problem,
    }
    return render(request, "program/areas.html", context, status=status)


def _outline(shape: dict) -> dict:
    """An SVG path of the area, north up, and the number of its points."""
    rings = [ring for rings in shapes.polygons_of(shape) for ring in rings]
    points = [point for ring in rings for point in ring]
    west, north = min(point[0] for point in points), max(point[1] for point in points)
    wide = max(point[0] for point in points) - west
    high = north - min(point[1] for point in points)
    scale = SIDE / (max(wide, high) or 1)
    drawn = [" L".join(f"{(x - west) * scale:.1f} {(north - y) * scale:.1f}" for x, y, *_up in ring) for ring in rings]
    return {"path": " ".join(f"M{ring} Z" for ring in drawn), "points": len(points), "side": SIDE}
