"""What moves and is no line of the log: which tablets this process hears, and the word to the desk to look again."""

import asyncio
import contextlib
import logging
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.utils import timezone

from .. import moves, threads
from ..actions import tablets

logger = logging.getLogger(__name__)

WRITE = 5.0
REWRITE = timedelta(seconds=20)  # a line that only goes on being heard is not worth a write each time
GATHER = 5.0


@dataclass(slots=True)
class _Line:
    """One device's sockets in this process: a page that follows another overlaps with it or leaves a short gap."""

    person_id: int
    opened_at: datetime
    heard_at: datetime
    sockets: int = 0
    written_at: datetime | None = None
    written_open: bool = False


class Pulse:
    """Belongs to the reader's loop; only `ring` is called from elsewhere."""

    def __init__(self, reader):
        self._reader = reader
        self._lines: dict[UUID, _Line] = {}
        self._moved: set[int] = set()
        self._something = asyncio.Event()

    def start(self) -> None:
        moves.hang_bell(self.ring)

    def leave(self) -> None:
        with contextlib.suppress(ValueError):
            moves.take_down_bell(self.ring)

    def ring(self, agency_id: int) -> None:
        """Something has moved, said in any thread of this process."""
        try:
            self._reader.loop.call_soon_threadsafe(self.moved, agency_id)
        except RuntimeError:  # the loop is closed
            self.leave()

    def moved(self, agency_id: int) -> None:
        self._moved.add(agency_id)
        self._something.set()

    def opened(self, device: UUID, person_id: int) -> None:
        now = timezone.now()
        line = self._lines.get(device)
        if line is None or line.person_id != person_id:
            line = self._lines[device] = _Line(person_id, now, now)
        line.sockets += 1
        line.heard_at = now

    def heard(self, device: UUID) -> None:
        if line := self._lines.get(device):
            line.heard_at = timezone.now()

    def closed(self, device: UUID, person_id: int) -> None:
        line = self._lines.get(device)
        if line and line.person_id == person_id:
            line.sockets -= 1

    async def write(self) -> None:
        """Every few seconds, all tablets at once."""
        while True:
            await asyncio.sleep(WRITE)
            await self.write_once()

    async def write_once(self) -> None:
        due = {device: line for device, line in self._lines.items() if _is_due(line)}
        self._lines = {device: line for device, line in self._lines.items() if line.sockets}
        if not due:
            return
        told = [
            tablets.Heard(device, line.person_id, line.heard_at, line.opened_at if line.sockets else None)
            for device, line in due.items()
        ]
        on_file = await threads.run(threads.next_thread(writes=True), lambda: tablets.hear(lines=told))
        for said in told:
            line = due[said.device]
            line.written_at = said.at if said.device in on_file else None
            line.written_open = said.open_since is not None

    async def tell(self) -> None:
        """The first word at once, and what follows it within seconds as one."""
        while True:
            await self._something.wait()
            self._something.clear()
            moved, self._moved = self._moved, set()
            for agency_id in moved:
                await self._reader.each_of(agency_id, lambda socket: socket.stir())
            await asyncio.sleep(GATHER)


def _is_due(line: _Line) -> bool:
    if line.written_at is None or line.written_open != (line.sockets > 0):
        return True
    return line.heard_at - line.written_at >= REWRITE
