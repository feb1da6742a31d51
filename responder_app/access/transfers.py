"""Callers passed on, and what call takers ask the clinician in the room."""

from ..models import Consult, Transfer
from .incidents import incidents_for
from .own import of_agency, sees_all


def transfers_for(user):
    mine = of_agency(Transfer.objects, user)
    return mine if sees_all(user) else mine.filter(incident__in=incidents_for(user))


def consults_for(user):
    mine = of_agency(Consult.objects, user)
    return mine if sees_all(user) else mine.filter(incident__in=incidents_for(user))
