"""What every desk of an agency reads alike is read once, for all who ask within the same moment.

A line of the log makes ten boards ask at the same time. Who comes first reads; the others wait for that and take it, if
it was begun after they came, or if nothing has happened since: the log has the same head, nothing has moved, and it is
younger than GOOD_FOR.
"""

import dataclasses
import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from datetime import date, datetime
from datetime import time as dt_time
from decimal import Decimal
from types import NoneType
from uuid import UUID

from django.db.models import Model, QuerySet

from .. import access, log
from ..models import LogHead
from ..reports import tablets

GOOD_FOR = 0.5  # seconds; for what depends on the clock
STANDS_FOR = 5.0  # what does not, while no line that concerns it is in the log
FAR = 500  # lines; who is so far behind begins anew
AT_MOST = 512  # things kept; the least asked goes first
PLAIN = frozenset({str, int, float, bool, bytes, date, datetime, dt_time, Decimal, UUID, NoneType})


@dataclass(slots=True)
class _Kept:
    """`looked`: when whoever made it had looked how the log stands; it tells everything that was filed before."""

    lock: threading.Lock = field(default_factory=threading.Lock)
    looked: float = 0  # monotonic
    version: Hashable = None
    thing: object = None


@dataclass(frozen=True, slots=True)
class Look:
    """How the log stands, and where it was asked whether anything has moved; `at`: before it was asked, monotonic."""

    at: float
    head: LogHead
    last: dict[str, int]
    moved: tuple | None

    def version(self, lines: tuple, moves: bool) -> tuple:
        seq = max((seq for kind, seq in self.last.items() if not kind or kind.startswith(lines)), default=0)
        return (self.head.epoch, seq if lines else self.head.seq, self.moved if moves else None)


_kept: OrderedDict[Hashable, _Kept] = OrderedDict()
_guard = threading.Lock()


def read(
    user, name: str, make: Callable, *, rights: Hashable = (), lines: tuple[str, ...] = (), moves=False, ties=True
):
    """What `make()` returns, for all of the user's agency with the same `rights`, who must not change it. `lines`: the
    kinds that concern it, or how they begin; none: all, and the clock. `moves`: also where units are and how tablets
    are connected tells whether it is still right. `ties`: it holds rows of tables, which are untied."""
    kept = _place_of((user.agency_id, name, rights))
    with kept.lock:
        if not _is_good(kept, user, lines, moves):
            look = _look(user, moves)
            kept.looked = 0  # until it is made
            kept.thing = make()
            if ties:
                untie(kept.thing)
            kept.looked, kept.version = look.at, look.version(lines, moves)
        return kept.thing


def _is_good(kept: _Kept, user, lines: tuple, moves: bool) -> bool:
    """Begun after whoever asks came, or of the same version and young."""
    if kept.looked >= _since(user):
        return True
    look = _look(user, moves)
    good_for = STANDS_FOR if lines else GOOD_FOR
    return kept.version == look.version(lines, moves) and look.at - kept.looked <= good_for


def come(request) -> None:
    """Where a request begins: it is shown nothing that was read before it came in at the door."""
    request.user._since = getattr(request, "scope", {}).get("came") or time.monotonic()


def _since(user) -> float:
    if not hasattr(user, "_since"):
        user._since = time.monotonic()
    return user._since


def head_of(user) -> LogHead:
    """Of the log, as this request found it: whatever it is shown from now on is at least as new."""
    return _look(user, moves=False).head


def forget() -> None:
    """As if the process had just begun."""
    with _guard:
        _kept.clear()


def _place_of(key: Hashable) -> _Kept:
    with _guard:
        kept = _kept.setdefault(key, _Kept())
        _kept.move_to_end(key)
        while len(_kept) > AT_MOST:
            _kept.popitem(last=False)
        return kept


def _look(user, moves: bool) -> Look:
    """How things stand; asked once for all who came before it was asked. Whoever has looked is shown nothing older:
    what they make of it passes for as new as their look."""
    if hasattr(user, "_look") and (user._look.moved is not None or not moves):
        return user._look
    since = _since(user)
    kept = _place_of((user.agency_id, "look", (moves, user.role)))
    with kept.lock:
        if kept.looked < since:
            before = getattr(user, "_look", None)
            at = before.at if before else time.monotonic()
            head = before.head if before else log.head_of(user.agency_id)
            last = before.last if before else _last_until(head)
            moved = tablets.moves_of(access.positions_for(user), access.tablets_for(user)) if moves else None
            kept.thing = Look(at, head, last, moved)
            kept.looked = at
        user._look, user._since = kept.thing, max(since, kept.looked)
    return user._look


def _last_until(head: LogHead) -> dict[str, int]:
    """The last line of each kind; of "", which all concerns, the line before which this process knows of none."""
    known = _place_of((head.agency_id, "lines"))
    with known.lock:
        epoch, seq, last = known.thing or (None, 0, {})
        if epoch != head.epoch or head.seq - seq > FAR:
            seq, last = head.seq, {"": head.seq}
        if head.seq > seq:
            lines = log.fresh(head.agency_id, str(head.epoch), seq)
            if not lines or lines[-1].seq < head.seq:
                lines = log.since(head.agency_id, seq, FAR)
            seq, last = lines[-1].seq, last | {line.kind: line.seq for line in lines}
        known.thing = head.epoch, seq, last
        return last


def untie(thing) -> None:
    """Rows that were read for others name those in turn. Without that each reading is gone as soon as nobody needs it,
    and not when Python next looks for garbage, which it seldom does here."""
    _untie(thing, frozenset(), set())


def _untie(thing, above: frozenset[int], seen: set[int]) -> None:
    """`above`: the rows on the way down to it; `seen`: those, and all that are done."""
    if isinstance(thing, Model):
        if id(thing) not in seen and not hasattr(thing._state, "untied"):
            seen.add(id(thing))
            thing._state.untied = True
            above |= {id(thing)}
            _forget_who(thing, above)
            _untie_all([*thing.__dict__.values(), *thing._state.fields_cache.values()], above, seen)
    elif isinstance(thing, dict):
        _untie_all(thing.values(), above, seen)
    elif isinstance(thing, QuerySet):
        _untie_all(thing, above, seen)
        _forget_whose(thing)
    elif isinstance(thing, list | tuple):
        _untie_all(thing, above, seen)
    elif dataclasses.is_dataclass(thing):
        _untie_all([getattr(thing, each.name) for each in dataclasses.fields(thing)], above, seen)


def _untie_all(things, above: frozenset[int], seen: set[int]) -> None:
    for one in things:
        if type(one) not in PLAIN:
            _untie(one, above, seen)


def _forget_who(row: Model, above: frozenset[int]) -> None:
    beside = row._state.fields_cache
    for name in [name for name, value in beside.items() if id(value) in above]:
        del beside[name]
    row._state.__dict__.pop("related_managers_cache", None)


def _forget_whose(read: QuerySet) -> None:
    """What it has read stays; whatever would be asked of it beyond that is nothing, rather than everybody's."""
    read._hints, read._known_related_objects, read._deferred_filter = {}, {}, None
    read._query.set_empty()
