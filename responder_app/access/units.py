"""Units and who is aboard."""

from django.db.models import Exists, OuterRef, Q

from ..models import HandOver, Shift, Unit, User, VanCheck
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


def shift_at(user, at) -> Shift | None:
    """The one the user was on at that time, else the running one: a late letter belongs where it was written."""
    mine = shifts_for(user).filter(person_id=user.pk).select_related("unit")
    then = mine.filter(Q(ended_at=None) | Q(ended_at__gte=at), started_at__lte=at)
    return then.order_by("-started_at").first() or mine.running().first()


def crew_of(user):
    """Who is aboard the unit that the user is signed on to."""
    return User.objects.filter(shifts__in=crew_shifts_of(user).values("pk"))


def aboard_for(user):
    """Who is aboard which unit now: everybody of the program may know."""
    running = of_agency(Shift.objects, user).running()
    return running.select_related("unit", "person").order_by("started_at", "pk")


def crew_shifts_of(user):
    """The running shifts of the crew that one is in, one's own among them."""
    mine = of_agency(Shift.objects, user).running().filter(person_id=user.pk).values("unit")
    return aboard_for(user).filter(unit__in=mine)


def people_aboard(shift_ids) -> dict[int, int]:
    """Whose the shifts are: `{shift: person}`."""
    return dict(Shift.objects.filter(pk__in=shift_ids).values_list("pk", "person_id"))


def colleagues_for(user):
    """The agency's responders, oneself too, aboard or not."""
    people = of_agency(User.objects, user).filter(role=Role.RESPONDER, is_active=True)
    return people.order_by("first_name", "last_name", "pk")


def crewmates_for(user):
    """Responders of the agency who are aboard nothing: whom one may put aboard with oneself."""
    return colleagues_for(user).exclude(shifts__in=Shift.objects.running()).exclude(pk=user.pk)


def van_checks_for(user):
    """Those of the unit that one is aboard."""
    mine = of_agency(VanCheck.objects, user)
    return mine if sees_all(user) else mine.filter(unit__in=crew_shifts_of(user).values("unit"))


def van_checks_of(shift):
    """Since the first of those who are aboard now went aboard: the check is the crew's, not one person's."""
    before = Shift.objects.running().filter(unit=OuterRef("unit"), started_at__lte=OuterRef("occurred_at"))
    return VanCheck.objects.filter(Exists(before), unit=shift.unit_id)


def hand_overs_for(user):
    """Those one wrote, and those left on a unit before one went home: a late letter still finds what it is about."""
    mine = of_agency(HandOver.objects, user)
    if sees_all(user):
        return mine
    stays = Q(ended_at=None) | Q(ended_at__gte=OuterRef("occurred_at"))
    return mine.filter(Q(by=user) | Exists(Shift.objects.filter(stays, person=user.pk, unit=OuterRef("unit"))))
