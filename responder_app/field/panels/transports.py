from django.utils import timezone

from ... import access
from ...reports import lists
from ...words import CodeList


def panel(user, assignment) -> dict:
    """Where one may be taken today, and who was taken on this call."""
    transports = list(access.transports_for(user).filter(assignment=assignment).select_related("by", "withdrawal__by"))
    codes = [(CodeList.DESTINATIONS, transport.destination) for transport in transports]
    called = lists.names_of(assignment.agency_id, codes)
    return {
        "destinations": access.entries_for(user, CodeList.DESTINATIONS, timezone.now()),
        "transports": [
            {"transport": transport, "destination": called[CodeList.DESTINATIONS, transport.destination]}
            for transport in transports
        ],
    }
