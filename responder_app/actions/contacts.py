"""Somebody looks whether a person is known to the program; that they looked is on file, for whom they looked is not."""

from ..log import action, record
from ..models import Event
from ..words import Role


@action(Role.RESPONDER)
def look_up_contacts(*, incident, found, by, id, occurred_at) -> Event:
    """`found`: the number of earlier calls that were shown. The name itself is kept nowhere."""
    return record("contacts.looked_up", incident=incident, found=found)
