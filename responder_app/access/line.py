"""Lines of the log, and what one socket may be told."""

from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q

from ..models import Event, MachineToken, Shift, User
from ..words import Role
from .incidents import assignments_for
from .own import SEES_ALL, of_agency, sees_all
from .units import shifts_for

# The lines that put a call into a crew's hands.
GIVES_A_CALL = frozenset(
    {"assignment.made", "assignment.taken", "assignment.reassigned", "assignment.preempted", "incident.started"}
)


def events_for(user):
    """The lines of the log that the user may be told of: the feed's rule. `Sight` is the socket's."""
    return of_agency(Event.objects, user) if sees_all(user) else Event.objects.none()


def events_of(agency_id: int):
    """All lines of an agency's log, for what the agency itself has told: its webhooks."""
    return Event.objects.filter(agency_id=agency_id)


@dataclass(frozen=True, slots=True)
class Sight:
    """What one socket may be told: all of an agency, or what concerns the crews one person is on."""

    agency_id: int
    person_id: int
    role: str
    shifts: frozenset[int]

    def sees(self, shifts) -> bool:
        """`shifts`: those of the crews that a line concerns (`Event.shifts`)."""
        return self.role in SEES_ALL or not self.shifts.isdisjoint(shifts)

    def sees_line(self, line) -> bool:
        """`line`: what has a line's `kind`, `shifts`, `by_id`, and the `people` whose shifts begin or end with it.

        One's own shift is seen to begin and end, whoever of the crew filed it.
        """
        return self.sees(line.shifts) or self.is_own_shift(line)

    def is_own_shift(self, line) -> bool:
        return line.kind.startswith("shift.") and (line.by_id == self.person_id or self.person_id in line.people)


def sight_of(user_id: int) -> Sight | None:
    """What the person may be told now; None once they may see nothing: gone, or with no agency."""
    return sights_of([user_id]).get(user_id)


def sight_for(user) -> Sight:
    """What a user who was read from the database just now may be told."""
    aboard = shifts_for(user).running().values_list("pk", flat=True) if user.role == Role.RESPONDER else ()
    return Sight(user.agency_id, user.pk, user.role, frozenset(aboard))


def sights_of(user_ids) -> dict[int, Sight]:
    """The sights of those of the people who may still see something."""
    people = User.objects.filter(pk__in=user_ids, is_active=True, agency__isnull=False)
    people = people.exclude(
        Q(role=Role.MACHINE) & ~Exists(MachineToken.objects.filter(client=OuterRef("pk"), revoked_at=None))
    )
    aboard: dict[int, set] = {}
    for person_id, shift_id in Shift.objects.running().filter(person__in=user_ids).values_list("person_id", "pk"):
        aboard.setdefault(person_id, set()).add(shift_id)
    found = people.values_list("agency_id", "pk", "role")
    return {pk: Sight(agency_id, pk, role, frozenset(aboard.get(pk, ()))) for agency_id, pk, role in found}


def owed_to_tablet(user) -> dict[int, str]:
    """The open assignments that the user's tablet has not confirmed: number of the line that made it, assignment."""
    waiting = list(assignments_for(user).open().not_on_tablet().values_list("pk", flat=True))
    if not waiting:
        return {}
    made = of_agency(Event.objects, user).filter(kind__in=GIVES_A_CALL, assignment__in=waiting)
    return {seq: str(assignment) for seq, assignment in made.values_list("seq", "assignment_id")}
