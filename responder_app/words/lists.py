"""Code lists that an agency may change: rows with dates. What they begin with is in lists.json, with its sources."""

import json
from functools import cache
from pathlib import Path

from .word import Word


class CodeList(Word):
    AGE_BANDS = "age_bands", "Age"
    GENDERS = "genders", "Gender"
    RACES = "races", "Race and ethnicity"
    HOUSING = "housing", "Housing"
    LANGUAGES = "languages", "Languages"
    ISSUES = "issues", "Presenting issues"
    NO_SCREEN = "no_screen", "Why no suicide screen"
    DID = "did", "What we did"
    SUPPLIES = "supplies", "Supplies"
    DESTINATIONS = "destinations", "Destinations"
    SKILLS = "skills", "Skills"
    VAN_CHECK = "van_check", "Van and supplies check"
    NEEDS = "needs", "What was needed"
    GAP_REASONS = "gap_reasons", "Why it could not be had"


@cache
def beginning() -> dict[str, list[dict]]:
    """For each CodeList its first entries: `{"code", "en", "es"}`, with `"standard"` where a standard has a code."""
    return json.loads(Path(__file__).with_suffix(".json").read_text(encoding="utf-8"))
