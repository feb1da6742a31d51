"""What was needed and could not be had: what a city must know to open it."""

from django.utils.translation import gettext as _

from ..log import Refused, action, record
from ..models import Event, ListEntry, ServiceGap
from ..words import CodeList, Role


@action(Role.RESPONDER)
def record_gap(*, incident, need, reason, note="", by, id, occurred_at) -> Event:
    """File what somebody on the call needed and why it could not be had: codes of the agency's lists.

    A fact, so taken on a closed call and under a code that has ended since. Raises Refused for codes
    that were never on the lists.
    """
    listed = ListEntry.objects.filter(agency_id=by.agency_id)
    if not listed.filter(list=CodeList.NEEDS, code=need).exists():
        raise Refused(_("Choose what was needed from the list."))
    if not listed.filter(list=CodeList.GAP_REASONS, code=reason).exists():
        raise Refused(_("Choose from the list why it could not be had."))
    ServiceGap.objects.create(
        id=id,
        agency_id=by.agency_id,
        incident=incident,
        need=need,
        reason=reason,
        note=note,
        by=by,
        occurred_at=occurred_at,
    )
    return record("gap.recorded", incident=incident, need=need, reason=reason)
