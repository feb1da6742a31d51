"""One reader of the log per process: it reads new lines once and wakes the sockets that follow them."""

import asyncio
import contextlib
import logging
import time
from collections.abc import Callable, Coroutine, Iterable

from .. import access, log, threads
from . import bus, receipts, tape
from .callers import BEHIND, SIGNED_OFF
from .pulse import Pulse
from .tape import Tape

logger = logging.getLogger(__name__)

POLL = 1.0  # covers a dead bus
BEAT = 10.0
SWEEP = 15.0
AGAIN = 1.0
AT_A_TIME = 32  # Daphne writes to the network only when the loop turns
CHECKED_AT_ONCE = 100
RECEIPTS_REMEMBERED = 10_000

_current: "Reader | None" = None


def current() -> "Reader":
    """The reader of the running loop, started with its first socket."""
    global _current
    loop = asyncio.get_running_loop()
    if _current is None or _current.loop is not loop:
        if _current is not None:
            _current.leave_the_log()
        _current = Reader(loop)
        _current.start()
    return _current


async def stop() -> None:
    """Let the running loop's reader go, if there is one."""
    global _current
    if _current is not None and _current.loop is asyncio.get_running_loop():
        reader, _current = _current, None
        await reader.stop()


class Reader:
    """Belongs to one loop; everything but `ring` is called there."""

    def __init__(self, loop: asyncio.AbstractEventLoop):
        self.loop = loop
        self._opening: dict[int, asyncio.Task] = {}
        self._tapes: dict[int, Tape] = {}
        self._tasks: set[asyncio.Task] = set()
        self._sent: dict[tuple[int, str], None] = {}
        self.pulse = Pulse(self)

    def start(self) -> None:
        log.hang_bell(self.ring)
        self.pulse.start()
        for duty in (self._poll, self._beat, self._sweep, self.pulse.write, self.pulse.tell):
            self.keep(self._supervise(duty))
        if bus.carries_nudges():
            self.keep(self._supervise(lambda: bus.listen(self.wake, self.pulse.moved)))

    async def stop(self) -> None:
        self.leave_the_log()
        while going := tuple(self._tasks):
            for task in going:
                task.cancel()
            await asyncio.wait(going, timeout=0.1)  # redis-py may swallow a cancellation while it connects

    def leave_the_log(self) -> None:
        self.pulse.leave()
        with contextlib.suppress(ValueError):
            log.take_down_bell(self.ring)

    def ring(self, agency_id: int) -> None:
        """The bell: an action in any thread of this process made the log grow."""
        try:
            self.loop.call_soon_threadsafe(self._rung, agency_id)
        except RuntimeError:  # the loop is closed
            self.leave_the_log()

    def wake(self, agency_id: int) -> None:
        """Another process made the log grow."""
        if agency_id in self._tapes:
            self._tapes[agency_id].unread = True
            self._rung(agency_id)

    def _rung(self, agency_id: int) -> None:
        if agency_id in self._tapes:
            self._tapes[agency_id].grown.set()

    async def tape_of(self, agency_id: int) -> Tape:
        """The agency's tape; a thousand sockets that come at once open it once."""
        if agency_id in self._tapes:
            return self._tapes[agency_id]
        if agency_id not in self._opening:
            self._opening[agency_id] = self.keep(self._open(agency_id))
        return await asyncio.shield(self._opening[agency_id])

    def keep(self, work: Coroutine) -> asyncio.Task:
        """Run `work` beside everything else, with the strong reference that asyncio does not hold."""
        task = self.loop.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        return task

    def file_sent(self, person_id: int, assignment: str) -> None:
        told = (person_id, assignment)  # another crew on the call may hear of it first, and it is not theirs
        if told in self._sent:
            return
        if len(self._sent) > RECEIPTS_REMEMBERED:
            self._sent.clear()
        self._sent[told] = None
        self.keep(self._file(receipts.file_sent, person_id, [assignment]))

    def file_on_tablet(self, person_id: int, assignments: list[str]) -> None:
        self.keep(self._file(receipts.file_on_tablet, person_id, assignments))

    async def _open(self, agency_id: int) -> Tape:
        try:
            opened = await threads.run(threads.live, Tape.open, agency_id)
        finally:
            del self._opening[agency_id]
        self._tapes[agency_id] = opened
        self.keep(self._supervise(lambda: self._follow(opened)))
        return opened

    async def _follow(self, followed: Tape) -> None:
        while self._tapes.get(followed.agency_id) is followed:
            followed.grown.clear()
            fresh = not followed.unread and followed.take_fresh()
            read = 0 if fresh else await self._read_on(followed)
            if (head := followed.head) > followed.told:
                await self._wake_for(followed)
                followed.told = head
            if read < tape.CHUNK:
                await followed.grown.wait()

    async def _read_on(self, followed: Tape) -> int:
        followed.unread = False
        lines = await threads.run(threads.live, tape.read, followed.agency_id, followed.head)
        followed.append(lines)
        return len(lines)

    async def _wake_for(self, followed: Tape) -> None:
        """Most lines concern one crew: the rest of the sockets only pass."""
        before = followed.told
        sockets, lines = followed.sockets, followed.after(before)
        if lines is not None:
            crews = frozenset().union(*(line.shifts for line in lines))
            own = [line for line in lines if line.kind.startswith("shift.")]
            people = frozenset(line.by_id for line in own).union(*(line.people for line in own))
            sockets = [socket for socket in sockets if not socket.passes(crews, people, before)]
        await self._each(sockets, lambda socket: socket.wake())

    async def _poll(self) -> None:
        while True:
            await asyncio.sleep(POLL)
            if not self._tapes:
                continue
            heads = await threads.run(threads.live, log.heads)
            for followed in tuple(self._tapes.values()):
                if heads.get(followed.agency_id, 0) < followed.head:
                    self._start_over(followed)
                elif heads[followed.agency_id] > followed.head:
                    self.wake(followed.agency_id)

    def _start_over(self, followed: Tape) -> None:
        """The log was replaced under us, by a backup: everybody comes back with their cursor and is resynced."""
        logger.warning("The log of agency %s went back; its sockets are sent to come again", followed.agency_id)
        del self._tapes[followed.agency_id]
        followed.grown.set()
        for socket in tuple(followed.sockets):
            socket.turn_away(BEHIND)

    async def _beat(self) -> None:
        while True:
            await asyncio.sleep(BEAT)
            for followed in tuple(self._tapes.values()):
                await self._each(followed.sockets, lambda socket: socket.beat(time.time_ns() // 1_000_000))

    async def _each(self, sockets: Iterable, tell: Callable) -> None:
        for number, socket in enumerate(tuple(sockets), start=1):
            tell(socket)
            if number % AT_A_TIME == 0:
                await asyncio.sleep(0)

    async def each_of(self, agency_id: int, tell: Callable) -> None:
        """Every socket that follows the agency's log."""
        if agency_id in self._tapes:
            await self._each(self._tapes[agency_id].sockets, tell)

    async def _sweep(self) -> None:
        while True:
            await asyncio.sleep(SWEEP)
            sockets = [socket for followed in self._tapes.values() for socket in followed.sockets]
            for start in range(0, len(sockets), CHECKED_AT_ONCE):
                await self._check(sockets[start : start + CHECKED_AT_ONCE])

    async def _check(self, sockets: list) -> None:
        """Out with those whose person is gone, whose token is revoked or whose session has ended."""
        before = [(socket, socket.sight) for socket in sockets]
        people = {sight.person_id for _, sight in before}
        sessions = {socket.session: sight.person_id for socket, sight in before if socket.session}
        thread = threads.next_thread(writes=False)
        sights, standing = await threads.run(thread, _who_may_stay, people, sessions)
        for socket, sight in before:
            now = sights.get(sight.person_id)
            ended = socket.session and socket.session not in standing
            if ended or now is None or now.agency_id != sight.agency_id:
                socket.turn_away(SIGNED_OFF)
            elif socket.sight is sight:
                socket.sight = now

    async def _file(self, file: Callable, person_id: int, assignments: list[str]) -> None:
        for _ in range(5):
            try:
                await threads.run(threads.next_thread(writes=True), file, person_id, assignments)
                return
            except Exception:
                logger.exception("A receipt was not filed and is tried again")
                await asyncio.sleep(AGAIN)

    async def _supervise(self, duty: Callable[[], Coroutine]) -> None:
        """Begin again where a duty fails; a duty that ends by itself is done."""
        while True:
            try:
                return await duty()
            except Exception:
                logger.exception("The reader stumbled and goes on")
                await asyncio.sleep(AGAIN)


def _who_may_stay(people: set[int], sessions: dict[str, int]):
    return access.sights_of(people), access.signed_in(sessions)
