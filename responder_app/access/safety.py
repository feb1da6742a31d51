"""Who asks for help, what warns of a place, and who has not been heard of."""

from django.db.models import Q

from ..models import BackupRequest, Caution, CheckInTimer, UnitPosition, User
from ..words import Role
from .incidents import assignments_for
from .own import of_agency, sees_all
from .units import running_shift_of


def backup_requests_for(user):
    """A responder's: those of the calls of one's crews, one's own, and those of the unit one is aboard."""
    mine = of_agency(BackupRequest.objects, user)
    if sees_all(user):
        return mine
    shift = running_shift_of(user)
    aboard = Q(unit=shift.unit_id, assignment=None, requested_at__gte=shift.started_at) if shift else Q(pk=None)
    return mine.filter(Q(assignment__in=assignments_for(user)) | Q(requested_by=user) | aboard)


def check_ins_for(user):
    return of_agency(CheckInTimer.objects, user).filter(assignment__in=assignments_for(user))


def cautions_for(user):
    """Every caution of the agency: for whom a place is dangerous is not a matter of whose call it was."""
    return of_agency(Caution.objects, user)


def positions_for(user):
    """Where the agency's units are: on the tablet's map as on the desk's."""
    return of_agency(UnitPosition.objects, user)


def caller_for_help(user_id: int) -> User | None:
    """Somebody whose tablet may still cry for help after the session has ended: a responder, aboard or not."""
    return User.objects.filter(pk=user_id, is_active=True, agency__isnull=False, role=Role.RESPONDER).first()
