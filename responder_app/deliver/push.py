"""Wakes the tablets of crews on duty: Web Push (RFC 8030, 8291, 8292; standards.md 7.1), without any content.

A push is a wake-up, not a delivery. So its cursor moves on as soon as everybody whom a line concerns is on the list of
those to be woken: a push service that is slow or away holds up nobody else, and after five minutes it is given up.
"""

import base64
import http.client
import json
import logging
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from secrets import SystemRandom
from uuid import uuid4

from django.utils.crypto import salted_hmac
from pywebpush import WebPusher, WebPushException

from .. import access, log, vapid
from ..actions.push import FOLLOWER, mark_woken, unsubscribe
from ..reports import waiting
from . import addresses
from .answers import Answer, ask, asked_for

logger = logging.getLogger(__name__)

KINDS = (
    "assignment.made",
    "assignment.withdrawn",
    "note.written",
    "incident.screened",
    "incident.overridden",
    "check_in.missed",
    "backup.acknowledged",
)
TTL = timedelta(seconds=300)
TIMEOUT = 10
FIRST_WAIT, LONGEST_WAIT = timedelta(seconds=5), timedelta(seconds=60)
GRASP = timedelta(seconds=30)


@dataclass(frozen=True, slots=True)
class Wake:
    """One device to be woken for one kind of news, not before `at` and not after `until`."""

    subscription: object
    kind: str
    unit: int | None
    at: datetime
    until: datetime
    tries: int = 0

    @property
    def topic(self) -> str:
        """A later wake-up with the same topic takes the place of one not yet delivered; it tells a stranger nothing."""
        said = f"{self.kind.split('.')[0]}:{self.unit}:{self.subscription.agency_id}"
        return base64.urlsafe_b64encode(salted_hmac("push", said, algorithm="sha256").digest())[:22].decode()


def due(at: datetime) -> list[Wake]:
    """Whom the new lines of all agencies wake; asked again, they are not told twice."""
    heads = log.heads()
    found = []
    for agency_id in waiting.agencies_with_devices():
        cursor = log.cursor_of(agency_id, FOLLOWER, start=heads.get(agency_id, 0))
        if cursor.seq < heads.get(agency_id, 0) and log.take(cursor, at=at, until=at + GRASP):
            found += _read(cursor, at)
    return found


def _read(cursor, at: datetime) -> list[Wake]:
    head = log.head_of(cursor.agency_id).seq
    new = access.events_of(cursor.agency_id).filter(seq__gt=cursor.seq, seq__lte=head)
    lines = new.filter(kind__in=KINDS, recorded_at__gt=at - TTL).order_by("seq").select_related("by")
    found = [
        Wake(subscription, line.kind, line.unit_id, at, line.recorded_at + TTL)
        for line in lines
        for subscription in access.woken_by(line)
    ]
    log.advance(cursor, head)
    log.let_go(cursor)
    return found


def wake(wake: Wake, at: datetime) -> Wake | None:
    """Try once; the same again, later, where that makes sense."""
    answer = send(wake, at)
    if answer.fine:
        mark_woken(subscription=wake.subscription, at=at)
        return None
    if answer.status in {404, 410}:
        unsubscribe(subscription=wake.subscription, by=wake.subscription.person.agency, id=uuid4(), occurred_at=at)
        return None
    logger.warning("Device %s was not woken: %s", wake.subscription.pk, answer.problem)
    if answer.status is not None and answer.status != 429 and answer.status < 500:
        return None
    pause = min(LONGEST_WAIT, FIRST_WAIT * 2**wake.tries) * SystemRandom().uniform(0.8, 1.2)
    again = at + max(pause, asked_for(answer.retry_after, at))
    return replace(wake, at=again, tries=wake.tries + 1) if again < wake.until else None


def send(wake: Wake, at: datetime) -> Answer:
    """One message; its text is encrypted for the device and says only of what kind the news is."""
    device = wake.subscription
    try:
        body = sealed({"v": 1, "kind": wake.kind}, device.p256dh, device.auth)
    except (WebPushException, ValueError, IndexError) as error:
        return Answer(400, f"Its keys are none: {type(error).__name__}.")
    headers = {
        "TTL": str(max(0, round((wake.until - at).total_seconds()))),
        "Urgency": "high",
        "Topic": wake.topic,
        "Content-Type": "application/octet-stream",
        "Content-Encoding": "aes128gcm",
        "Authorization": vapid.authorization(device.endpoint, at),
    }
    try:
        address = addresses.check(device.endpoint)
        return ask(addresses.Connection(address, TIMEOUT), address.path, body, headers)
    except addresses.Forbidden as error:
        return Answer(400, str(error))
    except (OSError, http.client.HTTPException, ValueError) as error:
        return Answer(None, f"It could not be reached: {type(error).__name__}.")


def sealed(told: dict, p256dh: str, auth: str) -> bytes:
    """RFC 8291: readable by the browser that holds the keys, and by nobody on the way."""
    pusher = WebPusher({"endpoint": "", "keys": {"p256dh": p256dh, "auth": auth}})
    return pusher.encode(json.dumps(told, separators=(",", ":")).encode())["body"]
