"""What programs call things differently; the name of each is the field's standard term (domain.md 0)."""

from .word import Word


class Term(Word):
    RESPONDER = "responder", "Responder"
    TEAM = "team", "Team"
    UNIT = "unit", "Unit"
    PERSON = "person", "Person"
    PROGRAM_LINE = "program_line", "Program line"
    HOLD = "hold", "Waiting for a team"
