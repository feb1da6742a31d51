"""The screening questions that a new agency begins with (rules.json), after domain.md 1.2, 1.3 and 8.4.

A yes to what every published program keeps away from rules a team out; where one of them sends the team with police,
so do these. What is a matter of the site (a private residence, a minor alone, a known history) does nothing until the
agency says so: each rule more makes the program smaller.
"""

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Rule:
    """A question and what each answer does (RuleEffect); its fields are those of models.Question."""

    code: str
    text_en: str
    text_es: str = ""
    definition: str = ""
    example: str = ""
    on_yes: str = "nothing"
    on_no: str = "nothing"
    on_unknown: str = "nothing"


@cache
def first_questions() -> tuple[Rule, ...]:
    return tuple(Rule(**told) for told in json.loads(Path(__file__).with_suffix(".json").read_text(encoding="utf-8")))
