"""When a unit takes no calls, and why."""

from ..models import OutOfService
from .own import of_agency
from .units import crew_shifts_of


def time_out_for(user) -> OutOfService | None:
    """The running one of the unit that one is aboard."""
    running = of_agency(OutOfService.objects, user).running()
    return running.filter(unit__in=crew_shifts_of(user).values("unit")).first()
