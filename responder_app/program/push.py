"""A manager's device that is woken when nobody at the desk takes an alarm."""

from django import forms
from django.http import JsonResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from .. import access, problems
from ..actions import push
from ..log import Refused
from .gate import managers_only

NO_DEVICE = "This device cannot be woken: its address or its keys are none."


class Device(forms.Form):
    id = forms.UUIDField()
    endpoint = forms.CharField(max_length=600)

    def clean_endpoint(self) -> str:
        if not push.may_be_asked(self.cleaned_data["endpoint"]):
            raise forms.ValidationError(NO_DEVICE)
        return self.cleaned_data["endpoint"]


class DeviceWithKeys(Device):
    p256dh = forms.CharField(max_length=120)
    auth = forms.CharField(max_length=40)

    def clean(self) -> dict:
        told = super().clean()
        if not push.is_key(told.get("p256dh", ""), push.POINT) or not push.is_key(told.get("auth", ""), push.SECRET):
            raise forms.ValidationError(NO_DEVICE)
        return told


@require_safe
@managers_only
def worker(request):
    """The service worker of the program's pages: it wakes, and keeps nothing."""
    answer = render(request, "program/worker.js", content_type="text/javascript")
    answer["Cache-Control"] = "no-cache"
    return answer


@require_POST
@managers_only
@never_cache
def subscribe(request):
    form = DeviceWithKeys(request.POST)
    if not form.is_valid():
        return problems.problem(422, NO_DEVICE)
    told = {name: value for name, value in form.cleaned_data.items() if name != "id"}
    return _filed(push.subscribe, form, request, **told)


@require_POST
@managers_only
@never_cache
def unsubscribe(request):
    form = Device(request.POST)
    known = access.push_subscriptions_for(request.user).filter(endpoint=form.data.get("endpoint", "")).first()
    if not form.is_valid() or known is None:
        return problems.problem(422, "There is no such device of yours.")
    return _filed(push.unsubscribe, form, request, subscription=known)


def _filed(act, form, request, **told):
    try:
        line = act(by=request.user, id=form.cleaned_data["id"], occurred_at=timezone.now(), **told)
    except Refused as refusal:
        return problems.problem(409, str(refusal))
    return JsonResponse({"id": str(line.id), "kind": line.kind})
