"""Devices that may be woken for their person's calls."""

from django.utils.crypto import constant_time_compare
from django.utils.translation import gettext as _

from ..log import NotYours, Refused, action, cursor_of, head_of, record
from ..models import Agency, Event, PushSubscription
from ..words import Role
from .practice_ground import refuse_at_practice

FOLLOWER = "push"  # the name of its cursor in an agency's log


@action(Role.RESPONDER)
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


@action(Role.RESPONDER)
def unsubscribe(*, subscription, by, id, occurred_at) -> Event:
    """The device is not woken any more: by its person's wish, or by the agency because the push service knows it no
    longer. Raises NotYours for somebody else's."""
    if not isinstance(by, Agency) and subscription.person_id != by.pk:
        raise NotYours("That is somebody else's device.")
    PushSubscription.objects.filter(pk=subscription.pk).delete()
    return record("push.ended")


def mark_woken(*, subscription, at) -> None:
    """Its push service took a wake-up: no line of the log, only what the device page says."""
    PushSubscription.objects.filter(pk=subscription.pk).update(woken_at=at)
