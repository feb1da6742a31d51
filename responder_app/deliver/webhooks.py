"""Outcomes to the dispatch center's own program: Standard Webhooks 1.0.0 (standards.md 7.5), in the log's order."""

import base64
import binascii
import hashlib
import hmac
import http.client
import json
import logging
from collections.abc import Callable
from datetime import datetime, timedelta
from secrets import SystemRandom
from uuid import uuid5

from django.utils import timezone

from .. import access, log
from ..actions.webhooks import fail_webhook, follower_of
from ..reports import outcomes, waiting
from . import addresses
from .answers import Answer, ask, asked_for

logger = logging.getLogger(__name__)

TIMEOUT = 15
WAITS = [
    timedelta(seconds=5),
    timedelta(minutes=5),
    timedelta(minutes=30),
    *(timedelta(hours=hours) for hours in (2, 5, 10, 14, 20, 24)),
]
PATIENCE = timedelta(days=3)
TURN = timedelta(seconds=30)
GRASP = timedelta(seconds=90)  # longer than a turn and one last slow answer
JITTER = 0.1


def sign(secret: str, id: str, timestamp: int, body: bytes) -> str:
    """The `webhook-signature` of one attempt; `secret` is `whsec_` and base64."""
    key = base64.b64decode(secret.removeprefix("whsec_"))
    content = b".".join([id.encode(), str(timestamp).encode(), body])
    return "v1," + base64.b64encode(hmac.digest(key, content, hashlib.sha256)).decode()


def post(url: str, secret: str, id: str, body: bytes, *, at: datetime) -> Answer:
    """One attempt; a redirect is an answer like any other and not followed. Once connected, the
    whole takes TIMEOUT seconds at most, however slowly the other side drips."""
    timestamp = int(at.timestamp())
    try:
        headers = {
            "Content-Type": "application/json",
            "User-Agent": "Responder-Webhooks/1",
            "webhook-id": id,
            "webhook-timestamp": str(timestamp),
            "webhook-signature": sign(secret, id, timestamp, body),
        }
        address = addresses.check(url)
        return ask(addresses.Connection(address, TIMEOUT), address.path, body, headers)
    except addresses.Forbidden as error:
        return Answer(None, str(error))
    except binascii.Error:
        return Answer(None, "The secret is not base64.")
    except (OSError, http.client.HTTPException, ValueError) as error:
        return Answer(None, f"It could not be reached: {type(error).__name__}.")


def due(at: datetime) -> list:
    """The webhooks with a line to be told, whose time has come."""
    heads = log.heads()
    return [webhook for webhook in waiting.webhooks() if _is_due(_cursor(webhook), heads, at)]


def serve(webhook, *, now: Callable[[], datetime] = timezone.now) -> int:
    """Tell the address what it has not been told, one line at a time, until the log's end, a failure or half a
    minute; how many lines went. Does nothing while another process is at it."""
    cursor, began, told = _cursor(webhook), now(), 0
    events = access.events_of(webhook.agency_id)
    if not log.take(cursor, at=began, until=began + GRASP):
        return 0
    try:
        while now() - began < TURN and (lines := outcomes.lines(events, cursor.seq, limit=50)):
            for line in lines:
                if not _tell(webhook, cursor, line, now):
                    return told
                told += 1
                if now() - began >= TURN:
                    break
    finally:
        log.let_go(cursor)
    return told


def _tell(webhook, cursor, line, now) -> bool:
    cursor.refresh_from_db(fields=["held"])
    if cursor.held:
        return False
    body = json.dumps(outcomes.told(line), separators=(",", ":")).encode()
    answer = post(webhook.url, webhook.secret, str(line.id), body, at=now())
    if answer.fine:
        log.advance(cursor, line.seq)
        return True
    _stumble(webhook, cursor, answer, now())
    return False


def _stumble(webhook, cursor, answer: Answer, at: datetime) -> None:
    logger.warning("Webhook %s, line %s: %s", webhook.id, cursor.seq + 1, answer.problem)
    end = (cursor.failing_since or at) + PATIENCE
    wait = WAITS[min(cursor.tries, len(WAITS) - 1)] * SystemRandom().uniform(1 - JITTER, 1 + JITTER)
    wait = max(wait, asked_for(answer.retry_after, at))
    log.stumble(cursor, problem=answer.problem, at=at, next_try_at=min(at + wait, end))
    if answer.gone or at >= end:
        id = uuid5(webhook.id, f"failed at {cursor.seq} since {cursor.failing_since.isoformat()}")
        fail_webhook(webhook=webhook, by=webhook.agency, id=id, occurred_at=at)


def _cursor(webhook):
    return log.cursor_of(webhook.agency_id, follower_of(webhook))


def _is_due(cursor, heads: dict[int, int], at: datetime) -> bool:
    if cursor.held or cursor.seq >= heads.get(cursor.agency_id, 0):
        return False
    return cursor.next_try_at is None or cursor.next_try_at <= at
