"""Who of a desk has a caller: a colleague takes them over, by name."""

from django.utils.translation import gettext as _

from ..log import Refused, action, record
from ..models import Event
from ..reports import callers
from ..words import PARTY_OF, DispatchOwner, Role
from .standing import must_be_open


@action(Role.CLINICIAN, Role.HOTLINE, Role.ADMINISTRATOR)
def take_caller_over(*, incident, by, id, occurred_at) -> Event:
    """The caller is in other hands of the same desk from now on, and whoever had them reads so.

    Raises Refused for a closed call, for a caller who is with another desk (that one offers a transfer), and for one's
    own.
    """
    must_be_open(incident)
    party = callers.desk_of(incident)
    if party is None or (by.role != Role.ADMINISTRATOR and PARTY_OF[by.role] != party):
        with_whom = DispatchOwner(incident.dispatch_owner).label
        raise Refused(_("This caller is with another desk: {party}.").format(party=with_whom))
    had = callers.who_has([incident], party).get(incident.pk)
    if had == by:
        raise Refused(_("You have this caller already."))
    return record("caller.taken_over", incident=incident, party=str(party))
