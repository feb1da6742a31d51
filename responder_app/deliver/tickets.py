"""Tickets for the live line: signed, good for a minute, and checked without asking the database."""

import hashlib
from dataclasses import dataclass
from datetime import timedelta

from django.core import signing

from ..access import Sight

SALT = "responder_app.live.ticket"
GOOD_FOR = timedelta(seconds=60)


@dataclass(frozen=True, slots=True)
class Ticket:
    """What its bearer may be told, as of line `head` of the log.

    `session` is a digest of the session's key, so that the ticket is worth nothing without the cookie; empty
    for a machine. `owed`: assignments not yet on the bearer's tablet, by the number of the line that made them.
    """

    sight: Sight
    head: int
    session: str
    owed: dict[int, str]


def issue(ticket: Ticket) -> str:
    sight = ticket.sight
    told = [sight.agency_id, sight.person_id, sight.role, sorted(sight.shifts), ticket.head, ticket.session]
    return signing.dumps([*told, list(ticket.owed.items())], salt=SALT)


def read(text: str) -> Ticket | None:
    """The ticket; None when it is spent, or not ours."""
    try:
        told = signing.loads(text, salt=SALT, max_age=GOOD_FOR)
    except signing.BadSignature:
        return None
    agency_id, person_id, role, shifts, head, session, owed = told
    return Ticket(Sight(agency_id, person_id, role, frozenset(shifts)), head, session, dict(owed))


def digest_of(session_key: str | None) -> str:
    return hashlib.sha256(session_key.encode()).hexdigest()[:32] if session_key else ""
