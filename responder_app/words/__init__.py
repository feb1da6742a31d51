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
from .phrases import FROM_THE_RIGHT, OWN_NAMES, first_phrases
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
from .scenes import ASKED_IN, LIST_OF, OF_A_PERSON, WORDS_OF, HoldBy, SceneField, Veteran, missing, required_in
from .units import LADDER, CorrectionKind, CorrectionReason, DeclineReason, UnitStatus, WithdrawalReason
from .word import Word

__all__ = [
    "ASKED_IN",
    "CLINICAL",
    "EVENTS",
    "FROM_THE_RIGHT",
    "LADDER",
    "LIST_OF",
    "OF_A_PERSON",
    "OWN_NAMES",
    "SELF_STARTED",
    "WITH_A_PERSON",
    "WORDS_OF",
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
    "CorrectionReason",
    "DeclineReason",
    "DispatchOwner",
    "Disposition",
    "Disqualifier",
    "EmsReason",
    "FormSection",
    "HelpKind",
    "HoldBy",
    "IntakeChannel",
    "Language",
    "LetterEnd",
    "Missing",
    "Profession",
    "ReferralMode",
    "ReferralStatus",
    "Role",
    "SceneField",
    "SentInstead",
    "SuicideScreen",
    "TransportBy",
    "UnitStatus",
    "UnservedReason",
    "Veteran",
    "WithdrawalReason",
    "Word",
    "beginning",
    "first_phrases",
    "missing",
    "required_in",
]
