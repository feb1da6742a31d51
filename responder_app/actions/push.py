"""Devices that may be woken for their person's calls."""

import base64
import binascii
from urllib.parse import urlsplit

from django.conf import settings
from django.utils.crypto import constant_time_compare
from django.utils.translation import gettext as _

from ..log import NotYours, Refused, action, cursor_of, head_of, record
from ..models import Agency, Event, PushSubscription
from ..words import Role
from .practice_ground import refuse_at_practice

POINT, SECRET = 65, 16  # bytes: an uncompressed point of P-256, and RFC 8291's authentication secret
FOLLOWER = "push"  # the name of its cursor in an agency's log


@action(Role.RESPONDER, Role.MANAGER, Role.ADMINISTRATOR)
def subscribe(*, endpoint, p256dh, auth, by, id, occurred_at) -> Event:
    """Wake this device for `by` from now on. It is taken over from the person who was at it before, by whoever brings
    its keys.

    Raises Refused where the address is known with other keys, and at practice: the device stays its person's own.
    """
    refuse_at_practice(by, _("In training no tablet is woken."))
    known = PushSubscription.objects.filter(endpoint=endpoint).first()
    if known and not (constant_time_compare(known.p256dh, p256dh) and constant_time_compare(known.auth, auth)):
        raise Refused(_("This device is known with other keys. Turn the wake-up off and on again."))
    whose = {"agency_id": by.agency_id, "person": by, "p256dh": p256dh, "auth": auth}
    PushSubscription.objects.update_or_create(
        endpoint=endpoint, defaults=whose, create_defaults={**whose, "created_at": occurred_at}
    )
    cursor_of(by.agency_id, FOLLOWER, start=head_of(by.agency_id).seq)
    return record("push.subscribed")


@action(Role.RESPONDER, Role.MANAGER, Role.ADMINISTRATOR)
def unsubscribe(*, subscription, by, id, occurred_at) -> Event:
    """The device is not woken any more: by its person's wish, or by the agency because the push service knows it no
    longer. Raises NotYours for somebody else's."""
    if not isinstance(by, Agency) and subscription.person_id != by.pk:
        raise NotYours("That is somebody else's device.")
    PushSubscription.objects.filter(pk=subscription.pk).delete()
    return record("push.ended")


def may_be_asked(endpoint: str) -> bool:
    """Out on the internet by TLS, or on the operator's list; where it leads is looked at again each time."""
    try:
        parts = urlsplit(endpoint)
        listed = not {parts.hostname, f"{parts.hostname}:{parts.port}"}.isdisjoint(settings.WEBHOOK_ALLOWED_HOSTS)
    except ValueError:
        return False
    return bool(parts.hostname) and parts.username is None and (parts.scheme == "https" or listed)


def is_key(text: str, length: int) -> bool:
    """Base64url of so many bytes; one as long as a point of P-256 is one, uncompressed."""
    try:
        found = base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)
    except (binascii.Error, ValueError):
        return False
    return len(found) == length and (length != POINT or found[0] == 4)


def mark_woken(*, subscription, at) -> None:
    """Its push service took a wake-up: no line of the log, only what the device page says."""
    PushSubscription.objects.filter(pk=subscription.pk).update(woken_at=at)
