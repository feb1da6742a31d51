"""How one city's file of calls for service is read: a profile is a data file, `profiles/<name>.json`."""

import json
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from zoneinfo import ZoneInfo

SHELF = Path(__file__).parent / "profiles"


class NoSuchProfile(Exception):
    """The sentence names those there are."""


@dataclass(frozen=True, slots=True)
class Nature:
    """What we make of one of the city's call types; unknown ones are never eligible."""

    code: str
    label: str
    eligible: bool
    priority: int
    mapped: bool


@dataclass(frozen=True)
class Profile:
    """Column names, the clock, and which natures a team may take.

    `address`: pieces with columns in braces, joined by a space; a piece with an empty column, or one whose
    value is among `blanks`, is left out. `priorities`: the file's own priority to ours, 1 most urgent.
    `eligible` and `others` map a nature to [label, priority]; the lists follow domain.md 1.4, never 8.4.
    """

    agency: str
    time_zone: str
    id: str
    time: str
    time_format: str
    nature: str
    address: list[str]
    eligible: dict[str, list]
    others: dict[str, list]
    about: str = ""
    blanks: tuple[str, ...] = ()
    replace: dict[str, str] | None = None
    latitude: str = ""
    longitude: str = ""
    summary: str = ""
    priority: str = ""
    priorities: dict[str, int] | None = None
    usual_priority: int = 3
    intake_channel: str = "911_call_taker"
    encoding: str = "utf-8-sig"

    @cached_property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.time_zone)

    def nature_of(self, code: str) -> Nature:
        code = code[:40] or "UNKNOWN"
        eligible = code in self.eligible
        label, priority = self.eligible.get(code) or self.others.get(code) or [code, self.usual_priority]
        return Nature(code, label[:120], eligible, priority, eligible or code in self.others)

    @property
    def columns(self) -> set[str]:
        """The columns without which a file is not of this profile."""
        return {name for name in (self.id, self.time, self.nature, self.latitude, self.longitude) if name}


def names() -> list[str]:
    return sorted(path.stem for path in SHELF.glob("*.json"))


def load(name: str) -> Profile:
    """The profile of that name, or at that path. Raises NoSuchProfile."""
    path = Path(name) if name.endswith(".json") else SHELF / f"{name}.json"
    if not path.is_file():
        raise NoSuchProfile(f"There is no profile {name}. There are: {', '.join(names())}.")
    try:
        return Profile(**json.loads(path.read_text(encoding="utf-8")))
    except (TypeError, ValueError) as error:
        raise NoSuchProfile(f"The profile {name} cannot be read: {error}") from error
