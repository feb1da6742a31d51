"""A call becomes more urgent, or less."""

from django.utils.translation import gettext as _

from ..log import Refused, action, record
from ..models import Event
from ..words import DESK_ROLES
from .assignments import shifts_kept_waiting
from .hold_queue import move_target
from .remarks import remark
from .standing import must_be_open


@action(*DESK_ROLES)
def change_priority(*, incident, priority, reason, by, id, occurred_at) -> Event:
    """Upgrade or downgrade, 1 being most urgent; its crews are told, with the reason, and a caller's wait is measured
    by it. Raises Refused for a closed call, without a reason, and where nothing changes."""
    must_be_open(incident)
    if not 1 <= priority <= 5:
        raise Refused(_("A priority is from 1, most urgent, to 5."))
    if priority == incident.priority:
        raise Refused(_("Call {call} has priority {priority} already.").format(call=incident, priority=priority))
    if not reason.strip():
        raise Refused(_("Say why the priority changes."))
    before, incident.priority = incident.priority, priority
    incident.save(update_fields=["priority"])
    move_target(incident, occurred_at)
    remark(incident, reason, by=by, id=id, at=occurred_at)
    told = {"before": before, "priority": priority}
    return record("incident.priority_changed", incident=incident, shifts=shifts_kept_waiting(incident), **told)
