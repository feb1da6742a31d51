from ... import access
from ...reports import scenes


def panel(user, assignment) -> dict:
    """What the crew kept of the scene last, and whether that was after it closed the call."""
    closed, encounter = assignment.closed_at, getattr(assignment, "encounter", None)
    mine = access.scene_records_for(user).filter(assignment=assignment)
    kept = mine.select_related("by").prefetch_related("people", "supplies").first()
    return {
        "kept": kept,
        "filed": scenes.sections(kept) if kept and closed else [],
        "amended": bool(kept and closed and kept.occurred_at > closed),
        "amendment": encounter.amendments.select_related("by").last() if closed and encounter else None,
    }
