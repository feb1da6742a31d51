"""Invented calls to practise with (practice.json): what comes in, and what those who play the others say."""

import json
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path


@dataclass(frozen=True, slots=True)
class PracticeCall:
    """`types`: codes or names of a call type, the best first; `desk` and `crew`: what happens if somebody asks."""

    code: str
    title: str
    types: list[str]
    channel: str
    priority: int
    address: str
    place_note: str
    caller_name: str
    caller_relation: str
    callback_number: str
    summary: str
    answers: dict[str, str] = field(default_factory=dict)
    desk: list[str] = field(default_factory=list)
    crew: list[str] = field(default_factory=list)

    def type_among(self, call_types: list):
        """The agency's type that fits best; one that a team may be sent to where none does. None: it has no types."""
        for wanted in self.types:
            for kind in call_types:
                if wanted.casefold() in f"{kind.code} {kind.label}".casefold():
                    return kind
        return next((kind for kind in call_types if kind.eligible), call_types[0] if call_types else None)

    @property
    def told(self) -> dict:
        """What the call itself says, for actions.intake.receive_call."""
        names = ("priority", "address", "place_note", "caller_name", "caller_relation", "callback_number", "summary")
        return {name: getattr(self, name) for name in names} | {"intake_channel": self.channel}


@cache
def practice_calls() -> tuple[PracticeCall, ...]:
    found = json.loads(Path(__file__).with_suffix(".json").read_text(encoding="utf-8"))
    return tuple(PracticeCall(**told) for told in found)
