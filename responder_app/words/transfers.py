"""Calls passed between those who take them, and what is done for a caller without a team."""

from .incidents import DispatchOwner, IntakeChannel
from .people import Role
from .word import Word


class Party(Word):
    """Who has the caller: inside the agency's own desks, or outside."""

    CALL_TAKER = "911_call_taker", "911 call taker"
    CLINICIAN = "embedded_clinician", "Clinician in the 911 room"
    HOTLINE = "hotline", "Hotline"
    CENTER = "911_center", "911 center"
    LIFELINE = "988", "988"
    CITY = "311", "311"
    POLICE = "police", "Police"
    EMS = "ems", "EMS"
    OTHER = "other", "Another program"


# Parties with a desk in this program: they answer a transfer here; of the others somebody here says what they answered.
INSIDE = (Party.CALL_TAKER, Party.CLINICIAN, Party.HOTLINE)
# For whom somebody at a desk speaks, and who sends the team once a party inside has the caller.
PARTY_OF = {
    Role.DISPATCHER: Party.CALL_TAKER,
    Role.ADMINISTRATOR: Party.CALL_TAKER,
    Role.CLINICIAN: Party.CLINICIAN,
    Role.HOTLINE: Party.HOTLINE,
    Role.MACHINE: Party.CENTER,
}
OWNER_OF = {
    Party.CALL_TAKER: DispatchOwner.DISPATCHER,
    Party.CLINICIAN: DispatchOwner.CLINICIAN,
    Party.HOTLINE: DispatchOwner.HOTLINE,
}
# Through which a hotline's callers come; a call type that names one of them is a category of the hotline.
HOTLINE_CHANNELS = (IntakeChannel.PROGRAM_LINE, IntakeChannel.CITY_311, IntakeChannel.LIFELINE_988)


class TransferEnd(Word):
    ACCEPTED = "accepted", "Accepted"
    DECLINED = "declined", "Declined"
    DROPPED = "dropped", "Dropped"
    WITHDRAWN = "withdrawn", "Taken back"


class TransferReason(Word):
    """Why a caller is passed on, or was not taken."""

    CLINICAL = "clinical", "Needs a clinician"
    PROGRAM = "program_call", "A call for the program"
    EMERGENCY = "emergency", "Emergency: police, fire or EMS"
    CRIME = "crime", "Crime or report for police"
    MEDICAL = "medical", "Medical"
    OUT_OF_AREA = "out_of_area", "Out of our area"
    OUT_OF_HOURS = "out_of_hours", "Out of hours"
    NOBODY_FREE = "nobody_free", "Nobody free to take it"
    WANTED = "caller_asked", "Caller asked for it"
    OTHER = "other", "Other reason"


class PhoneOutcome(Word):
    SETTLED = "settled", "Settled by phone"
    SAFETY_PLAN = "safety_plan", "Safety plan made"
    INFORMATION = "information", "Information given"
    REFERRED = "referred", "Referred to a service"
    HUNG_UP = "hung_up", "Caller hung up"


class ConsultAnswer(Word):
    """What the clinician in the room says when a call taker asks about a screening."""

    AGREES = "agrees", "Agrees with the screening"
    OTHERWISE = "otherwise", "Says otherwise"


class TelehealthMode(Word):
    PHONE = "phone", "Phone"
    VIDEO = "video", "Video"


class TelehealthOutcome(Word):
    ADVISED = "advised", "Advised those on scene"
    SETTLED = "settled", "Settled without a team"
    TEAM = "team_sent", "Team sent"
    EMS = "to_ems", "To EMS"
    HOLD = "hold", "Emergency hold"
    BROKEN = "connection_lost", "Connection lost"


class CallBack(Word):
    """Why somebody at the desk rang the caller, or the caller rang again."""

    DELAY = "advised_of_delay", "Caller advised of delay"
    SAFE = "safety_check", "Asked whether they are safe"
    MORE = "more_information", "Asked for more"
    ENDED = "told_the_end", "Told how it ends"
    RANG = "caller_rang_again", "Caller rang again"
