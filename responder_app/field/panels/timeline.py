from ... import access
from ...reports import timeline


def panel(user, assignment) -> dict:
    """What happened, oldest first, without the steps of delivery; and who else is going."""
    going = assignment.incident.assignments.open().exclude(pk=assignment.pk).select_related("unit")
    return {
        "timeline": [entry for entry in timeline.of(assignment.incident, access.notes_for(user)) if not entry.quiet],
        "others": [other.unit for other in going],
    }
