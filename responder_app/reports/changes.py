"""Who set what of the program, told from the log."""

from dataclasses import dataclass
from datetime import datetime

NAMES = {
    "accept_limit": "seconds to accept",
    "second_person_after": "seconds to a second person",
    "silent_after": "seconds of a silent tablet",
    "transfer_limit": "seconds to answer a transfer",
    "check_in_first": "minutes to the first check-in",
    "check_in_every": "minutes between check-ins",
    "check_in_grace": "minutes from a missed check-in to help",
    "idle_limit": "minutes until a tablet locks",
    "caution_days": "days of a caution",
    "least_crew": "people in a crew",
    "phone": "telephone of the desk",
    "hold_targets": "minutes to a team",
    "hold_limits": "minutes until somebody decides",
    "cancel_rules": "who may call help off",
    "make_up": "who a crew should have",
}
LATEST = 100


@dataclass(frozen=True, slots=True)
class Change:
    """One setting, once changed; what it was and is are empty where the log does not tell."""

    at: datetime
    by: str
    name: str
    was: str
    now: str


def of_settings(events) -> list[Change]:
    """The latest, newest first; `events` are what the reader may see."""
    lines = events.filter(kind="agency.changed", details__has_key="settings").select_related("by").order_by("-seq")
    return [
        Change(line.occurred_at, str(line.by or "The program"), NAMES.get(name, name), *_told(line.details, name))
        for line in lines[:LATEST]
        for name in line.details["settings"]
    ]


def named(settings) -> str:
    return ", ".join(NAMES.get(name, name) for name in settings)


def _told(details: dict, name: str) -> tuple[str, str]:
    return tuple(_plain(details.get(side, {}).get(name)) for side in ("was", "now"))


def _plain(value) -> str:
    if isinstance(value, dict):
        return "; ".join(f"{key}: {_plain(inner)}" for key, inner in value.items())
    if isinstance(value, list):
        return ", ".join(map(str, value)) or "nobody"
    return "" if value is None else str(value)
