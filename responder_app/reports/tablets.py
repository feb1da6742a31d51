"""Whether the desk can count on a unit's tablets: how each is connected, what waits on it. By the server's clock."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Count, Max, Sum

from ..models import Tablet
from ..words import UnitStatus

ONLINE_FOR = timedelta(seconds=90)  # an open line is heard every ten seconds and written down every twenty
OLD_AFTER = timedelta(minutes=2)
AT_WORK = frozenset(
    {
        UnitStatus.ON_SCENE,
        UnitStatus.WITH_PERSON,
        UnitStatus.TRANSPORTING,
        UnitStatus.AT_DESTINATION,
        UnitStatus.CLEARING,
    }
)


@dataclass(frozen=True, slots=True)
class Health:
    """Of one unit on duty.

    `state`: online, off (a line that is down), old (for over two minutes), silent (on scene, for longer than the
    agency's limit) or none (not heard since sign-on). `reached` is the tablet heard last, `is_open` whether its line
    is; `unsent` counts the letters on all of them.
    """

    state: str
    reached: Tablet | None
    is_open: bool
    silent_after: int | None
    since: datetime
    unsent: int
    oldest: datetime | None
    tablets: list[Tablet]


def health_of(unit, now: datetime) -> Health | None:
    """None off duty. `unit`: one of reports.board.units, with its agency."""
    if not unit.aboard:
        return None
    found = [tablet for shift in unit.aboard for tablet in heard_in(shift)]
    found.sort(key=lambda tablet: (tablet.open_since is not None, tablet.heard_at), reverse=True)
    reached = found[0] if found else None
    silent_after = unit.agency.silent_after if unit.status in AT_WORK else None
    since = min(shift.started_at for shift in unit.aboard)
    return Health(
        state=state_of(reached, silent_after, since, now),
        reached=reached,
        is_open=bool(reached and reached.open_since),
        silent_after=silent_after,
        since=since,
        unsent=sum(tablet.unsent for tablet in found),
        oldest=min((tablet.oldest_unsent_at for tablet in found if tablet.oldest_unsent_at), default=None),
        tablets=found,
    )


def state_of(reached: Tablet | None, silent_after: int | None, since: datetime, now: datetime) -> str:
    """static/js/desk_health.js says the same while the page stands."""
    quiet = now - (reached.heard_at if reached else since)
    if reached and reached.open_since and quiet <= ONLINE_FOR:
        return "online"
    if silent_after is not None and quiet.total_seconds() > silent_after:
        return "silent"
    if reached is None:
        return "none"
    return "old" if quiet > OLD_AFTER else "off"


def heard_in(shift) -> list[Tablet]:
    """The devices that the person used since going aboard, and `whose`; what is older says nothing of today."""
    found = [tablet for tablet in shift.person.devices if tablet.heard_at >= shift.started_at]
    for tablet in found:
        tablet.whose = str(shift.person)
    return found


def moves_of(positions, tablets) -> tuple:
    """Another than before whenever a unit has moved or a tablet was heard, lost, or has other letters."""
    stands = positions.aggregate(Count("pk"), Max("at"), Sum("latitude"), Sum("longitude"))
    heard = tablets.aggregate(Count("pk"), Max("heard_at"), Count("open_since"), Max("open_since"), Sum("unsent"))
    return (*stands.values(), *heard.values())
