"""What every desk of an agency reads alike is read once, for all who ask within the same moment.

A line of the log makes ten boards ask at the same time. Who comes first reads; the others wait for that and take it, if
nothing has happened since it was begun: the log has the same head, nothing has moved, and it is younger than GOOD_FOR.
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
from ..reports import tablets

GOOD_FOR = 0.5  # seconds; for what depends on the clock
AT_MOST = 512  # things kept; the least asked goes first
PLAIN = frozenset({str, int, float, bool, bytes, date, datetime, dt_time, Decimal, UUID, NoneType})


@dataclass(slots=True)
class _Kept:
    """`looked`: when whoever made it had looked how the log stands; it tells everything that was filed before."""

    lock: threading.Lock = field(default_factory=threading.Lock)
    looked: float = 0  # monotonic
    version: Hashable = None
    thing: object = None


_kept: OrderedDict[Hashable, _Kept] = OrderedDict()
_guard = threading.Lock()


def read(user, name: str, make: Callable, *, rights: Hashable = (), moves=False, ties=True):
    """What `make()` returns, for all of the user's agency with the same `rights`, who must not change it. `moves`:
    also where units are and how tablets are connected tells whether it is still right. `ties`: it holds rows of tables,
    which are untied."""
    looked, version = _look(user, moves)
    kept = _place_of((user.agency_id, name, rights))
    with kept.lock:
        if kept.looked < looked and (kept.version != version or looked - kept.looked > GOOD_FOR):
            kept.looked = 0  # until it is made
            kept.thing = make()
            if ties:
                untie(kept.thing)
            kept.looked, kept.version = looked, version
        return kept.thing


def head_of(user):
    """Of the log, as this request found it first: whatever it shows is at least as new."""
    _look(user, moves=False)
    return user._head


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


def _look(user, moves: bool) -> tuple[float, tuple]:
    """When this request looked, and what it found; once, for all that it shows."""
    if not hasattr(user, "_head"):
        user._looked = time.monotonic()
        user._head = log.head_of(user.agency_id)
    if moves and not hasattr(user, "_moves"):
        user._moves = tablets.moves_of(access.positions_for(user), access.tablets_for(user))
    return user._looked, (user._head.epoch, user._head.seq, user._moves if moves else None)


def untie(thing) -> None:
    """Rows that were read for others name those in turn. Without that each reading is gone as soon as nobody needs it,
    and not when Python next looks for garbage, which it seldom does here."""
    _untie(thing, frozenset(), set())


def _untie(thing, above: frozenset[int], seen: set[int]) -> None:
    """`above`: the rows on the way down to it; `seen`: those, and all that are done."""
    if isinstance(thing, Model):
        if id(thing) not in seen:
            seen.add(id(thing))
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
