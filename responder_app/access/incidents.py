"""Calls and what was written on them."""

from django.db.models import Q

from ..models import (
    Assignment,
    CallerContact,
    Incident,
    Note,
    Referral,
    SceneRecord,
    ServiceGap,
    StatusReport,
    Support,
    Transport,
)
from .own import of_agency, reads_clinical, sees_all


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
    """Clinical ones only for their author, the clinical people of the call's crews and the clinician at the desk,
    whatever else somebody sees."""
    mine = of_agency(Note.objects, user).filter(Q(clinical=False) | clinical_for(user, "author"))
    return mine if sees_all(user) else mine.filter(incident__in=incidents_for(user))


def clinical_for(user, author: str) -> Q:
    """Which rows about a call one may read although they are clinical; `author` is the field of who wrote them."""
    if reads_clinical(user):
        return ~Q(pk=None)
    readable = Q(**{author: user.pk})
    if user.is_authenticated and user.is_clinical:
        calls = Assignment.objects.filter(crew__person_id=user.pk)
        readable |= Q(incident__in=calls.values("incident"))
    return readable


def referrals_for(user):
    mine = of_agency(Referral.objects, user)
    return mine if sees_all(user) else mine.filter(incident__in=incidents_for(user))


def earlier_contacts_at(user, incident):
    """Calls of the own program at the same place that a crew closed, newest first."""
    earlier = of_agency(Incident.objects, user).at_place_of(incident).exclude(pk=incident.pk)
    return earlier.filter(assignments__encounter__isnull=False, received_at__lt=incident.received_at).distinct()


def earlier_contacts_at_places(user, place_keys):
    """Calls of the own program at any of the addresses that a crew closed, or the desk settled by phone."""
    mine = of_agency(Incident.objects, user).filter(place_key__in=set(place_keys) - {""})
    met = Q(assignments__encounter__isnull=False) | Q(phone_resolutions__isnull=False)
    return mine.filter(met).distinct()


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


def supports_for(user):
    """Police, EMS and fire that the desk sent: everybody on the call may know."""
    return of_agency(Support.objects, user).filter(incident__in=incidents_for(user))


def caller_contacts_for(user):
    """The call-back log of the calls that one may see."""
    return of_agency(CallerContact.objects, user).filter(incident__in=incidents_for(user))
