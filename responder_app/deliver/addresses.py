"""Where a webhook may go: out on the internet by TLS, unless an administrator has listed the host."""

import http.client
import ipaddress
import socket
import ssl
import threading
from contextlib import suppress
from dataclasses import dataclass
from urllib.parse import urlsplit

from django.conf import settings

PORTS = frozenset({443, 8443})
NAT64 = ipaddress.ip_network("64:ff9b::/96")


class Forbidden(Exception):
    """A place that must not be reached from here, with a sentence for who entered it."""


@dataclass(frozen=True, slots=True)
class Address:
    """A checked place: `ip` is the one that was looked at and the one that is connected to."""

    host: str
    port: int
    ip: str
    path: str
    secure: bool


def check(url: str) -> Address:
    """Look the host up and refuse what is inside (standards.md 7.5). Raises Forbidden, or OSError for no such host."""
    try:
        parts = urlsplit(url)
        port = parts.port or {"https": 443, "http": 80}.get(parts.scheme)
    except ValueError as error:
        raise Forbidden("That is not a web address.") from error
    if parts.scheme not in {"https", "http"} or not parts.hostname or parts.username is not None:
        raise Forbidden("Give an address that begins with https:// and holds no user name.")
    host = parts.hostname
    listed = not {host, f"{host}:{port}"}.isdisjoint(settings.WEBHOOK_ALLOWED_HOSTS)
    if not listed and (parts.scheme != "https" or port not in PORTS):
        raise Forbidden("Only https on port 443 or 8443 is allowed. An administrator can list other hosts.")
    ips = _look_up(host, port)
    if not listed and not all(map(_is_outside, ips)):
        raise Forbidden("That host is on an inside network. An administrator can list it.")
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    return Address(host=host, port=port, ip=ips[0], path=path, secure=parts.scheme == "https")


class Connection(http.client.HTTPConnection):
    """HTTP to the checked IP and no other; TLS is verified against the host's name.

    `timeout` seconds for the connection and as much again for all the rest: after that the line is cut.
    """

    def __init__(self, address: Address, timeout: float):
        super().__init__(address.host, address.port, timeout=timeout)
        self.address = address
        self._cut = threading.Timer(timeout, self._hang_up)
        self._cut.daemon = True

    def connect(self):
        self.sock = socket.create_connection((self.address.ip, self.address.port), self.timeout)
        self._cut.start()
        if self.address.secure:
            tls = ssl.create_default_context()
            self.sock = tls.wrap_socket(self.sock, server_hostname=self.address.host, do_handshake_on_connect=False)
            self.sock.do_handshake()

    def close(self):
        self._cut.cancel()
        super().close()

    def _hang_up(self):
        with suppress(OSError, AttributeError):
            self.sock.shutdown(socket.SHUT_RDWR)


def _look_up(host: str, port: int) -> list[str]:
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except UnicodeError as error:
        raise Forbidden("That is not a web address.") from error
    return [place[0] for *_, place in found]


def _is_outside(text: str) -> bool:
    """Global and for one receiver; an address that wraps another is judged by the one inside."""
    ip = ipaddress.ip_address(text.split("%")[0])
    if ip.version == 6:
        inner = ip.ipv4_mapped or ip.sixtofour or (ip.teredo and ip.teredo[1])
        if ip in NAT64:
            inner = ipaddress.ip_address(int(ip) & 0xFFFFFFFF)
        if inner:
            return _is_outside(str(inner))
    return ip.is_global and not ip.is_multicast and not ip.is_reserved
