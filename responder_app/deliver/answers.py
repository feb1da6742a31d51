"""One POST to an address outside, and what came back."""

import http.client
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

from .addresses import Connection


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back: a status, or none and the kind of failure."""

    status: int | None
    failure: str = ""
    retry_after: str | None = None

    @property
    def fine(self) -> bool:
        return self.status is not None and 200 <= self.status < 300

    @property
    def gone(self) -> bool:
        return self.status == http.HTTPStatus.GONE

    @property
    def problem(self) -> str:
        return self.failure or f"It answered {self.status}."


def ask(connection: Connection, path: str, body: bytes, headers: dict) -> Answer:
    """POST, and hang up."""
    try:
        connection.request("POST", path, body, headers)
        response = connection.getresponse()
        return Answer(response.status, retry_after=response.headers.get("Retry-After"))
    finally:
        connection.close()


def asked_for(retry_after: str | None, at: datetime) -> timedelta:
    """Retry-After as a wait: seconds or an HTTP date; a day at most, nothing where it cannot be read."""
    if not retry_after:
        return timedelta()
    with suppress(ValueError, OverflowError):
        if retry_after.strip().isdigit():
            return timedelta(seconds=min(int(retry_after), 86400))
        until = parsedate_to_datetime(retry_after)
        until = until if until.tzinfo else until.replace(tzinfo=UTC)
        return min(max(until - at, timedelta()), timedelta(days=1))
    return timedelta()
