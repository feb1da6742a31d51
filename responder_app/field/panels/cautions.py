from django.utils import timezone

from ... import access


def panel(user, assignment) -> dict:
    """What is warned of at the call's place, the newest first; what has run out is not shown."""
    standing = access.cautions_for(user).standing(timezone.now()).at_place(assignment.incident.place_key)
    return {"cautions": list(standing)}
