"""What sounds at the desk until somebody has taken it by name; requests for help are words.safety's."""

from .word import Word


class AlertKind(Word):
    CHECK_IN = "check_in_missed", "Check-in missed"
    SILENT = "silent_tablet", "Tablet silent"
    UNACCEPTED = "unaccepted", "Nobody accepted"
    LETTER = "refused_letter", "Refused letter"
    TRANSFER = "transfer_dropped", "Transfer not answered"
    DECISION = "wait_is_over", "Waited too long"


class MayCancel(Word):
    """Who may call off help that was asked for; of which level is the agency's rule (domain.md 4.6)."""

    CREW = "crew", "The crew that asked"
    DISPATCHER = "dispatcher", "Dispatcher"
    SUPERVISOR = "supervisor", "Supervisor"
