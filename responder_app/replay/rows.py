"""A row of a city's file becomes a call, or a reason why not. Pure."""

import csv
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal, InvalidOperation

from .profiles import Nature, Profile

COLUMN = re.compile(r"\{(\w+)\}")
MICRODEGREE = Decimal("0.000001")


class Unreadable(Exception):
    """Why a row is no call."""


@dataclass(frozen=True, slots=True)
class Call:
    """What the file tells of one call; `at` with its zone."""

    external_id: str
    at: datetime
    nature: Nature
    priority: int
    address: str
    latitude: Decimal | None
    longitude: Decimal | None
    summary: str


@dataclass(slots=True)
class Reading:
    """A whole file: its calls in order of time, and what was left out."""

    rows: int = 0
    calls: list[Call] = field(default_factory=list)
    skipped: Counter = field(default_factory=Counter)


def read(lines: Iterable[str], profile: Profile) -> Reading:
    """Raises Unreadable where the file is not of this profile."""
    reading = Reading()
    for row in _rows(lines, profile):
        reading.rows += 1
        try:
            reading.calls.append(call_of(row, profile))
        except Unreadable as reason:
            reading.skipped[str(reason)] += 1
    reading.calls.sort(key=lambda call: (call.at, call.external_id))
    return reading


def call_of(row: dict, profile: Profile) -> Call:
    """Raises Unreadable with the reason."""
    told = {name: (value or "").strip() for name, value in row.items() if isinstance(name, str)}
    if not told[profile.id]:
        raise Unreadable("it has no number")
    nature = profile.nature_of(told[profile.nature])
    latitude, longitude = _place(told, profile)
    return Call(
        external_id=told[profile.id][:80],
        at=_time(told[profile.time], profile),
        nature=nature,
        priority=(profile.priorities or {}).get(told.get(profile.priority, ""), nature.priority),
        address=_text(profile.address, told, profile)[:200],
        latitude=latitude,
        longitude=longitude,
        summary=_text([profile.summary], told, profile),
    )


def _rows(lines: Iterable[str], profile: Profile) -> Iterator[dict]:
    reader = csv.DictReader(line.replace("\0", "") for line in lines)
    missing = profile.columns - set(reader.fieldnames or ())
    if missing:
        raise Unreadable(f"The file has no column {', '.join(sorted(missing))}: it is not of this profile.")
    try:
        yield from reader
    except csv.Error as error:
        raise Unreadable(f"The file is not CSV after line {reader.line_num}: {error}.") from error


def _time(text: str, profile: Profile) -> datetime:
    try:
        at = datetime.strptime(text, profile.time_format)  # noqa: DTZ007 - the zone is the profile's
    except ValueError as error:
        raise Unreadable("its time cannot be read") from error
    return at if at.tzinfo else at.replace(tzinfo=profile.zone)


def _text(pieces: list[str], told: dict, profile: Profile) -> str:
    full = [piece for piece in pieces if not any(_blank(told.get(name), profile) for name in COLUMN.findall(piece))]
    text = " ".join(COLUMN.sub(lambda column: told[column[1]], piece) for piece in full)
    for old, new in (profile.replace or {}).items():
        text = text.replace(old, new)
    return text.strip()


def _blank(value: str | None, profile: Profile) -> bool:
    return not value or value in profile.blanks


def _place(told: dict, profile: Profile) -> tuple[Decimal, Decimal] | tuple[None, None]:
    """Both or neither; what is no place on Earth is none."""
    try:
        latitude = Decimal(told.get(profile.latitude, "")).quantize(MICRODEGREE)
        longitude = Decimal(told.get(profile.longitude, "")).quantize(MICRODEGREE)
    except InvalidOperation:
        return None, None
    if not (abs(latitude) <= 90 and abs(longitude) <= 180):
        return None, None
    return latitude, longitude
