"""What programs call things differently; the name of each is the field's standard term (domain.md 0)."""

from .own import OwnWord


class Term(OwnWord):
    RESPONDER = "responder", "Responder"
    TEAM = "team", "Team"
    UNIT = "unit", "Unit"
    UNITS = "units", "Units"
    PERSON = "person", "Person"
    PEOPLE = "people", "People"
    PROGRAM_LINE = "program_line", "Program line"
    HOLD = "hold", "Waiting for a team"
