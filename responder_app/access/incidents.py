"""Calls and what was written on them."""

from django.db.models import Q

from ..models import (
    Assignment,
    FollowUp,
    Incident,
    Note,
    Referral,
    SceneRecord,
    ServiceGap,
    StatusReport,
    Transport,
)
from .own import of_agency, sees_all
from .units import running_shift_of


def incidents_for(user):
    mine = of_agency(Incident.objects, user)
    return mine if sees_all(user) else mine.filter(assignments__crew__person_id=user.pk).distinct()


def assignments_for(user):
    mine = of_agency(Assignment.objects, user)
    return mine if sees_all(user) else mine.filter(crew__person_id=user.pk).distinct()


def assignment_at(user, incident, at) -> Assignment | None:
    """The user's own part of the call at that time; a late letter still finds the one it was about."""
    mine = assignments_for(user).filter(incident=incident)
    return mine.filter(made_at__lte=at).order_by("-made_at", "-pk").first() or mine.order_by("made_at", "pk").first()


def notes_for(user):
    """Clinical ones only for clinical roles and their author, whatever else somebody may see."""
    mine = of_agency(Note.objects, user)
    if not user.is_clinical:
        mine = mine.filter(Q(clinical=False) | Q(author_id=user.pk))
    return mine if sees_all(user) else mine.filter(incident__in=incidents_for(user))


def referrals_for(user):
    mine = of_agency(Referral.objects, user)
    return mine if sees_all(user) else mine.filter(incident__in=incidents_for(user))


def waiting_for(user):
    """What a crew on duty may pull: eligible calls of its agency that are in nobody's hands, or kept for its unit."""
    shift = running_shift_of(user)
    if shift is None:
        return Incident.objects.none()
    mine = of_agency(Incident.objects, user).waiting().filter(eligible=True)
    return mine.filter(Q(held_for=None) | Q(held_for=shift.unit_id)).select_related("call_type")


def earlier_contacts_at(user, incident):
    """Calls of the own program at the same place that a crew closed, newest first."""
    earlier = of_agency(Incident.objects, user).at_place_of(incident).exclude(pk=incident.pk)
    return earlier.filter(assignments__encounter__isnull=False, received_at__lt=incident.received_at).distinct()


def earlier_contacts_with(user, known_as: str):
    """Calls of the own program on which somebody of that name or alias was met, newest first. Looking is logged."""
    mine = of_agency(Incident.objects, user)
    return mine.filter(assignments__scene_records__people__known_as__iexact=known_as.strip()).distinct()


def scene_records_for(user):
    return of_agency(SceneRecord.objects, user).filter(assignment__in=assignments_for(user))


def transports_for(user):
    return of_agency(Transport.objects, user).filter(assignment__in=assignments_for(user))


def reports_for(user):
    """Status reports of the crews that the user was on."""
    return of_agency(StatusReport.objects, user).filter(assignment__in=assignments_for(user))


def gaps_for(user):
    return of_agency(ServiceGap.objects, user).filter(incident__in=incidents_for(user))


def follow_ups_for(user):
    """Those one owns or planned, those of one's own calls, and those that are anybody's."""
    mine = of_agency(FollowUp.objects, user)
    if sees_all(user):
        return mine
    return mine.filter(
        Q(owner=user) | Q(owner=None) | Q(planned_by=user) | Q(incident__in=incidents_for(user))
    ).distinct()
