from ... import access


def panel(user, assignment) -> dict:
    """Those of this call and of the one it follows, done or not."""
    calls = [call for call in (assignment.incident_id, assignment.incident.follows_id) if call]
    found = access.follow_ups_for(user).filter(incident__in=calls)
    return {"follow_ups": list(found.select_related("owner", "done_by", "incident__call_type"))}
