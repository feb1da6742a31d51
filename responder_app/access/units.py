"""Units and who is aboard."""

from ..models import HandOver, PushSubscription, Shift, Unit, User
from ..words import Role
from .own import of_agency, sees_all


def units_for(user):
    """Every unit of the agency: crews choose theirs, the desk sends them."""
    return of_agency(Unit.objects, user)


def shifts_for(user):
    mine = of_agency(Shift.objects, user)
    return mine if sees_all(user) else mine.filter(person_id=user.pk)


def running_shift_of(user) -> Shift | None:
    return shifts_for(user).running().filter(person_id=user.pk).select_related("unit").first()


def crew_of(user):
    """Who is aboard the unit that the user is signed on to."""
    shift = running_shift_of(user)
    if shift is None:
        return User.objects.none()
    return User.objects.filter(shifts__unit_id=shift.unit_id, shifts__ended_at=None)


def crewmates_for(user):
    """Responders of the agency who are aboard nothing: whom one may put aboard with oneself."""
    people = of_agency(User.objects, user).filter(role=Role.RESPONDER, is_active=True)
    return people.exclude(shifts__in=Shift.objects.running()).order_by("first_name", "last_name")


def hand_overs_for(user):
    """Those of the unit that one is aboard."""
    shift = running_shift_of(user)
    mine = of_agency(HandOver.objects, user)
    return mine if sees_all(user) else mine.filter(unit=shift.unit_id if shift else None)


def push_subscriptions_of(people):
    """The devices of those of the people who are on duty: nobody else is woken."""
    aboard = Shift.objects.running().filter(person__in=people).values("person")
    return PushSubscription.objects.filter(person__in=aboard)


def push_subscriptions_for(user):
    """One's own devices."""
    return of_agency(PushSubscription.objects, user).filter(person_id=user.pk)
