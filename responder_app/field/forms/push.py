"""A device that wants to be woken."""

import base64
import binascii
from urllib.parse import urlsplit

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from . import Letter

POINT, SECRET = 65, 16  # bytes: an uncompressed point of P-256, and RFC 8291's authentication secret
NO_ADDRESS = _("This device's address for wake-ups cannot be used.")
NO_KEYS = _("This device's keys for wake-ups cannot be used.")


class Unsubscribe(Letter):
    endpoint = forms.CharField(max_length=600, error_messages=dict.fromkeys(("required", "max_length"), NO_ADDRESS))


class Subscribe(Unsubscribe):
    p256dh = forms.CharField(max_length=120, error_messages=dict.fromkeys(("required", "max_length"), NO_KEYS))
    auth = forms.CharField(max_length=40, error_messages=dict.fromkeys(("required", "max_length"), NO_KEYS))

    def clean_endpoint(self) -> str:
        """Out on the internet by TLS; where it leads is looked at again each time somebody is woken."""
        endpoint = self.cleaned_data["endpoint"]
        try:
            parts = urlsplit(endpoint)
            listed = not {parts.hostname, f"{parts.hostname}:{parts.port}"}.isdisjoint(settings.WEBHOOK_ALLOWED_HOSTS)
        except ValueError as error:
            raise forms.ValidationError(NO_ADDRESS) from error
        if not parts.hostname or parts.username is not None or (parts.scheme != "https" and not listed):
            raise forms.ValidationError(NO_ADDRESS)
        return endpoint

    def clean_p256dh(self) -> str:
        return _of_length(self.cleaned_data["p256dh"], POINT)

    def clean_auth(self) -> str:
        return _of_length(self.cleaned_data["auth"], SECRET)


def _of_length(text: str, length: int) -> str:
    try:
        found = base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)
    except (binascii.Error, ValueError) as error:
        raise forms.ValidationError(NO_KEYS) from error
    if len(found) != length or (length == POINT and found[0] != 4):
        raise forms.ValidationError(NO_KEYS)
    return text
