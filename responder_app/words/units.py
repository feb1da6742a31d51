"""What a unit is doing, and how what it said of itself is put right."""

from .word import Word


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


class OutOfServiceReason(Word):
    MEAL = "meal", "Meal or break"
    VEHICLE = "vehicle", "Vehicle or equipment"
    RESTOCK = "restock", "Restocking or cleaning"
    PAPERWORK = "paperwork", "Paperwork"
    TRAINING = "training", "Training or meeting"
    CREW = "crew", "Crew not complete"
    OTHER = "other", "Other reason"


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


class CorrectionKind(Word):
    UNDONE = "undone", "Undone at once"
    RETIMED = "retimed", "Time corrected"
    STRUCK = "struck", "Did not happen"


class CorrectionReason(Word):
    LATE = "tapped_late", "Tapped too late"
    EARLY = "tapped_early", "Tapped too early"
    FORGOTTEN = "forgotten", "Forgot to tap"
    WRONG = "wrong_button", "Wrong button"
    OTHER = "other", "Other reason"


class WithdrawalReason(Word):
    """Why a referral, a transport or a service gap was filed by mistake."""

    TWICE = "filed_twice", "Filed twice"
    CHOICE = "wrong_choice", "Wrong choice"
    CALL = "wrong_call", "Belongs to another call"
    NOT_SO = "did_not_happen", "Did not happen"
    OTHER = "other", "Other reason"


class DeclineReason(Word):
    UNSAFE = "unsafe", "Not safe for us"
    OUT_OF_SCOPE = "out_of_scope", "Not our kind of call"
    ON_ANOTHER = "on_another", "Still with somebody"
    TOO_FAR = "too_far", "Too far to be useful"
    EQUIPMENT = "equipment", "Vehicle or equipment"
    END_OF_SHIFT = "end_of_shift", "End of shift"
    OTHER = "other", "Other reason"


class ReleaseReason(Word):
    """Why a crew is taken off a call that it would not be taken off without one."""

    RISK = "life_at_risk", "Life or safety at risk"
    SAFE = "safe_to_leave", "Safe to leave"
    CREW = "crew_agreed", "The crew agreed"
    RELIEVED = "relieved", "Somebody else takes over"
    SUPERVISOR = "supervisor", "Supervisor's decision"


class FormerCall(Word):
    """What becomes of the call that a unit is taken off."""

    WAITS = "waits", "Waits for anybody"
    KEPT = "kept", "Kept for the unit"


# Somebody is in the crew's care: it leaves only with a reason.
WITH_SOMEBODY = frozenset({UnitStatus.WITH_PERSON, UnitStatus.TRANSPORTING, UnitStatus.AT_DESTINATION})
