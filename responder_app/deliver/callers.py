"""Who knocks at the live line, and how far they have read."""

from dataclasses import dataclass
from urllib.parse import parse_qs
from uuid import UUID

from django.conf import settings
from django.http import parse_cookie

from . import origin, tickets

NOT_UNDERSTOOD, SIGNED_OFF, NOT_FOR_YOU, BEHIND = 4400, 4401, 4403, 4408


class TurnedAway(Exception):
    """The socket closes with this code."""

    def __init__(self, code: int):
        super().__init__(code)
        self.code = code


@dataclass(frozen=True, slots=True)
class Caller:
    """`session` is the key of the session, empty for a machine; `since` is None where no cursor was brought; `device`
    is the number that a tablet gave itself."""

    ticket: tickets.Ticket
    session: str
    epoch: str
    since: int | None
    device: UUID | None = None


def caller_of(scope) -> Caller:
    """Raises TurnedAway for a page of another host, a spent ticket, or one of another session."""
    headers = dict(scope["headers"])
    if not origin.is_ours(headers):
        raise TurnedAway(NOT_FOR_YOU)
    query = {name: values[0] for name, values in parse_qs(scope["query_string"].decode("latin1")).items()}
    ticket = tickets.read(query.get("ticket", ""))
    cookies = parse_cookie(headers.get(b"cookie", b"").decode("latin1"))
    session = cookies.get(settings.SESSION_COOKIE_NAME, "") if ticket and ticket.session else ""
    if ticket is None or tickets.digest_of(session) != ticket.session:
        raise TurnedAway(SIGNED_OFF)
    since, device = _number(query.get("since", "")), _device(query.get("device", ""))
    return Caller(ticket, session, query.get("epoch", ""), since, device)


def _device(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


def _number(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 16 else None
