"""A device that wants to be woken."""

from django import forms
from django.utils.translation import gettext_lazy as _

from ...actions.push import POINT, SECRET, is_key, may_be_asked
from . import Letter

NO_ADDRESS = _("This device's address for wake-ups cannot be used.")
NO_KEYS = _("This device's keys for wake-ups cannot be used.")


class Unsubscribe(Letter):
    endpoint = forms.CharField(max_length=600, error_messages=dict.fromkeys(("required", "max_length"), NO_ADDRESS))


class Subscribe(Unsubscribe):
    p256dh = forms.CharField(max_length=120, error_messages=dict.fromkeys(("required", "max_length"), NO_KEYS))
    auth = forms.CharField(max_length=40, error_messages=dict.fromkeys(("required", "max_length"), NO_KEYS))

    def clean_endpoint(self) -> str:
        if not may_be_asked(self.cleaned_data["endpoint"]):
            raise forms.ValidationError(NO_ADDRESS)
        return self.cleaned_data["endpoint"]

    def clean_p256dh(self) -> str:
        return self._key("p256dh", POINT)

    def clean_auth(self) -> str:
        return self._key("auth", SECRET)

    def _key(self, name: str, length: int) -> str:
        if not is_key(self.cleaned_data[name], length):
            raise forms.ValidationError(NO_KEYS)
        return self.cleaned_data[name]
