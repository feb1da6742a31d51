from ... import access


def panel(user, assignment) -> dict:
    """The call's requests for help that are over; those that stand are on every page."""
    requests = access.backup_requests_for(user).filter(assignment=assignment)
    return {"asked_before": [request for request in requests.order_by("requested_at") if request.seems_over]}
