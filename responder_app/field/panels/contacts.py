from ... import access
from ...reports import contacts

NEWEST = 5


def panel(user, assignment) -> dict:
    """How often the own program was here before, and how the last of it ended."""
    earlier = access.earlier_contacts_at(user, assignment.incident)
    found = contacts.told(earlier, NEWEST)
    number = len(found) if len(found) < NEWEST else earlier.count()
    return {"contacts": found, "contacts_number": number}
