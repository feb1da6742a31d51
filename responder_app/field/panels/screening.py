from ...reports import screening


def panel(user, assignment) -> dict:
    return {"screening": screening.answers(assignment.incident)}
