"""What a hotline operator has before them: a call typed at once, callers in hand, how long a team takes, transfers."""

from datetime import timedelta

from django.utils import timezone

from .. import access, log, words
from ..reports import callers, eta, queue, transfers
from . import passing

GOOD_FOR = 300  # seconds
_lately: dict = {}
PARTY = words.Party.HOTLINE


def _callers(user) -> dict:
    """Each waiting caller with the time that may be told now."""
    calls = callers.in_hand(access.incidents_for(user), PARTY)
    waits = _waits(user)
    for call in calls:
        call.eta = None if call.units else waits.for_call(call)
    own, others = callers.of_person(calls, user)
    return {"own": own, "others": others, **passing.forms_for(user)}


def _eta(user) -> dict:
    waits = _waits(user)
    return {"etas": [(priority, waits.for_new(priority)) for priority in range(1, 6)], "weeks": eta.WEEKS}


def _waits(user) -> queue.Queue:
    """One look at what waits and is free now, and at what calls took lately."""
    now, zone = timezone.now(), access.agency_of(user).time_zone
    return queue.of(access.incidents_for(user), access.units_for(user), _trips(user, now, zone), now, zone)


def _trips(user, now, zone) -> list[eta.Trip]:
    """Four weeks do not change with every line of the log: each process looks once in so many seconds, for each log."""
    log_of, turn = log.head_of(user.agency_id).epoch, int(now.timestamp() // GOOD_FOR)
    if _lately.get(log_of, (None,))[0] != turn:
        _lately[log_of] = turn, eta.trips(access.incidents_for(user), now, zone)
    return _lately[log_of][1]


def _rates(user) -> dict:
    """This month's transfers of the hotline, and the month's before."""
    first = timezone.localtime().replace(day=1, hour=0, minute=0, second=0, microsecond=0)
    since = (first - timedelta(days=1)).replace(day=1)
    tallies = transfers.by_month(access.transfers_for(user), access.agency_of(user).time_zone, since=since)
    return {"tallies": transfers.of_desk(tallies, PARTY), "this_month": first.date()}


def _categories(user) -> dict:
    """The hotline's own, or where no type names its channels, all."""
    known = list(access.call_types_in_force(user, timezone.now()))
    own = [kind for kind in known if set(kind.channels) & set(words.HOTLINE_CHANNELS)]
    channels = [(each.value, each.label) for each in words.HOTLINE_CHANNELS]
    return {"categories": own or [kind for kind in known if not kind.channels], "channels": channels}


REGIONS = {
    "transfers": passing.region_of(PARTY),
    "categories": _categories,
    "callers": _callers,
    "eta": _eta,
    "rates": _rates,
}
