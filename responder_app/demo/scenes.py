"""What a played crew writes on scene: plausible, invented, and never twice the same by plan. Pure."""

from random import Random

from ..words import Answer, Basis, Missing, SuicideScreen

ISSUES = ["agitation", "disorganized", "functioning", "substance", "conflict", "basic_needs", "homelessness", "welfare"]
DID = ["support", "deescalation", "welfare_check", "medical_check", "information", "mediation", "safety_plan"]
NO_SCREEN = ["not_indicated", "not_indicated", "not_indicated", "refused", "could_not"]
SUPPLIES = ["water", "food", "blanket", "hygiene", "bus_pass", "naloxone_kit"]
AGES = ["18-24", "25-54", "25-54", "25-54", "55-64", "65+", Missing.UNKNOWN]
GENDERS = ["woman", "man", "man", "nonbinary", Missing.UNKNOWN]
RACES = [["white"], ["black"], ["hispanic"], ["hispanic", "white"], ["american_indian"], [Missing.PREFERS_NOT]]
HOUSING = ["116", "116", "101", "410", "335", "37"]
LANGUAGES = ["en", "en", "en", "es", "vi"]


def told_on_scene(chance: Random) -> dict:
    """The fields of the tablet's form for a call with a person, by the names that the door reads."""
    told = {
        "issues": chance.sample(ISSUES, chance.choice([1, 1, 2, 3])),
        "did": chance.sample(DID, chance.choice([1, 2, 2])),
        "suicide_screen": chance.choice([SuicideScreen.NEGATIVE, SuicideScreen.NOT_DONE]),
        "felt_safe": Answer.YES if chance.random() < 0.97 else Answer.NO,
    }
    if told["suicide_screen"] == SuicideScreen.NOT_DONE:
        told["no_screen"] = chance.choice(NO_SCREEN)
    if chance.random() < 0.7:
        told |= {f"p1-{field}": value for field, value in _person(chance).items()}
    if chance.random() < 0.5:
        told |= {f"supply-{item}": chance.choice([1, 1, 2]) for item in chance.sample(SUPPLIES, 2)}
    return told


def scene_of(fields: dict) -> dict:
    """The same fields as the action takes them (actions.scenes.keep)."""
    person = {name.removeprefix("p1-"): value for name, value in fields.items() if name.startswith("p1-")}
    supplies = {name.removeprefix("supply-"): value for name, value in fields.items() if name.startswith("supply-")}
    answers = {name: value for name, value in fields.items() if "-" not in name}
    return {"answers": answers, "people": [person] if person else [], "supplies": supplies}


def _person(chance: Random) -> dict:
    return {
        "age_band": chance.choice(AGES),
        "gender": chance.choice(GENDERS),
        "races": chance.choice(RACES),
        "housing": chance.choice(HOUSING),
        "language": chance.choice(LANGUAGES),
        "basis": chance.choice([Basis.OBSERVED, Basis.SELF]),
    }
