"""Who acts, and what they are trained for."""

from .own import OwnWord
from .word import Word


class Role(OwnWord):
    RESPONDER = "responder", "Responder"
    DISPATCHER = "dispatcher", "Dispatcher"
    CLINICIAN = "clinician", "Clinician in the 911 room"
    HOTLINE = "hotline", "Hotline operator"
    MANAGER = "manager", "Program manager"
    ADMINISTRATOR = "administrator", "Administrator"
    MACHINE = "machine", "Dispatch center's system"


# People who take calls and send crews, in whichever of the three ways a city does it (domain.md 1.1).
DESK_ROLES = (Role.DISPATCHER, Role.CLINICIAN, Role.HOTLINE, Role.ADMINISTRATOR)


class Profession(Word):
    CLINICIAN = "clinician", "Clinician"
    NURSE = "nurse", "Nurse"
    MEDIC = "medic", "Medic or EMT"
    PEER = "peer", "Peer"
    MEDIATOR = "mediator", "Mediator"
    CASE_WORKER = "case_worker", "Case worker"
    OTHER = "other", "Other"


# Who may read clinical notes beside their author: those bound to confidentiality by their licence (domain.md 3.7).
CLINICAL = (Profession.CLINICIAN, Profession.NURSE, Profession.MEDIC)


class Language(Word):
    """What the interface speaks."""

    ENGLISH = "en", "English"
    SPANISH = "es", "Español"
