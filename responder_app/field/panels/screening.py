from ...reports import screening
from ...reports.lists import name_of
from ...words import CodeList


def panel(user, assignment) -> dict:
    incident = assignment.incident
    return {
        "screened": screening.screened(incident),
        "caller_speaks": name_of(incident.agency_id, CodeList.LANGUAGES, incident.caller_language),
    }
