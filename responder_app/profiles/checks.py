"""Whether a profile is whole: every word in it is known, and every part says where it is from."""

import re
from datetime import time
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from .. import words
from ..actions.own_words import FOLLOW_UPS, LONGEST
from ..actions.settings import SETTINGS
from .profile import MARKS, MODELS, PARTS, Profile

DATE = re.compile(r"\d{4}(-\d\d(-\d\d)?)?|undated")
CODE = re.compile(r"[A-Z0-9][A-Z0-9-]{0,39}")
OWN_QUESTION = {"code", "text_en", "text_es", "definition", "example", "on_yes", "on_no", "on_unknown"}
STANDARD = {question.code for question in words.first_questions()}


class Unsound(Exception):
    """What is wrong with a profile, in a sentence."""


def check(profile: Profile) -> None:
    """Raises Unsound for the first thing that is wrong."""
    for part in (_words, _times, _call_types, _questions, _sources):
        for problem in part(profile):
            raise Unsound(f"The profile {profile.name}: {problem}")


def _words(profile: Profile):
    outcomes = {word.value for kind in words.OUTCOMES for word in kind}
    known = {
        "models": (profile.models, MODELS),
        "channels": (profile.channels, set(words.IntakeChannel)),
        "terms": (profile.terms, set(words.Term)),
        "make_up": (profile.make_up, set(words.Profession)),
        "outcomes": (profile.outcomes, outcomes),
        "form": (profile.form, set(words.FormSection)),
        "limits": (profile.limits, SETTINGS),
    }
    for part, (told, codes) in known.items():
        if strange := sorted(set(told) - set(codes)):
            yield f"{part} has no {', '.join(strange)}."
    for name in (*profile.terms.values(), *profile.outcomes.values()):
        if not 0 < len(name) <= LONGEST:
            yield f"“{name}” is empty or over {LONGEST} characters."
    if profile.follow_up_hours not in FOLLOW_UPS:
        yield f"a follow-up is due in one of {FOLLOW_UPS} hours."
    if not profile.models:
        yield "somebody dispatches."


def _times(profile: Profile):
    try:
        ZoneInfo(profile.time_zone)
    except (ZoneInfoNotFoundError, ValueError):
        yield f"there is no time zone {profile.time_zone}."
    spans = [*profile.hours, *(span for crew in profile.units for span in crew.hours)]
    for span in spans:
        if not span.days or set(span.days) - set(range(7)):
            yield "a week has the days 0, Monday, to 6, Sunday."
        for clock in (span.opens, span.closes):
            time.fromisoformat(clock)
    signs = [crew.call_sign for crew in profile.units]
    if not signs or len(signs) != len(set(signs)) or max(map(len, signs)) > 20:
        yield "units have call signs of their own, 20 characters at most."


def _call_types(profile: Profile):
    codes = [kind.code for kind in profile.call_types]
    if len(codes) != len(set(codes)) or not any(kind.eligible for kind in profile.call_types):
        yield "call types have codes of their own, and one at least is for a team."
    for kind in profile.call_types:
        if not CODE.fullmatch(kind.code) or not kind.label or not 1 <= kind.priority <= 5:
            yield f"the call type {kind.code} has no proper code, name or priority."
        if strange := set(kind.channels) - set(profile.channels):
            yield f"{kind.code} comes in through {', '.join(sorted(strange))}, and the program does not."


def _questions(profile: Profile):
    for question in profile.questions:
        code, effects = question.get("code", ""), [question.get(name, "nothing") for name in ("on_yes", "on_no")]
        if strange := sorted(set(question) - OWN_QUESTION):
            yield f"a question has no {', '.join(strange)}."
        if strange := {*effects, question.get("on_unknown", "nothing")} - set(words.RuleEffect):
            yield f"an answer cannot do {', '.join(sorted(strange))}."
        if code not in STANDARD and not (question.get("text_en") and question.get("text_es")):
            yield f"the question {code} is the program's own and needs its words, in both languages."
    if profile.homes is False and not _rules_out_homes(profile):
        yield "homes are not served, and no question rules them out."


def _rules_out_homes(profile: Profile) -> bool:
    asked = {question["code"]: question for question in profile.questions}
    return asked.get(words.Disqualifier.RESIDENCE.value, {}).get("on_yes") == words.RuleEffect.NOT_OURS.value


def _sources(profile: Profile):
    for told in (profile.sources, profile.not_published):
        if strange := sorted(set(told) - set(PARTS)):
            yield f"there is no part {', '.join(strange)}."
    for part, source in profile.sources.items():
        if not source.where or not source.said_in or source.mark not in MARKS or not DATE.fullmatch(source.published):
            yield f"the source of {part} is not whole."
    for part in PARTS:
        if part not in profile.sources and not profile.not_published.get(part):
            yield f"{part} has no source, and is not said to be unpublished."
        if part not in profile.sources and part not in ("units", "call_types") and profile.says(part):
            yield f"{part} is said, and nobody published it."
