"""Tables, constraints and querysets, one file per noun."""

from .alerts import Alert
from .areas import ServiceArea
from .assignments import Assignment, Correction, StatusReport
from .cautions import Caution
from .check_ins import CheckInTimer
from .consults import Consult
from .directory import Organization, Service
from .encounters import Amendment, Encounter, Note
from .follow_ups import FollowUp
from .gaps import ServiceGap
from .guesses import Guess
from .incidents import Incident
from .letters import SetAsideLetter
from .lists import ListEntry
from .log import Cursor, Event, LogHead
from .maps import AreaMap
from .out_of_service import OutOfService
from .people import MachineToken, User
from .phone import CallerContact, PhoneResolution, Telehealth
from .phrases import Phrase
from .positions import UnitPosition
from .program import Agency, CallType, Hours
from .push import PushSubscription
from .referrals import Referral
from .rulesets import Question, Ruleset
from .safety import BackupRequest
from .scenes import FormVersion, PersonServed, SceneRecord, SupplyGiven
from .screening import Screening
from .shifts import HandOver, VanCheck
from .supports import Support
from .tablets import Tablet
from .transfers import Transfer
from .transports import Transport
from .units import Shift, Unit
from .webhooks import Webhook
from .withdrawals import Withdrawal

__all__ = [
    "Agency",
    "Alert",
    "Amendment",
    "AreaMap",
    "Assignment",
    "BackupRequest",
    "CallType",
    "CallerContact",
    "Caution",
    "CheckInTimer",
    "Consult",
    "Correction",
    "Cursor",
    "Encounter",
    "Event",
    "FollowUp",
    "FormVersion",
    "Guess",
    "HandOver",
    "Hours",
    "Incident",
    "ListEntry",
    "LogHead",
    "MachineToken",
    "Note",
    "Organization",
    "OutOfService",
    "PersonServed",
    "PhoneResolution",
    "Phrase",
    "PushSubscription",
    "Question",
    "Referral",
    "Ruleset",
    "SceneRecord",
    "Screening",
    "Service",
    "ServiceArea",
    "ServiceGap",
    "SetAsideLetter",
    "Shift",
    "StatusReport",
    "SupplyGiven",
    "Support",
    "Tablet",
    "Telehealth",
    "Transfer",
    "Transport",
    "Unit",
    "UnitPosition",
    "User",
    "VanCheck",
    "Webhook",
    "Withdrawal",
]
