"""What is to be done later."""

from django.db.models import Q

from ..models import FollowUp
from .incidents import incidents_for
from .own import of_agency, sees_all


def follow_ups_for(user):
    """Those one owns or planned, those of one's own calls, and those that are anybody's."""
    mine = of_agency(FollowUp.objects, user)
    if sees_all(user):
        return mine
    own = Q(owner=user.pk) | Q(owner=None) | Q(planned_by=user.pk) | Q(incident__in=incidents_for(user))
    return mine.filter(own)
