"""Tables, constraints and querysets, one file per noun."""

from .assignments import Assignment, StatusReport
from .directory import Organization, Service
from .encounters import Encounter, Note
from .incidents import Incident
from .letters import SetAsideLetter
from .log import Cursor, Event, LogHead
from .people import MachineToken, User
from .program import Agency, CallType
from .referrals import Referral
from .safety import BackupRequest
from .units import Shift, Unit
from .webhooks import Webhook

__all__ = [
    "Agency",
    "Assignment",
    "BackupRequest",
    "CallType",
    "Cursor",
    "Encounter",
    "Event",
    "Incident",
    "LogHead",
    "MachineToken",
    "Note",
    "Organization",
    "Referral",
    "Service",
    "SetAsideLetter",
    "Shift",
    "StatusReport",
    "Unit",
    "User",
    "Webhook",
]
