"""Who practises, and where."""

from datetime import datetime

from django.contrib.sessions.models import Session

from ..models import Agency, User
from .people import people_for


def is_practice(user) -> bool:
    """Nothing that the user sees or does is real."""
    return bool(user.is_authenticated and user.agency_id and user.agency.is_practice)


def practice_ground_of(user) -> Agency | None:
    """The one of the user's agency; inside it, itself."""
    if user.agency is None or user.agency.is_practice:
        return user.agency
    return Agency.objects.filter(training_of=user.agency_id).first()


def practice_account_of(user) -> User | None:
    """As whom the user practises, once they have gone there."""
    return User.objects.filter(trainee_of=user.pk, is_active=True).select_related("agency").first()


def owner_of(user) -> User | None:
    """Whose account for practice this is."""
    return User.objects.filter(trains_as=user.pk, is_active=True).select_related("agency").first()


def practising(user):
    """Who of the agency is at practice now."""
    return people_for(user).exclude(training_since=None)


def session_ends(key: str) -> datetime | None:
    """When that session expires."""
    return Session.objects.filter(session_key=key).values_list("expire_date", flat=True).first()
