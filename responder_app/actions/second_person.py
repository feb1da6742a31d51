"""Who is called when nobody at the desk takes an alarm in the agency's time."""

from django.utils.translation import gettext as _

from ..log import Refused, action
from ..models import Event
from . import alerts, safety


@action()
def call_second_person(*, alert=None, backup=None, by, id, occurred_at) -> Event:
    """From now on an alert, or a request for help, also sounds for managers and administrators.

    Raises Refused where somebody has it, it is over, or they were called already.
    """
    waiting = alert or backup
    waiting.refresh_from_db()
    if waiting.ended_at or not waiting.unheard or waiting.second_at:
        raise Refused(_("Somebody has it after all."))
    waiting.second_at = occurred_at
    waiting.save(update_fields=["second_at"])
    if backup:
        return safety.line_of("alert.second_person", backup, level=backup.level)
    return alerts.line_of("alert.second_person", alert)
