"""Who somebody is, and whether they may still act."""

from django.contrib.auth import HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.models import Session
from django.db.models import Q
from django.utils import timezone
from django.utils.crypto import constant_time_compare

from ..models import User
from ..words import Role
from .own import of_agency
from .units import running_shift_of


def machine_of(digest: str) -> User | None:
    """The machine client of a live token's digest."""
    live = User.objects.filter(token__digest=digest, token__revoked_at=None, is_active=True)
    return live.select_related("agency").first()


def person_of(user_id: int) -> User | None:
    """Somebody who may still act for an agency."""
    people = User.objects.filter(pk=user_id, is_active=True, agency__isnull=False)
    return people.select_related("agency").first()


def openers_of(user):
    """Who may open the tablet that the user has locked: the user, and whoever is aboard the same unit."""
    shift = running_shift_of(user)
    mates = Q(shifts__unit_id=shift.unit_id, shifts__ended_at=None) if shift else Q(pk=None)
    people = of_agency(User.objects, user).filter(is_active=True, role=Role.RESPONDER)
    return people.filter(Q(pk=user.pk) | mates).distinct()


def signed_in(sessions: dict[str, int]) -> set[str]:
    """Those of the sessions (key: person) that still stand: not ended, not expired, the password not changed."""
    people = User.objects.in_bulk(set(sessions.values()))
    running = Session.objects.filter(session_key__in=sessions, expire_date__gt=timezone.now())
    return {row.session_key for row in running if _is_of(row.get_decoded(), people.get(sessions[row.session_key]))}


def _is_of(session: dict, person: User | None) -> bool:
    if person is None or session.get(SESSION_KEY) != str(person.pk):
        return False
    return constant_time_compare(session.get(HASH_SESSION_KEY, ""), person.get_session_auth_hash())


def people_for(user):
    """The agency's people, without its machines and without who has left."""
    people = of_agency(User.objects, user).filter(is_active=True).exclude(role=Role.MACHINE)
    return people.order_by("role", "first_name", "last_name", "username")


def demo_people():
    """The accounts that the demo's sign-in page offers as buttons: its first agency's, by name."""
    return User.objects.filter(is_active=True, username__startswith="demo-").order_by("pk")
