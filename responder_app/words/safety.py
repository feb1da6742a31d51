"""Help for the crew, and what it is warned of."""

from .word import Word


class HelpKind(Word):
    POLICE = "police", "Police"
    EMS = "ems", "EMS"


class AlertOrigin(Word):
    """How a request came to be; only the first is the crew's own considered wish (domain.md 4.5)."""

    REQUEST = "request", "Asked for by the crew"
    PANIC = "panic", "Panic button"
    SILENCE = "silence", "Check-in missed"


class BackupLevel(Word):
    STANDBY = "standby", "Stand by, out of sight"
    ROUTINE = "routine", "Routine: when free"
    URGENT = "urgent", "Urgent: come now"
    EMERGENCY = "emergency", "Emergency: immediate danger"


class BackupReason(Word):
    THREAT = "threat_of_violence", "Threat of violence"
    WEAPON = "weapon_seen", "Weapon seen"
    ASSAULT = "assault_occurring", "Assault occurring"
    CROWD = "crowd_hostile", "Crowd or bystander hostile"
    ANIMAL = "animal", "Dog or other animal"
    LEGAL = "legal_authority", "Legal authority needed"
    CRIME = "crime_reported", "Crime reported on scene"
    MEDICAL = "medical", "Medical: EMS is needed too"
    ROADWAY = "roadway", "Traffic or roadway"
    ASKED_FOR = "person_asks_for_police", "Person asks for police"
    TRANSPORT = "transport_needs_police", "Transport requiring police"
    OTHER = "other", "Other"


class EmsReason(Word):
    UNCONSCIOUS = "unconscious", "Not awake or not breathing well"
    OVERDOSE = "overdose", "Overdose"
    INJURY = "injury", "Injury or bleeding"
    ILLNESS = "illness", "Chest pain, stroke or other illness"
    SUICIDE = "suicide_attempt", "Suicide attempt"
    ASKED_FOR = "person_asks_for_ems", "Person asks for an ambulance"
    OTHER = "other_medical", "Other medical need"


class BackupResult(Word):
    ARRIVED = "arrived", "Police arrived"
    CANCELLED = "cancelled_before_arrival", "Cancelled before arrival"
    UNAVAILABLE = "not_available", "None available"


class CheckInStage(Word):
    """Where a check-in timer stands, by the server's clock (domain.md 4.3)."""

    RUNNING = "running", "Running"
    MISSED = "missed", "Check-in due"
    ESCALATED = "escalated", "Check-in missed"
    PAUSED = "paused", "Paused"
    STOPPED = "stopped", "Over"


class CautionKind(Word):
    WEAPON = "weapon", "Weapon"
    DOG = "dog", "Dog or other animal"
    VIOLENCE = "violence", "Violence"
    SHARPS = "sharps", "Needles or sharps"
    BUILDING = "building", "Unsafe building or entry"
    OTHER = "other", "Other"


class CautionSource(Word):
    CREW = "crew", "Seen by a crew"
    CALLER = "caller", "Said by a caller"
    DISPATCH = "dispatch", "Dispatch center"


class CautionReview(Word):
    KEPT = "kept", "Kept"
    REMOVED = "removed", "Removed"
