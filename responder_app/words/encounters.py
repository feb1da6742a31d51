"""What happened with people."""

from .own import OwnWord
from .word import Word


class ContactOutcome(OwnWord):
    """Was there a person? The first of the two closing fields."""

    MADE = "contact_made", "Contact made"
    PHONE_ONLY = "phone_contact_only", "Contact by phone only"
    UNABLE_TO_LOCATE = "unable_to_locate", "Unable to locate"
    GONE = "gone_on_arrival", "Gone on arrival"
    REFUSED = "refused", "Refused or declined to engage"
    OTHER_RESPONDER = "other_responder", "Another responder had the person"
    SAFETY = "safety_concern", "No contact: safety concern"
    CANCELLED_BEFORE = "cancelled_before_arrival", "Cancelled before arrival"
    CANCELLED_AT_SCENE = "cancelled_at_scene", "Cancelled at scene"
    DUPLICATE = "duplicate_or_test", "Duplicate or test"


# Only these outcomes have somebody whose disposition can be told.
WITH_A_PERSON = (ContactOutcome.MADE, ContactOutcome.PHONE_ONLY)


class Disposition(OwnWord):
    """Where did they go? Only if there was a person."""

    RESOLVED = "remained_resolved", "Remained in community, resolved"
    REFERRED = "remained_referral", "Remained, referral given"
    SERVICES_REFUSED = "remained_services_refused", "Remained, services refused"
    BY_TEAM = "transported_by_team", "Transported by the team"
    BY_EMS = "transported_by_ems", "Transported by EMS"
    BY_TAXI = "transported_by_other", "Transported by taxi or other"
    TO_POLICE = "transferred_to_police", "Transferred to police"
    TO_EMS = "transferred_to_ems_fire", "Transferred to EMS or fire on scene"
    CUSTODY = "police_custody", "Police custody or arrest"
    HOLD = "emergency_hold", "Protective or emergency hold"
    DECEASED = "deceased", "Deceased"
    OTHER = "other", "Other"


class Basis(Word):
    """How something about a person is known (OMB SPD 15, 2024)."""

    OBSERVED = "observed", "Observed"
    SELF = "self", "Said by the person"
    THIRD_PARTY = "third_party", "Said by somebody else"


class Missing(Word):
    """Never merged with each other (HUD 8, 9, 99 and 37)."""

    UNKNOWN = "unknown", "Not known"
    PREFERS_NOT = "prefers_not_to_say", "Prefers not to say"


class SuicideScreen(Word):
    """Oregon OAR 309-072-0150: done at every contact, or the reason why not."""

    NEGATIVE = "done_negative", "Done: no risk found"
    POSITIVE = "done_positive", "Done: risk found"
    NOT_DONE = "not_done", "Not done"


class FormSection(Word):
    """The parts of the on-scene form that an agency may switch on and off (domain.md 3.6)."""

    PEOPLE = "people", "Who"
    ISSUES = "issues", "What it was about"
    RISK = "risk", "Risk"
    DID = "did", "What we did"
    SUPPLIES = "supplies", "Supplies given"
    SAFETY = "safety", "Crew safety"


class TransportBy(Word):
    TEAM = "team", "Our van"
    TAXI = "taxi", "Taxi or other"
    EMS = "ems", "EMS"
    POLICE = "police", "Police"
