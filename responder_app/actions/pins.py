"""PINs: set, used to open a tablet, and typed wrong. An action gets hashes and verdicts, never a PIN."""

from datetime import timedelta

from django.utils.translation import gettext as _

from ..log import Refused, action, record
from ..models import Event, User
from ..words import Role

MOST_WRONG = 5  # CJISSECPOL 5.9.5, AC-7: consecutive, each within
WITHIN = timedelta(minutes=15)  # of the one before; then only the password helps


@action(Role.RESPONDER)
def set_pins(*, pin, duress_pin, by, id, occurred_at) -> Event:
    """`pin` and `duress_pin` are hashes of django.contrib.auth.hashers; an empty duress PIN is none.
    Wrong tries before are forgotten: whoever sets a PIN has given the password."""
    by.pin, by.duress_pin, by.pin_failures, by.pin_failed_at = pin, duress_pin, 0, None
    by.save(update_fields=["pin", "duress_pin", "pin_failures", "pin_failed_at"])
    return record("person.changed", person=by.pk, changed=["pin"])


@action(Role.RESPONDER)
def unlock(*, way, came=False, by, id, occurred_at) -> Event:
    """Open a tablet by `way`: pin, password, or offline (which is filed late). `came`: it was another's until now.

    Raises Refused for a PIN when five wrong ones were filed before it, be it in the same moment.
    """
    by.refresh_from_db(fields=["pin_failures", "pin_failed_at"])
    if way == "pin" and only_password_helps(by):
        raise Refused(_("Five wrong PINs. Only the password opens this tablet now."))
    if way != "offline":
        by.pin_failures, by.pin_failed_at = 0, None
        by.save(update_fields=["pin_failures", "pin_failed_at"])
    return record("person.unlocked", person=by.pk, way=way, came=came)


@action(Role.RESPONDER)
def refuse_pin(*, person, by, id, occurred_at) -> Event:
    """A wrong PIN was typed for `person`, on the tablet of `by`. After five, unlock() takes only the password."""
    person = User.objects.get(pk=person.pk)
    row = person.pin_failed_at is not None and occurred_at - person.pin_failed_at < WITHIN
    person.pin_failures = person.pin_failures + 1 if row or only_password_helps(person) else 1
    person.pin_failed_at = occurred_at
    person.save(update_fields=["pin_failures", "pin_failed_at"])
    return record("person.pin_refused", person=person.pk, wrong=person.pin_failures)


def only_password_helps(person) -> bool:
    return person.pin_failures >= MOST_WRONG
