"""Who may see what. Every door starts here; what is not found here does not exist for that person."""

from dataclasses import dataclass

from django.contrib.auth import HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.models import Session
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone
from django.utils.crypto import constant_time_compare

from .models import (
    Agency,
    Assignment,
    BackupRequest,
    CallType,
    Event,
    Incident,
    MachineToken,
    Note,
    Referral,
    Service,
    SetAsideLetter,
    Shift,
    Unit,
    User,
)
from .words import Role

# Roles that see the whole of their agency's calls; a responder sees those of the crews they were on.
SEES_ALL = frozenset({Role.DISPATCHER, Role.MANAGER, Role.ADMINISTRATOR, Role.MACHINE})
AT_THE_DESK = frozenset({Role.DISPATCHER, Role.ADMINISTRATOR})
MANAGES = frozenset({Role.MANAGER, Role.ADMINISTRATOR})


def _sees_all(user) -> bool:
    return user.is_authenticated and user.role in SEES_ALL


def _of_agency(queryset, user):
    if not user.is_authenticated or user.agency_id is None:
        return queryset.none()
    return queryset.filter(agency_id=user.agency_id)


def agency_of(user) -> Agency | None:
    return user.agency


def agency_named(name: str) -> Agency | None:
    """For whoever runs the server: its commands name the agency they are for."""
    return Agency.objects.filter(name=name).first()


def tokens_of(agency: Agency):
    """The agency's machine tokens, for whoever runs the server."""
    return MachineToken.objects.filter(agency=agency).order_by("name", "created_at")


def incidents_for(user):
    mine = _of_agency(Incident.objects, user)
    return mine if _sees_all(user) else mine.filter(assignments__crew__person_id=user.pk).distinct()


def assignments_for(user):
    mine = _of_agency(Assignment.objects, user)
    return mine if _sees_all(user) else mine.filter(crew__person_id=user.pk).distinct()


def assignment_at(user, incident, at) -> Assignment | None:
    """The user's own part of the call at that time; a late letter still finds the one it was about."""
    mine = assignments_for(user).filter(incident=incident)
    return mine.filter(made_at__lte=at).order_by("-made_at", "-pk").first() or mine.order_by("made_at", "pk").first()


def notes_for(user):
    mine = _of_agency(Note.objects, user)
    return mine if _sees_all(user) else mine.filter(incident__in=incidents_for(user))


def referrals_for(user):
    mine = _of_agency(Referral.objects, user)
    return mine if _sees_all(user) else mine.filter(incident__in=incidents_for(user))


def backup_requests_for(user):
    mine = _of_agency(BackupRequest.objects, user)
    return mine if _sees_all(user) else mine.filter(assignment__in=assignments_for(user))


def units_for(user):
    """Every unit of the agency: crews choose theirs, the desk sends them."""
    return _of_agency(Unit.objects, user)


def shifts_for(user):
    mine = _of_agency(Shift.objects, user)
    return mine if _sees_all(user) else mine.filter(person_id=user.pk)


def running_shift_of(user) -> Shift | None:
    return shifts_for(user).running().filter(person_id=user.pk).select_related("unit").first()


def crew_of(user):
    """Who is aboard the unit that the user is signed on to."""
    shift = running_shift_of(user)
    if shift is None:
        return User.objects.none()
    return User.objects.filter(shifts__unit_id=shift.unit_id, shifts__ended_at=None)


def call_types_for(user):
    return _of_agency(CallType.objects, user)


def call_types_in_force(user, at):
    """Those of the day that it was in the agency at that moment."""
    return call_types_for(user).in_force(user.agency.day_of(at))


def services_for(user):
    return _of_agency(Service.objects, user)


def letters_for(user):
    """Refused letters: one's own, or for the desk all of the agency's (their text only once handed over)."""
    mine = _of_agency(SetAsideLetter.objects, user)
    return mine if user.role in AT_THE_DESK else mine.filter(author_id=user.pk)


def machine_of(digest: str) -> User | None:
    """The machine client of a live token's digest."""
    live = User.objects.filter(token__digest=digest, token__revoked_at=None, is_active=True)
    return live.select_related("agency").first()


def events_for(user):
    """The lines of the log that the user may be told of: the feed's rule. `Sight` is the socket's."""
    return _of_agency(Event.objects, user) if _sees_all(user) else Event.objects.none()


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
        """`line`: an Event, or what has its `kind`, `shifts` and `by_id`. One's own shift is seen to begin and end."""
        return self.sees(line.shifts) or self.is_own_shift(line)

    def is_own_shift(self, line) -> bool:
        return line.by_id == self.person_id and line.kind.startswith("shift.")


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


def person_of(user_id: int) -> User | None:
    """Somebody who may still act for an agency."""
    people = User.objects.filter(pk=user_id, is_active=True, agency__isnull=False)
    return people.select_related("agency").first()


def signed_in(sessions: dict[str, int]) -> set[str]:
    """Those of the sessions (key: person) that still stand: not ended, not expired, the password not changed."""
    people = User.objects.in_bulk(set(sessions.values()))
    running = Session.objects.filter(session_key__in=sessions, expire_date__gt=timezone.now())
    return {row.session_key for row in running if _is_of(row.get_decoded(), people.get(sessions[row.session_key]))}


def _is_of(session: dict, person: User | None) -> bool:
    if person is None or session.get(SESSION_KEY) != str(person.pk):
        return False
    return constant_time_compare(session.get(HASH_SESSION_KEY, ""), person.get_session_auth_hash())


def owed_to_tablet(user) -> dict[int, str]:
    """The open assignments that the user's tablet has not confirmed: number of the line that made it, assignment."""
    waiting = list(assignments_for(user).open().not_on_tablet().values_list("pk", flat=True))
    if not waiting:
        return {}
    made = _of_agency(Event.objects, user).filter(kind="assignment.made", assignment__in=waiting)
    return {seq: str(assignment) for seq, assignment in made.values_list("seq", "assignment_id")}


def demo_people():
    """The accounts that the demo's sign-in page offers as buttons: its first agency's, by name."""
    return User.objects.filter(is_active=True, username__startswith="demo-").order_by("pk")
