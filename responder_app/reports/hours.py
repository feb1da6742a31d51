"""Whether the program, or a unit, is at work now, by the clock on the agency's wall."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo


@dataclass(frozen=True, slots=True)
class Today:
    """`spans`: (opens, closes) of today, with yesterday's where it still runs; aware. `always`: no hours are set."""

    spans: list[tuple[datetime, datetime]]
    is_open: bool
    always: bool


def today(rows, now: datetime, zone: str) -> Today:
    """`rows`: the Hours of one unit, or of the program."""
    rows = list(rows)
    here = now.astimezone(ZoneInfo(zone))
    yesterday = [span for span in _spans(rows, here.date() - timedelta(days=1), zone) if span[0] <= now < span[1]]
    spans = yesterday + _spans(rows, here.date(), zone)
    return Today(spans, not rows or any(opens <= now < closes for opens, closes in spans), not rows)


def of_units(rows, units, now: datetime, zone: str) -> dict[int, Today]:
    """For each unit: its own hours, or where it has none the program's."""
    rows = list(rows)
    program = today([row for row in rows if row.unit_id is None], now, zone)
    own = {unit.pk: [row for row in rows if row.unit_id == unit.pk] for unit in units}
    return {pk: today(mine, now, zone) if mine else program for pk, mine in own.items()}


def _spans(rows: list, day: date, zone: str) -> list[tuple[datetime, datetime]]:
    """Closing at or before opening is the next day."""
    found = []
    for row in rows:
        if row.weekday == day.weekday():
            until = day if row.closes > row.opens else day + timedelta(days=1)
            opens = datetime.combine(day, row.opens, ZoneInfo(zone))
            found.append((opens, datetime.combine(until, row.closes, ZoneInfo(zone))))
    return sorted(found)
