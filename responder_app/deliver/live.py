"""The live line: tells each socket, in order and without a hole, that something happened. See docs/live.md."""

import asyncio
import json
import logging

from channels.consumer import get_handler_name
from channels.exceptions import StopConsumer
from channels.generic.websocket import AsyncWebsocketConsumer

from .. import access, threads
from ..words import Role
from . import reader, tape
from .at_once import at_once
from .callers import BEHIND, NOT_UNDERSTOOD, SIGNED_OFF, Caller, TurnedAway, caller_of

logger = logging.getLogger(__name__)

TOO_OLD = 20_000  # lines; from further back, asking for all pages again is quicker
MAY_WAIT = 500  # lines
BROKEN = 1011
MOVED = '{"moved": true}'
LOOK = access.AT_THE_DESK | {Role.MANAGER}


class LiveConsumer(AsyncWebsocketConsumer):
    """One socket. It keeps no queue: the tape is the queue, and `cursor` its place on it."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.tape = self.sight = self._telling = self._closing = self._device = self._pulse = None
        self.session = ""
        self.cursor = self.prev = self._joined = self._sight_of = 0
        self._made: dict[int, str] = {}  # assignments this tablet has yet to confirm, by line
        self._busy = self._stuck = self._over = self._stirred = False

    async def __call__(self, scope, receive, send):
        self.scope, self.base_send = scope, send
        try:
            while True:
                await self.dispatch(await receive())
        except StopConsumer:
            pass
        finally:
            self._leave()

    async def dispatch(self, message):
        """Without Channels' hop to the one thread that all consumers share."""
        await getattr(self, get_handler_name(message))(message)

    async def websocket_connect(self, message):
        """Accept first: a browser sees nothing of a refusal before that."""
        await self.accept()
        try:
            await self._enter(caller_of(self.scope))
        except TurnedAway as turned:
            self.turn_away(turned.code)
        except Exception:
            logger.exception("A socket could not be let in")
            self.turn_away(BROKEN)

    async def websocket_receive(self, message):
        if self._over:
            return
        if self._pulse:
            self._pulse.heard(self._device)
        try:
            self._had(_number_in(message.get("text")))
        except ValueError:
            self.turn_away(NOT_UNDERSTOOD)

    async def websocket_disconnect(self, message):
        raise StopConsumer

    def wake(self, first: str = "") -> None:
        """The tape has grown, or there is something to say `first`."""
        if self._over:
            return
        if not self._busy:
            self._busy = True
            self._telling = at_once(self._tell(first))
        elif self._stuck and self.tape.head - max(self.cursor, self._joined) > MAY_WAIT:
            self.turn_away(BEHIND)

    def passes(self, crews: frozenset, people: frozenset, before: int) -> bool:
        """The lines after `before` are none of this socket's business, so it need not be woken."""
        if self._busy or self.cursor != before or self.sight.person_id in people or self.sight.sees(crews):
            return False
        self.cursor = self.tape.head
        return True

    def beat(self, time: int) -> None:
        if not self._busy:
            self.wake(f'{{"head": {self.cursor}, "prev": {self.prev}, "time": {time}}}')

    def stir(self) -> None:
        """Something moved that is no line of the log: people at the desk look again."""
        if self.sight.role not in LOOK:
            return
        if self._busy:
            self._stirred = True
        else:
            self.wake(MOVED)

    def turn_away(self, code: int) -> None:
        if not self._over:
            self._leave()
            self._closing = at_once(self.close(code))

    def _leave(self) -> None:
        self._over = True
        if self._pulse:
            self._pulse.closed(self._device, self.sight.person_id)
            self._pulse = None
        if self.tape:
            self.tape.sockets.discard(self)
        if self._telling:
            self._telling.cancel()

    async def _enter(self, caller: Caller) -> None:
        self.sight, self._sight_of = caller.ticket.sight, caller.ticket.head
        self.session, self._made = caller.session, dict(caller.ticket.owed)
        self.tape = await self._tape_up_to(caller)
        if caller.since is not None and caller.since > self._sight_of:
            await self._look_again(self.tape.head)
        self._join(caller)

    async def _tape_up_to(self, caller: Caller) -> tape.Tape:
        """The agency's tape; where the caller has read further than this process, read on before judging it."""
        followed = await reader.current().tape_of(self.sight.agency_id)
        if caller.epoch == followed.epoch and caller.since is not None and caller.since > followed.head:
            followed.append(await threads.run(threads.live, tape.read, followed.agency_id, followed.head))
            followed.grown.set()
        return followed

    def _join(self, caller: Caller) -> None:
        """No await between reading the tape's head and joining its sockets, so that no line falls between."""
        epoch, head = self.tape.epoch, self.tape.head
        known = caller.epoch == epoch and caller.since is not None and head - TOO_OLD <= caller.since <= head
        self.cursor = self.prev = caller.since if known else head
        self._joined = head
        self.tape.sockets.add(self)
        if caller.device and self.sight.role == Role.RESPONDER:
            self._device, self._pulse = caller.device, reader.current().pulse
            self._pulse.opened(self._device, self.sight.person_id)
        if known:
            self._had(self.cursor)
            self.wake(json.dumps({"hello": {"epoch": epoch, "since": self.cursor, "head": head}}))
        else:
            self.wake(json.dumps({"resync": {"epoch": epoch, "head": head}}))

    async def _tell(self, first: str) -> None:
        """Every line after the cursor that this socket may be told of: what it missed and what is new alike."""
        try:
            if first:
                await self._say(first)
            sent = 0
            while self.cursor < self.tape.head:
                for line in await self._lines():
                    if await self._told(line):
                        sent += 1
                        if sent % reader.AT_A_TIME == 0:
                            await asyncio.sleep(0)
            if self._stirred:
                self._stirred = False
                await self._say(MOVED)
        except TurnedAway as turned:
            self.turn_away(turned.code)
        except Exception:
            logger.exception("A socket could not be told")
            self.turn_away(BROKEN)
        finally:
            self._busy = False

    async def _lines(self) -> list[tape.Line]:
        lines = self.tape.after(self.cursor)
        if lines is not None:
            return lines
        return await threads.run(threads.live, tape.read, self.tape.agency_id, self.cursor)

    async def _told(self, line: tape.Line) -> bool:
        if self.sight.is_own_shift(line) and line.seq > self._sight_of:
            await self._look_again(line.seq)
        self.cursor = line.seq
        if not self.sight.sees_line(line):
            return False
        text, self.prev = line.told_after(self.prev), line.seq
        await self._say(text)
        if line.kind in access.GIVES_A_CALL and line.assignment and self.sight.role == Role.RESPONDER:
            self._made[line.seq] = str(line.assignment)
            reader.current().file_sent(self.sight.person_id, str(line.assignment))
        return True

    async def _say(self, text: str) -> None:
        self._stuck = True
        await self.base_send({"type": "websocket.send", "text": text})
        self._stuck = False

    async def _look_again(self, seq: int) -> None:
        """The person's shift began or ended: what they may see is another."""
        sight = await threads.run(threads.live, access.sight_of, self.sight.person_id)
        if sight is None or sight.agency_id != self.sight.agency_id:
            raise TurnedAway(SIGNED_OFF)
        self.sight, self._sight_of = sight, seq

    def _had(self, seq: int) -> None:
        """What the tablet needs of every line up to `seq` is stored on it."""
        had = [made for made in self._made if made <= seq]
        if had:
            reader.current().file_on_tablet(self.sight.person_id, [self._made.pop(made) for made in had])


def _number_in(text: str | None) -> int:
    """The number in `{"have": 413}`; ValueError for anything else."""
    said = json.loads(text or "")
    if not isinstance(said, dict) or set(said) != {"have"} or type(said["have"]) is not int or said["have"] < 0:
        raise ValueError("A socket says one thing: what it has.")
    return said["have"]
