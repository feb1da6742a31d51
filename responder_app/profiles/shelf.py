"""The profiles there are, read and checked."""

import json
from pathlib import Path

from .checks import Unsound, check
from .profile import Crew, Kind, Profile, Source, Span

SHELF = Path(__file__).parent / "programs"


class NoSuchProfile(Exception):
    """The sentence names those there are."""


def names() -> list[str]:
    return sorted(path.stem for path in SHELF.glob("*.json"))


def load(name: str) -> Profile:
    """The profile of that name. Raises NoSuchProfile, and Unsound where the file is not one."""
    if name not in names():
        raise NoSuchProfile(f"There is no profile {name}. There are: {', '.join(names())}.")
    return read(name, (SHELF / f"{name}.json").read_text(encoding="utf-8"))


def read(name: str, text: str) -> Profile:
    """The profile that the text says. Raises Unsound, with what is wrong in a sentence."""
    try:
        profile = _made(name, json.loads(text))
        check(profile)
    except (TypeError, KeyError, AttributeError, ValueError) as error:
        raise Unsound(f"The profile {name} cannot be read: {error}") from error
    return profile


def _made(name: str, told: dict) -> Profile:
    """Strange keys are refused by the classes themselves."""
    spans = {"hours": [Span(**span) for span in told.pop("hours", [])]}
    crews = [_crew(crew) for crew in told.pop("units")]
    kinds = [Kind(**kind) for kind in told.pop("call_types")]
    sources = {part: _source(dict(source)) for part, source in told.pop("sources").items()}
    return Profile(name=name, units=crews, call_types=kinds, sources=sources, **spans, **told)


def _crew(told: dict) -> Crew:
    return Crew(**told | {"hours": [Span(**span) for span in told.get("hours", [])]})


def _source(told: dict) -> Source:
    return Source(said_in=told.pop("from"), **told)
