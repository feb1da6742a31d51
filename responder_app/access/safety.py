"""Who asks for help, what warns of a place, and who has not been heard of."""

from django.db.models import Exists, OuterRef, Q

from ..models import BackupRequest, Caution, CheckInTimer, Shift, Tablet, UnitPosition, User
from ..words import Role
from .incidents import assignments_for
from .own import of_agency, sees_all
from .units import shifts_for


def backup_requests_for(user):
    """A responder's: those of the calls of one's crews, one's own, and those of the unit one is aboard; but none that
    must not be seen on a tablet."""
    mine = of_agency(BackupRequest.objects, user)
    if sees_all(user):
        return mine
    since = {"unit": OuterRef("unit"), "started_at__lte": OuterRef("requested_at")}
    aboard = Q(assignment=None) & Exists(shifts_for(user).running().filter(person=user.pk, **since))
    shown = mine.shown_to_crews()
    return shown.filter(Q(assignment__in=assignments_for(user)) | Q(requested_by=user.pk) | aboard)


def check_ins_for(user):
    return of_agency(CheckInTimer.objects, user).filter(assignment__in=assignments_for(user))


def cautions_for(user):
    """Every caution of the agency: for whom a place is dangerous is not a matter of whose call it was."""
    return of_agency(Caution.objects, user)


def positions_for(user):
    """Where the agency's units on duty are: on the tablet's map as at the desk. Off duty nobody is followed."""
    aboard = Shift.objects.running().values("unit")
    return of_agency(UnitPosition.objects, user).filter(unit__in=aboard)


def tablets_for(user):
    """How the agency's devices are connected; a responder's: one's own."""
    mine = of_agency(Tablet.objects, user)
    return mine if sees_all(user) else mine.filter(person=user.pk)


def caller_for_help(user_id: int) -> User | None:
    """Somebody whose tablet may still cry for help after the session has ended: a responder, aboard or not."""
    return User.objects.filter(pk=user_id, is_active=True, agency__isnull=False, role=Role.RESPONDER).first()
