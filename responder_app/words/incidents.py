"""Calls: how they came in, what was asked, and why one got no team."""

from .own import OwnWord
from .word import Word


class IntakeChannel(OwnWord):
    """Who the call came in through; dispatch models differ in this and in who sends the team."""

    CALL_TAKER = "911_call_taker", "911 call taker"
    EMBEDDED_CLINICIAN = "911_embedded_clinician", "Clinician in the 911 room"
    LIFELINE_988 = "988", "988"
    CITY_311 = "311", "311"
    PROGRAM_LINE = "program_line", "Program line"
    FIELD_UNIT = "field_unit_request", "Asked for by police, fire or EMS"
    ON_VIEW = "on_view", "Seen by the crew"
    WALK_UP = "walk_up", "Walk-up"
    FOLLOW_UP = "follow_up", "Follow-up"
    PARTNER = "partner", "Partner or e-mail"


# What a crew may start by itself.
SELF_STARTED = (IntakeChannel.ON_VIEW, IntakeChannel.WALK_UP, IntakeChannel.FOLLOW_UP, IntakeChannel.FIELD_UNIT)


class DispatchOwner(OwnWord):
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


class Answer(Word):
    YES = "yes", "Yes"
    NO = "no", "No"
    UNKNOWN = "unknown", "Unknown"


class Disqualifier(Word):
    """What is asked before a team is sent (domain.md 8.4); a yes may rule one out, an unknown is shown as such."""

    WEAPON = "weapon", "Weapon seen or reported"
    THREAT = "threat", "Threat of violence to others"
    VIOLENCE = "violence", "Physical violence now or just before"
    SUICIDE = "suicide_attempt", "Suicide attempt under way, or a plan with the means at hand"
    MEDICAL = "medical_emergency", "Medical emergency"
    CRIME = "crime", "Crime under way, or a crime report needed"
    ROADWAY = "roadway", "In the roadway"
    RESIDENCE = "private_residence", "In a private residence"
    MINOR = "minor_alone", "Child or minor alone"
    HISTORY = "known_violence", "Known history of violence"
    WANTS_POLICE = "wants_police", "Caller asks for police"
    DOG = "dog", "Dog or other animal there"


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
    BY_PHONE = "settled_by_phone", "Settled by phone"
    DUPLICATE = "duplicate", "Another call about the same"


class SentInstead(Word):
    POLICE = "police", "Police"
    EMS = "ems", "EMS"
    FIRE = "fire", "Fire"
    CO_RESPONSE = "co_response", "Co-response"
    PHONE = "phone", "Phone or 988"
    NOBODY = "nobody", "Nobody"


class Ending(OwnWord):
    """How a call ended. An eligible one that no team went to and nobody settled by phone says why."""

    TEAM = "team", "A team went"
    PHONE = "phone", "Settled by phone"
    INFORMATION = "information", "Information only"
    TRANSFERRED = "transferred", "Transferred"
    NO_TEAM = "no_team", "No team"
    DUPLICATE = "duplicate", "Linked to another call"
    VOID = "void", "Void: test or mistake"


class Coverage(Word):
    """Whether any unit works at that hour, in that place."""

    COVERED = "covered", "Covered"
    OUT_OF_HOURS = "out_of_hours", "Out of hours"
    OUT_OF_AREA = "out_of_area", "Out of area"
    UNKNOWN = "place_unknown", "Place not known"


class LocationPrecision(Word):
    EXACT = "exact", "Exact"
    APPROXIMATE = "approximate", "Approximate"
    UNKNOWN = "unknown", "Not known"


class SupportKind(Word):
    """Whom the desk sends beside a team, or instead of it."""

    POLICE = "police", "Police"
    EMS = "ems", "EMS"
    FIRE = "fire", "Fire"
    CO_RESPONSE = "co_response", "Co-response"


class SupportStage(Word):
    ASKED = "asked", "Asked for"
    EN_ROUTE = "en_route", "On the way"
    ON_SCENE = "on_scene", "On scene"
    DONE = "done", "Done"
    CANCELLED = "cancelled", "Cancelled"


class GoodFit(Word):
    """What the crew says of a call afterwards, for those who take the calls (domain.md 5.6)."""

    GOOD = "good", "A good call for us"
    TOO_RISKY = "too_risky", "Too risky"
    NOT_OURS = "not_our_scope", "Not our kind of call"
    NEEDED_EMS = "needed_ems", "Needed EMS"
    NEEDED_POLICE = "needed_police", "Needed police"
