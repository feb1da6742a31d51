from ... import access


def panel(user, assignment) -> dict:
    requests = access.backup_requests_for(user).filter(assignment=assignment)
    return {"backups": list(requests.select_related("acknowledged_by", "requested_by", "unit"))}
