"""Feeds calls through the same intake as the REST door, in order of time, once each."""

import time
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from uuid import UUID, uuid5

from .. import log
from ..actions.intake import receive_call
from ..actions.program import add_call_type
from .profiles import Nature, Profile
from .rows import Call

NAMESPACE = UUID("5b0f4f0e-6f57-4a6f-9d3c-6f0f4c1f9f11")


@dataclass(slots=True)
class Tally:
    """What came of it."""

    filed: int = 0
    repeated: int = 0
    eligible: int = 0
    unmapped: int = 0
    placeless: int = 0
    seconds: float = 0.0
    refused: Counter = field(default_factory=Counter)

    @property
    def pace(self) -> float:
        return (self.filed + self.repeated) / self.seconds if self.seconds else 0.0


class Feed:
    """One agency's intake. `speed` 0: as fast as can be; else so many times real time."""

    def __init__(self, agency, profile: Profile, speed: float, sleep: Callable[[float], None] = time.sleep):
        self.agency, self.profile, self.speed, self._sleep = agency, profile, speed, sleep
        self.tally = Tally()
        self._types = {each.code: each for each in agency.calltype_set.order_by("effective_from")}

    def play(self, calls: Iterable[Call]) -> Tally:
        """File the calls; may be broken off at any time and played again."""
        began, first = time.monotonic(), None
        for call in calls:
            first = first or call.at
            if self.speed:
                due = began + (call.at - first).total_seconds() / self.speed
                self._sleep(max(0.0, due - time.monotonic()))
            self._file(call)
            self.tally.seconds = time.monotonic() - began
        return self.tally

    def _file(self, call: Call) -> None:
        told = {"latitude": call.latitude, "longitude": call.longitude} if call.latitude is not None else {}
        try:
            line = receive_call(
                call_type=self._type_of(call),
                external_id=call.external_id,
                priority=call.priority,
                eligible=call.nature.eligible,
                intake_channel=self.profile.intake_channel,
                address=call.address,
                summary=call.summary,
                by=self.agency,
                id=uuid5(NAMESPACE, f"{self.agency.name}/{call.external_id}"),
                occurred_at=call.at,
                **told,
            )
        except log.Refused:
            self.tally.refused["its number is on file for another call"] += 1
            return
        self._count(call, line)

    def _count(self, call: Call, line) -> None:
        self.tally.repeated += line.repeated
        self.tally.filed += not line.repeated
        self.tally.eligible += call.nature.eligible
        self.tally.unmapped += not call.nature.mapped
        self.tally.placeless += call.latitude is None

    def _type_of(self, call: Call):
        if call.nature.code not in self._types:
            self._types[call.nature.code] = self._add(call.nature, call.at)
        return self._types[call.nature.code]

    def _add(self, nature: Nature, at):
        add_call_type(
            code=nature.code,
            label=nature.label,
            eligible=nature.eligible,
            priority=nature.priority,
            by=self.agency,
            id=uuid5(NAMESPACE, f"{self.agency.name}/type/{nature.code}"),
            occurred_at=at,
        )
        return self.agency.calltype_set.get(code=nature.code)
