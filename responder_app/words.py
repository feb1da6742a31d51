"""The field's vocabulary: codes, what they are called, and what follows what. Pure Python."""

from enum import StrEnum

from .kinds import EVENTS as EVENTS


class Word(StrEnum):
    """A code with the name people read: `EN_ROUTE = "en_route", "En route"`."""

    label: str

    def __new__(cls, code: str, label: str):
        word = str.__new__(cls, code)
        word._value_ = code
        word.label = label
        return word

    def __str__(self) -> str:
        return self.value

    @classmethod
    def choices(cls) -> list[tuple[str, str]]:
        return [(word.value, word.label) for word in cls]


class Role(Word):
    RESPONDER = "responder", "Responder"
    DISPATCHER = "dispatcher", "Dispatcher"
    MANAGER = "manager", "Program manager"
    ADMINISTRATOR = "administrator", "Administrator"
    MACHINE = "machine", "Dispatch center's system"


class UnitStatus(Word):
    ASSIGNED = "assigned", "Assigned"
    ACKNOWLEDGED = "acknowledged", "Accepted"
    EN_ROUTE = "en_route", "En route"
    STAGING = "staging", "Staging"
    ON_SCENE = "on_scene", "On scene"
    WITH_PERSON = "with_person", "With person"
    TRANSPORTING = "transporting", "Transporting"
    AT_DESTINATION = "at_destination", "At destination"
    CLEARING = "clearing", "Clearing"
    AVAILABLE = "available", "Available"
    OUT_OF_SERVICE = "out_of_service", "Out of service"
    OFF_DUTY = "off_duty", "Off duty"


# What a crew reports while on a call, in the order it usually happens; AVAILABLE is the tap "Clear".
LADDER = (
    UnitStatus.EN_ROUTE,
    UnitStatus.STAGING,
    UnitStatus.ON_SCENE,
    UnitStatus.WITH_PERSON,
    UnitStatus.TRANSPORTING,
    UnitStatus.AT_DESTINATION,
    UnitStatus.CLEARING,
    UnitStatus.AVAILABLE,
)


class IntakeChannel(Word):
    """Who the call came in through; dispatch models differ in this and in who sends the team."""

    CALL_TAKER = "911_call_taker", "911 call taker"
    EMBEDDED_CLINICIAN = "911_embedded_clinician", "Clinician in the 911 room"
    LIFELINE_988 = "988", "988"
    CITY_311 = "311", "311"
    PROGRAM_LINE = "program_line", "Program line"
    FIELD_UNIT = "field_unit_request", "Asked for by police, fire or EMS"
    ON_VIEW = "on_view", "Walk-up or on view"
    FOLLOW_UP = "follow_up", "Follow-up"
    PARTNER = "partner", "Partner or e-mail"


class DispatchOwner(Word):
    DISPATCHER = "911_dispatcher", "911 dispatcher"
    CLINICIAN = "embedded_clinician", "Embedded clinician"
    HOTLINE = "hotline_operator", "Hotline operator"
    RESPONDER = "responder", "Responder"


class CallerRelation(Word):
    SELF = "self", "The person themself"
    FAMILY = "family", "Family"
    FRIEND = "friend", "Friend or neighbour"
    BYSTANDER = "bystander", "Passer-by"
    BUSINESS = "business", "Business"
    AGENCY = "agency", "Service or agency"
    OFFICER = "officer", "Officer, fire or EMS"
    UNKNOWN = "unknown", "Not known"


class DeclineReason(Word):
    UNSAFE = "unsafe", "Not safe for us"
    OUT_OF_SCOPE = "out_of_scope", "Not our kind of call"
    ON_ANOTHER = "on_another", "Still with somebody"
    TOO_FAR = "too_far", "Too far to be useful"
    EQUIPMENT = "equipment", "Vehicle or equipment"
    END_OF_SHIFT = "end_of_shift", "End of shift"
    OTHER = "other", "Other reason"


class UnservedReason(Word):
    """Why an eligible call got no team (the reasons New York's audit could not find on record)."""

    NO_UNIT = "no_unit_free", "No unit free"
    OUT_OF_HOURS = "out_of_hours", "Out of hours"
    OUT_OF_AREA = "out_of_area", "Out of area"
    NOT_TRIAGED = "triage_not_completed", "Triage not completed"
    NOT_ENOUGH = "not_enough_information", "Not enough information"
    CALLER_DECLINED = "caller_declined", "Caller declined a team"
    WOULD_NOT_WAIT = "caller_would_not_wait", "Caller would not wait"
    WANTED_POLICE = "caller_requested_police", "Caller asked for police"
    DISQUALIFIED = "disqualifier_present", "Disqualifier present"
    DISPATCHER_JUDGEMENT = "dispatcher_judgement", "Dispatcher's judgement"
    TEAM_DECLINED = "team_declined", "Team declined"
    SYSTEM_FAILURE = "system_failure", "CAD or system failure"
    PERSON_LEFT = "person_left", "Person left"
    RESOLVED = "resolved_before_dispatch", "Resolved before dispatch"


class SentInstead(Word):
    POLICE = "police", "Police"
    EMS = "ems", "EMS"
    FIRE = "fire", "Fire"
    CO_RESPONSE = "co_response", "Co-response"
    PHONE = "phone", "Phone or 988"
    NOBODY = "nobody", "Nobody"


class ContactOutcome(Word):
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


class Disposition(Word):
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


class BackupResult(Word):
    ARRIVED = "arrived", "Police arrived"
    CANCELLED = "cancelled_before_arrival", "Cancelled before arrival"
    UNAVAILABLE = "not_available", "None available"


class ReferralMode(Word):
    INFORMATION = "information", "Information only"
    WARM_HANDOFF = "warm_handoff", "Warm hand-off"
    APPOINTMENT = "appointment", "Appointment made"
    TRANSPORT = "transport", "Taken there"


class ReferralStatus(Word):
    OFFERED_DECLINED = "offered_declined", "Offered, declined"
    SENT = "sent", "Sent"


class LetterEnd(Word):
    CORRECTED = "corrected", "Corrected and sent again"
    HANDED_OVER = "handed_over", "Handed to the desk"
    WITHDRAWN = "withdrawn", "Withdrawn by its author"
