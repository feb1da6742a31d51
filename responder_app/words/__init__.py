"""The field's vocabulary: codes, what they are called, and what follows what."""

from ..kinds import EVENTS
from .encounters import (
    WITH_A_PERSON,
    Basis,
    ContactOutcome,
    Disposition,
    FormSection,
    Missing,
    SuicideScreen,
    TransportBy,
)
from .incidents import (
    SELF_STARTED,
    Answer,
    CallerRelation,
    DispatchOwner,
    Disqualifier,
    IntakeChannel,
    SentInstead,
    UnservedReason,
)
from .letters import LetterEnd
from .lists import CodeList, beginning
from .people import CLINICAL, Language, Profession, Role
from .referrals import ReferralMode, ReferralStatus
from .safety import (
    AlertOrigin,
    BackupLevel,
    BackupReason,
    BackupResult,
    CautionKind,
    CautionReview,
    CautionSource,
    CheckInStage,
    EmsReason,
    HelpKind,
)
from .units import LADDER, CorrectionKind, DeclineReason, UnitStatus
from .word import Word

__all__ = [
    "CLINICAL",
    "EVENTS",
    "LADDER",
    "SELF_STARTED",
    "WITH_A_PERSON",
    "AlertOrigin",
    "Answer",
    "BackupLevel",
    "BackupReason",
    "BackupResult",
    "Basis",
    "CallerRelation",
    "CautionKind",
    "CautionReview",
    "CautionSource",
    "CheckInStage",
    "CodeList",
    "ContactOutcome",
    "CorrectionKind",
    "DeclineReason",
    "DispatchOwner",
    "Disposition",
    "Disqualifier",
    "EmsReason",
    "FormSection",
    "HelpKind",
    "IntakeChannel",
    "Language",
    "LetterEnd",
    "Missing",
    "Profession",
    "ReferralMode",
    "ReferralStatus",
    "Role",
    "SentInstead",
    "SuicideScreen",
    "TransportBy",
    "UnitStatus",
    "UnservedReason",
    "Word",
    "beginning",
]
