"""What sounds at the desk until somebody has taken it by name; requests for help are words.safety's."""

from .people import DESK_ROLES, Role
from .word import Word


class AlertKind(Word):
    CHECK_IN = "check_in_missed", "Check-in missed"
    SILENT = "silent_tablet", "Tablet silent"
    UNACCEPTED = "unaccepted", "Nobody accepted"
    LETTER = "refused_letter", "Refused letter"
    TRANSFER = "transfer_dropped", "Transfer not answered"
    DECISION = "wait_is_over", "Waited too long"


# The gravest first: a crew that may be in danger, a caller who may be lost, a caller who waits, then paper.
GRAVITY = (
    AlertKind.CHECK_IN,
    AlertKind.SILENT,
    AlertKind.TRANSFER,
    AlertKind.UNACCEPTED,
    AlertKind.DECISION,
    AlertKind.LETTER,
)
# These sound without a pause to speak of, the others softly and now and then.
PRESSING = frozenset(GRAVITY[:4])


class MayCancel(Word):
    """Who may call off help that was asked for; of which level is the agency's rule (domain.md 4.6)."""

    CREW = "crew", "The crew that asked"
    DISPATCHER = "dispatcher", "Dispatcher"
    SUPERVISOR = "supervisor", "Supervisor"


# As whom each role calls help off.
CANCELS_AS = dict.fromkeys(DESK_ROLES, MayCancel.DISPATCHER) | {
    Role.RESPONDER: MayCancel.CREW,
    Role.MANAGER: MayCancel.SUPERVISOR,
    Role.ADMINISTRATOR: MayCancel.SUPERVISOR,
}


def takes_alarms(role: str, called: bool) -> bool:
    """Whether somebody of that role takes it: the desk at any time, a manager once a second person was called."""
    return role in DESK_ROLES or (called and role == Role.MANAGER)
