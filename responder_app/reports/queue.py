"""What goes before a call that waits, and who is free to come: the other half of the time a caller is told."""

from dataclasses import dataclass
from datetime import datetime

from ..words import UnitStatus
from .eta import Eta, Trip, eta

FREE = frozenset({UnitStatus.AVAILABLE})
AWAY = frozenset({UnitStatus.OFF_DUTY, UnitStatus.OUT_OF_SERVICE})


@dataclass(frozen=True, slots=True)
class Queue:
    """`waiting`: (priority, received_at) of the eligible calls that wait, in the order in which they are served."""

    waiting: list[tuple[int, datetime]]
    free: int
    on_duty: int
    trips: list[Trip]
    now: datetime
    zone: str

    def for_call(self, call) -> Eta:
        return self._told(call.priority, sum(1 for one in self.waiting if one < (call.priority, call.received_at)))

    def for_new(self, priority: int) -> Eta:
        return self._told(priority, sum(1 for one in self.waiting if one[0] <= priority))

    def _told(self, priority: int, ahead: int) -> Eta:
        return eta(self.trips, priority, self.now, self.zone, ahead=ahead, free=self.free, on_duty=self.on_duty)


def of(incidents, units, trips: list[Trip], now: datetime, zone: str) -> Queue:
    """`incidents` and `units` from access; two queries."""
    waiting = sorted(incidents.waiting().filter(eligible=True).values_list("priority", "received_at"))
    statuses = list(units.values_list("status", flat=True))
    free, away = sum(status in FREE for status in statuses), sum(status in AWAY for status in statuses)
    return Queue(waiting, free, len(statuses) - away, trips, now, zone)
