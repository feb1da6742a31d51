"""What was arranged for somebody on a call, in words, by the number of the line that filed it."""

from uuid import UUID

from django.db.models import Q

from ..models import ServiceGap, Transport, Withdrawal
from ..words import CodeList
from .lists import names_of

WITHDRAWN = frozenset({"referral.withdrawn", "gap.withdrawn", "transport.withdrawn"})


def texts_of(incident, kinds: set[str]) -> dict[UUID, str]:
    """Asks only for what the call's lines (`kinds`) speak of."""
    gaps = ServiceGap.objects.filter(incident=incident) if "gap.recorded" in kinds else []
    rides = Transport.objects.filter(assignment__incident=incident) if "transport.recorded" in kinds else []
    codes = {(CodeList.DESTINATIONS, ride.destination) for ride in rides}
    codes |= {pair for gap in gaps for pair in ((CodeList.NEEDS, gap.need), (CodeList.GAP_REASONS, gap.reason))}
    called = names_of(incident.agency_id, codes)
    told = {}
    for gap in gaps:
        words = f"{called[CodeList.NEEDS, gap.need]}: {called[CodeList.GAP_REASONS, gap.reason]}"
        told[gap.pk] = f"{words}. {gap.note}" if gap.note else words
    for ride in rides:
        told[ride.pk] = ", ".join(filter(None, (called[CodeList.DESTINATIONS, ride.destination], ride.place)))
    return told


def withdrawn_of(incident, kinds: set[str]) -> tuple[dict[UUID, str], set[UUID]]:
    """Why things were taken back, by the line that says so; and the lines that filed what does not count any more."""
    if not WITHDRAWN & kinds:
        return {}, set()
    about = Q(referral__incident=incident) | Q(gap__incident=incident) | Q(transport__assignment__incident=incident)
    found = list(Withdrawal.objects.filter(about))
    return {one.pk: one.why for one in found}, {one.of_id for one in found}
