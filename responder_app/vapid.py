"""Who we are to the push services (RFC 8292): one key pair for the installation."""

import base64
from functools import cache
from urllib.parse import urlsplit

from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from django.conf import settings
from py_vapid import Vapid02

VALID = 12 * 60 * 60  # seconds; the push services take up to a day


@cache
def _keys(private: str) -> Vapid02:
    return Vapid02.from_string(private)


def public_key() -> str:
    """What a browser subscribes with: the uncompressed point, base64url."""
    point = _keys(settings.VAPID_PRIVATE_KEY).public_key.public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
    return base64.urlsafe_b64encode(point).decode().rstrip("=")


def authorization(endpoint: str, at) -> str:
    """The header of one message to that push service."""
    parts = urlsplit(endpoint)
    claims = {
        "aud": f"{parts.scheme}://{parts.netloc}",
        "exp": int(at.timestamp()) + VALID,
        "sub": settings.VAPID_SUBJECT,
    }
    return _keys(settings.VAPID_PRIVATE_KEY).sign(claims)["Authorization"]
