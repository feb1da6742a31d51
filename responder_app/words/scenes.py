"""The on-scene form: its fields, where their answers come from, and what must not be missing (domain.md 3.6)."""

from .encounters import WITH_A_PERSON, Basis, ContactOutcome, Disposition, FormSection, SuicideScreen
from .incidents import Answer, GoodFit
from .lists import CodeList
from .word import Word

MOST_PEOPLE = 6
MOST_OF_A_SUPPLY = 99
MOST_DOSES = 20


class HoldBy(Word):
    """Who started a protective or emergency hold (domain.md 8.6)."""

    TEAM = "team", "Our team"
    POLICE = "police", "Police"
    EMS = "ems", "EMS"
    CLINICIAN = "clinician", "Another clinician"
    COURT = "court", "A court"
    UNKNOWN = "unknown", "Not known"


class Veteran(Word):
    """HUD data standards 3.07, in this order 1, 0, 8 and 9; 99, not collected, is an empty answer."""

    YES = "yes", "Yes"
    NO = "no", "No"
    UNKNOWN = "unknown", "Not known"
    PREFERS_NOT = "prefers_not_to_say", "Prefers not to say"


class SceneField(Word):
    """What the form asks, by the name under which the answer is kept."""

    CONTACT = "contact_outcome", "Was there a person?"
    DISPOSITION = "disposition", "Where the person went"
    DISPOSITION_NOTE = "disposition_note", "What the other outcome was"
    HOLD = "hold_started_by", "Who started the hold"
    PEOPLE_SERVED = "people_served", "People served"
    ISSUES = "issues", "What it was about"
    DID = "did", "What we did"
    SCREEN = "suicide_screen", "Suicide screen"
    NO_SCREEN = "no_screen", "Why no suicide screen"
    HARM = "harm_to_others", "Harm to others seen"
    WEAPON = "weapon_seen", "Weapon seen"
    MEDICAL = "medical_need", "Medical need"
    KNOWN_AS = "known_as", "Name or alias"
    AGE = "age_band", "Age"
    GENDER = "gender", "Gender"
    RACES = "races", "Race and ethnicity"
    HOUSING = "housing", "Housing"
    LANGUAGE = "language", "Language"
    INTERPRETER = "interpreter", "Interpreter used"
    VETERAN = "veteran", "Veteran"
    BASIS = "basis", "How we know"
    FELT_SAFE = "felt_safe", "Did the crew feel safe?"
    INJURY_CREW = "injury_crew", "Crew member hurt"
    INJURY_CREW_NOTE = "injury_crew_note", "How the crew member was hurt"
    INJURY_PERSON = "injury_person", "Person hurt"
    INJURY_PERSON_NOTE = "injury_person_note", "How the person was hurt"
    NALOXONE = "naloxone", "Naloxone doses given"
    GOOD_FIT = "good_fit", "Was it a good call for us?"


# The fields of each section that an agency may require. A name is never asked for; what was given is counted or not.
ASKED_IN = {
    FormSection.ISSUES: (SceneField.ISSUES,),
    FormSection.DID: (SceneField.DID,),
    FormSection.RISK: (SceneField.SCREEN, SceneField.HARM, SceneField.WEAPON, SceneField.MEDICAL),
    FormSection.PEOPLE: (
        SceneField.AGE,
        SceneField.GENDER,
        SceneField.RACES,
        SceneField.HOUSING,
        SceneField.LANGUAGE,
        SceneField.VETERAN,
        SceneField.BASIS,
    ),
    FormSection.SUPPLIES: (),
    FormSection.SAFETY: (
        SceneField.FELT_SAFE,
        SceneField.INJURY_CREW,
        SceneField.INJURY_PERSON,
        SceneField.NALOXONE,
        SceneField.GOOD_FIT,
    ),
}

# Where a field's codes come from: one of the agency's lists, or words that our code decides on.
LIST_OF = {
    SceneField.ISSUES: CodeList.ISSUES,
    SceneField.DID: CodeList.DID,
    SceneField.NO_SCREEN: CodeList.NO_SCREEN,
    SceneField.AGE: CodeList.AGE_BANDS,
    SceneField.GENDER: CodeList.GENDERS,
    SceneField.RACES: CodeList.RACES,
    SceneField.HOUSING: CodeList.HOUSING,
    SceneField.LANGUAGE: CodeList.LANGUAGES,
}
WORDS_OF = {
    SceneField.CONTACT: tuple(ContactOutcome),
    SceneField.DISPOSITION: tuple(Disposition),
    SceneField.HOLD: tuple(HoldBy),
    SceneField.SCREEN: tuple(SuicideScreen),
    SceneField.HARM: tuple(Answer),
    SceneField.WEAPON: tuple(Answer),
    SceneField.MEDICAL: tuple(Answer),
    SceneField.VETERAN: tuple(Veteran),
    SceneField.BASIS: tuple(Basis),
    SceneField.FELT_SAFE: tuple(Answer),
    SceneField.INJURY_CREW: (Answer.NO, Answer.YES),
    SceneField.INJURY_PERSON: (Answer.NO, Answer.YES, Answer.UNKNOWN),
    SceneField.GOOD_FIT: tuple(GoodFit),
}
OF_A_PERSON = (SceneField.KNOWN_AS, *ASKED_IN[FormSection.PEOPLE], SceneField.INTERPRETER)


def is_on(sections: dict, section: FormSection) -> bool:
    """`sections` as FormVersion keeps them; what is not named there is on."""
    return sections.get(section, {}).get("on", True)


def required_in(sections: dict) -> set[SceneField]:
    """What the agency asks for before a call with a person is closed; a section that is off asks for nothing."""
    return {
        field
        for section, fields in ASKED_IN.items()
        for field in fields
        if is_on(sections, section) and field in sections.get(section, {}).get("required", ())
    }


def missing(sections: dict, answers: dict, people: list[dict]) -> list[str]:
    """The names of what must still be told before the call may be closed; with nobody met, nothing.

    The first person's details are asked for even if nothing of them was told, those of another only if something was.
    """
    if answers.get(SceneField.CONTACT) not in WITH_A_PERSON:
        return []
    wanted = [field for field in SceneField if field in required_in(sections) | _follows_from(answers)]
    mine = [field.label for field in wanted if field not in OF_A_PERSON and _is_empty(answers.get(field))]
    for number, person in enumerate(people or [{}], 1):
        lacks = [field.label for field in wanted if field in OF_A_PERSON and _is_empty(person.get(field))]
        mine += lacks if number == 1 else [f"{label} ({number})" for label in lacks]
    return mine


def _follows_from(answers: dict) -> set[SceneField]:
    """What one answer makes necessary, whatever the agency requires."""
    needed = {SceneField.DISPOSITION}
    if answers.get(SceneField.DISPOSITION) == Disposition.OTHER:
        needed.add(SceneField.DISPOSITION_NOTE)
    if answers.get(SceneField.DISPOSITION) == Disposition.HOLD:
        needed.add(SceneField.HOLD)
    if answers.get(SceneField.SCREEN) == SuicideScreen.NOT_DONE:
        needed.add(SceneField.NO_SCREEN)
    return needed


def _is_empty(told) -> bool:
    return told is None or told == "" or told == []
