"""Addresses that are told what happens."""

import base64
import secrets

from django.utils.translation import gettext as _

from ..log import Refused, action, cursor_of, head_of, hold, record, release
from ..models import Event, Webhook
from ..words import Role
from .practice_ground import refuse_at_practice


@action(Role.ADMINISTRATOR)
def add_webhook(*, url, secret, by, id, occurred_at) -> Event:
    """Tell `url` every line from the next one on, signed with `secret` (see new_secret). Raises Refused at practice."""
    refuse_at_practice(by, _("Nobody outside is told of training."))
    webhook = Webhook.objects.create(id=id, agency_id=by.agency_id, url=url, secret=secret)
    cursor_of(by.agency_id, follower_of(webhook), start=head_of(by.agency_id).seq)
    return record("webhook.added", webhook=str(webhook.id))


@action()
def fail_webhook(*, webhook, by, id, occurred_at) -> Event:
    """Three days without success, or gone for good: it is held until somebody resumes it."""
    hold(cursor_of(by.agency_id, follower_of(webhook)))
    return record("webhook.failed", webhook=str(webhook.id))


@action(Role.ADMINISTRATOR)
def hold_webhook(*, webhook, by, id, occurred_at) -> Event:
    """Stop telling an address until somebody resumes it. Raises Refused if it is held already."""
    cursor = cursor_of(by.agency_id, follower_of(webhook))
    if cursor.held:
        raise Refused(_("That address is held already."))
    hold(cursor)
    return record("webhook.held", webhook=str(webhook.id))


@action(Role.ADMINISTRATOR)
def resume_webhook(*, webhook, by, id, occurred_at) -> Event:
    """Start a held or waiting address again where it stopped. Raises Refused if it is not behind."""
    cursor = cursor_of(by.agency_id, follower_of(webhook))
    if not cursor.held and not cursor.next_try_at:
        raise Refused(_("That address is not waiting for anything."))
    release(cursor)
    return record("webhook.resumed", webhook=str(webhook.id))


def follower_of(webhook: Webhook) -> str:
    """The name of its cursor in the log."""
    return f"webhook:{webhook.id}"


def new_secret() -> str:
    """A Standard Webhooks secret of 32 random bytes."""
    return "whsec_" + base64.b64encode(secrets.token_bytes(32)).decode()
