"""What a call's screening comes to, what an answer does to it, and who may say otherwise (domain.md 1.3, 8.4)."""

from .word import Word


class ScreeningResult(Word):
    TEAM = "team_instead_of_police", "Team instead of police"
    TANDEM = "team_with_police_or_ems", "Team with police or EMS"
    HAND_OFF = "hand_off_from_police", "Hand-off from police"
    PHONE = "phone_only", "Phone only"
    NOT_OURS = "not_for_us", "Not for us"


# Calls of these are eligible: a team may go.
TO_A_TEAM = (ScreeningResult.TEAM, ScreeningResult.TANDEM, ScreeningResult.HAND_OFF)


class RuleEffect(Word):
    """What one answer to a question does; of several the gravest counts, and all are kept."""

    NOTHING = "nothing", "Nothing"
    PHONE = "phone_only", "Phone only"
    EMS_TOO = "with_ems", "Team with EMS"
    POLICE_TOO = "with_police", "Team with police"
    NOT_OURS = "not_for_us", "Not for us"


class OverrideReason(Word):
    CONSULT = "clinician_consulted", "Clinician consulted"
    NEW = "new_information", "New information"
    INSISTS = "caller_insists_on_officer", "Caller insists on an officer"
    KNOWN = "known_to_program", "Person or place known to the program"
    SUPERVISOR = "supervisor", "Supervisor's decision"
    CENTER = "said_by_center", "Said by the dispatch center"
    OTHER = "other", "Other reason"
