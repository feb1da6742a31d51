from ... import access
from ...reports import going, timeline

NEWEST = 15


def panel(user, assignment) -> dict:
    """What happened, newest first, without the steps of delivery; and who and what else is going."""
    incident = assignment.incident
    told = [entry for entry in timeline.of(incident, access.notes_for(user)) if not entry.quiet][::-1]
    return {
        "timeline": told[:NEWEST],
        "timeline_before": told[NEWEST:],
        "others": going.units(incident, assignment),
        "supports": going.supports_for(incident),
        "help": going.help_for(incident),
    }
