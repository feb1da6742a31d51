"""Where a socket's page came from."""

from urllib.parse import urlsplit

from django.conf import settings
from django.http.request import is_same_domain, validate_host


def is_ours(headers: dict[bytes, bytes]) -> bool:
    """The page is this host's or one of the trusted origins'. Programs that are no browser send no Origin."""
    if b"origin" not in headers:
        return True
    origin = headers[b"origin"].decode("latin1").lower()
    host = headers.get(b"host", b"").decode("latin1").lower()
    parts = urlsplit(origin)
    if parts.netloc == host:
        return validate_host(parts.hostname or "", settings.ALLOWED_HOSTS)
    return any(_matches(parts, urlsplit(trusted)) for trusted in settings.CSRF_TRUSTED_ORIGINS)


def _matches(parts, trusted) -> bool:
    """Django's rule for trusted origins: same scheme, and the same host or one under `*.host`."""
    return parts.scheme == trusted.scheme and is_same_domain(parts.netloc, trusted.netloc.lstrip("*"))
