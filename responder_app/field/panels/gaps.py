from django.utils import timezone

from ... import access
from ...reports import lists
from ...words import CodeList


def panel(user, assignment) -> dict:
    """What may be chosen today, and what was recorded on this call."""
    now = timezone.now()
    gaps = list(access.gaps_for(user).filter(incident=assignment.incident_id).select_related("by", "withdrawal__by"))
    codes = [(CodeList.NEEDS, gap.need) for gap in gaps] + [(CodeList.GAP_REASONS, gap.reason) for gap in gaps]
    called = lists.names_of(assignment.agency_id, codes)
    return {
        "needs": access.entries_for(user, CodeList.NEEDS, now),
        "gap_reasons": access.entries_for(user, CodeList.GAP_REASONS, now),
        "gaps": [
            {
                "gap": gap,
                "need": called[CodeList.NEEDS, gap.need],
                "reason": called[CodeList.GAP_REASONS, gap.reason],
            }
            for gap in gaps
        ],
    }
