"""The record: every action is one transaction, one line, and harmless when it is sent twice."""

import functools
import hashlib
import itertools
import json
import logging
import uuid
from collections import defaultdict, deque
from collections.abc import Callable, Iterable

from django.db import IntegrityError, models, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from . import words
from .models import Agency, Assignment, Cursor, Event, LogHead, standing

logger = logging.getLogger(__name__)


class Refused(Exception):
    """A wish that cannot be granted, with a sentence for the person who wished."""


class Conflict(Refused):
    """The id is in use for something else, or by somebody else."""


class NotYours(Exception):
    """Another agency's, or not for this role. Doors answer as if it did not exist."""


def action(*roles: words.Role) -> Callable:
    """Make a use case of a function `f(*, …, by, id, occurred_at) -> record(…)`.

    Takes the agency's pen, returns the line already filed under `id` if its content is the same, and
    files the function's own line as the last statement of one transaction. `by` is a User of one of
    `roles`, or the Agency itself where the program acts by itself.
    Raises Refused (a sentence), Conflict (id in use) or NotYours. Returns the Event; `event.repeated`
    tells whether it was there already.
    """

    def decorate(function: Callable) -> Callable:
        @functools.wraps(function)
        def wrapper(*, by, id, occurred_at, **what) -> Event:
            agency_id = by.agency_id
            _guard(by, roles, what)
            mark = _fingerprint(function.__name__, by, what)
            try:
                with transaction.atomic(), standing.noting():
                    head = LogHead.objects.select_for_update().get(agency_id=agency_id)
                    if filed := Event.objects.filter(agency_id=agency_id, id=id).first():
                        return _repeat(filed, mark)
                    line = function(by=by, id=id, occurred_at=occurred_at, **what)
                    line.by_id = None if isinstance(by, Agency) else by.pk
                    return _seal(line, head, id, occurred_at, mark)
            except IntegrityError as error:
                logger.info("%s refused by the database: %s", function.__name__, type(error).__name__)
                said = _("This is already on file under another number, or its number is in use.")
                raise Conflict(said) from error

        wrapper.roles = frozenset(roles)
        return wrapper

    return decorate


def record(kind: str, /, *, incident=None, assignment=None, unit=None, shifts: Iterable[int] = (), **details) -> Event:
    """The line an action files: what happened to what. `details` hold codes, never personal data.

    `shifts` are the shifts of the crews it concerns, beside those already on the incident.
    """
    if kind not in words.EVENTS:
        raise LookupError(f"{kind} is not in the catalogue of events")
    return Event(
        kind=kind,
        incident=incident,
        assignment=assignment,
        unit=unit,
        shifts=sorted(set(shifts)),
        details=details,
    )


def since(agency_id: int, seq: int, limit: int = 500) -> list[Event]:
    """The lines after `seq`, in order, at most `limit`."""
    return list(Event.objects.filter(agency_id=agency_id, seq__gt=seq).order_by("seq")[:limit])


def fresh(agency_id: int, epoch: str, seq: int) -> list[Event]:
    """The lines after `seq` that this process has just committed; none where one is missing between.

    Spares readers in the same process the database; whoever gets nothing asks since().
    """
    lines = {line.seq: line for log, line in tuple(_committed[agency_id]) if log == epoch}
    following = itertools.takewhile(lines.__contains__, itertools.count(seq + 1))
    return [lines[number] for number in following]


def heads() -> dict[int, int]:
    """The last line's number of every agency."""
    return dict(LogHead.objects.values_list("agency_id", "seq"))


def head_of(agency_id: int) -> LogHead:
    return LogHead.objects.get(agency_id=agency_id)


def renew_epochs() -> int:
    """A backup was restored: every log gets a new identity, so that all cursors into the old one are void."""
    heads = list(LogHead.objects.all())
    for head in heads:
        head.epoch = uuid.uuid4()
        head.save(update_fields=["epoch"])
    return len(heads)


# The nudge ------------------------------------------------------------------------------------------

_bells: list[Callable[[int], None]] = []
_committed: dict[int, deque] = defaultdict(lambda: deque(maxlen=32))


def hang_bell(bell: Callable[[int], None]) -> None:
    """Call `bell(agency_id)` whenever this process has made a log grow. It must return at once."""
    _bells.append(bell)


def take_down_bell(bell: Callable[[int], None]) -> None:
    _bells.remove(bell)


def committed(line: Event, epoch: str) -> None:
    """The line is on the disk: keep it at hand, and tell whoever listens that the log grew."""
    _committed[line.agency_id].append((epoch, line))
    nudge(line.agency_id)


def nudge(agency_id: int) -> None:
    for bell in list(_bells):
        try:
            bell(agency_id)
        except Exception:
            logger.exception("A bell failed; readers find the line by themselves within seconds")


# Followers ------------------------------------------------------------------------------------------


def cursor_of(agency_id: int, follower: str, *, start: int = 0) -> Cursor:
    """The follower's place in the log; a new one starts after line `start`."""
    return Cursor.objects.get_or_create(agency_id=agency_id, follower=follower, defaults={"seq": start})[0]


def take(cursor: Cursor, *, at, until) -> bool:
    """Follow from here until `until`; False where another process does, or where it is not time yet."""
    free = models.Q(taken_until=None) | models.Q(taken_until__lte=at)
    due = models.Q(next_try_at=None) | models.Q(next_try_at__lte=at)
    if not Cursor.objects.filter(free, due, pk=cursor.pk, held=False).update(taken_until=until):
        return False
    cursor.refresh_from_db()
    return True


def let_go(cursor: Cursor) -> None:
    """Another process may follow."""
    Cursor.objects.filter(pk=cursor.pk).update(taken_until=None)


def advance(cursor: Cursor, seq: int) -> None:
    """The follower is done with line `seq`."""
    cursor.seq = seq
    _calm(cursor, "seq")


def stumble(cursor: Cursor, *, problem: str, at, next_try_at) -> None:
    """The follower could not do the next line: it stays there and tries again at `next_try_at`."""
    cursor.tries += 1
    cursor.failing_since = cursor.failing_since or at
    cursor.problem, cursor.next_try_at = problem[:300], next_try_at
    cursor.save(update_fields=["tries", "failing_since", "problem", "next_try_at"])


def hold(cursor: Cursor) -> None:
    """The follower stays where it is until it is released."""
    cursor.held = True
    cursor.save(update_fields=["held"])


def release(cursor: Cursor) -> None:
    """Let a held or waiting follower try its next line at once."""
    cursor.held = False
    _calm(cursor, "held")


def _calm(cursor: Cursor, *changed: str) -> None:
    cursor.tries, cursor.problem, cursor.failing_since, cursor.next_try_at = 0, "", None, None
    cursor.save(update_fields=["tries", "problem", "failing_since", "next_try_at", *changed])


# The machinery of `action` --------------------------------------------------------------------------


def _guard(by, roles: tuple, what: dict) -> None:
    if not isinstance(by, Agency) and by.role not in roles:
        raise NotYours(f"A {by.role} cannot do this.")
    for value in what.values():
        for one in value if isinstance(value, list | tuple) else [value]:
            if isinstance(one, models.Model) and one.agency_id != by.agency_id:
                raise NotYours("That belongs to another agency.")


def _fingerprint(verb: str, by, what: dict) -> str:
    """Who did what. Not when: a page without JavaScript brings no time, and the first time filed stands."""
    told = json.dumps([verb, by.pk, what], default=_plain, sort_keys=True)
    return hashlib.sha256(told.encode()).hexdigest()


def _plain(value):
    if isinstance(value, models.Model):
        return str(value.pk)
    if hasattr(value, "isoformat"):
        return value.isoformat()
    return str(value)


def _repeat(filed: Event, mark: str) -> Event:
    if filed.fingerprint != mark:
        raise Conflict(_("This number is already on file for something else."))
    filed.repeated = True
    return filed


def _seal(line: Event, head: LogHead, id, occurred_at, mark: str) -> Event:
    head.seq += 1
    head.save(update_fields=["seq"])
    line.agency_id, line.seq, line.id = head.agency_id, head.seq, id
    line.occurred_at, line.recorded_at, line.fingerprint = occurred_at, timezone.now(), mark
    if line.incident_id:
        crews = Assignment.crew.through.objects.filter(assignment__incident=line.incident_id)
        crews = crews.values_list("shift", flat=True)
        line.shifts = sorted({*line.shifts, *crews})
    line.stands = standing.told(head.agency_id)
    line.save(force_insert=True)
    line.repeated = False
    transaction.on_commit(functools.partial(committed, line, str(head.epoch)), robust=True)
    return line
