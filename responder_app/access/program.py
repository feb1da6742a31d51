"""The agency itself, its call types, its services, its machines."""

from ..models import (
    Agency,
    AreaMap,
    CallType,
    FormVersion,
    Hours,
    ListEntry,
    MachineToken,
    Phrase,
    Question,
    Ruleset,
    Service,
    ServiceArea,
)
from .own import of_agency


def agency_of(user) -> Agency | None:
    return user.agency


def map_version_for(user) -> str:
    """Which map the agency has now; empty: none. Does not read the map itself, which is large."""
    return of_agency(AreaMap.objects, user).values_list("version", flat=True).first() or ""


def map_for(user, version: str) -> AreaMap | None:
    return of_agency(AreaMap.objects, user).filter(version=version).first()


def agency_named(name: str) -> Agency | None:
    """For whoever runs the server: its commands name the agency they are for."""
    return Agency.objects.filter(name=name).first()


def every_agency():
    """For whoever runs the server; practice grounds too."""
    return Agency.objects.order_by("name")


def tokens_of(agency: Agency):
    """The agency's machine tokens, for whoever runs the server."""
    return MachineToken.objects.filter(agency=agency).order_by("name", "created_at")


def call_types_for(user):
    return of_agency(CallType.objects, user)


def call_types_in_force(user, at):
    """Those of the day that it was in the agency at that moment."""
    return call_types_for(user).in_force(user.agency.day_of(at))


def services_for(user):
    return of_agency(Service.objects, user)


def hours_for(user):
    return of_agency(Hours.objects, user)


def service_areas_for(user):
    return of_agency(ServiceArea.objects, user)


def entries_for(user, code_list: str, at):
    """What may be chosen from one of the agency's lists on that day, in its order."""
    return of_agency(ListEntry.objects, user).filter(list=code_list).in_force(user.agency.day_of(at))


def list_entries_for(user):
    """All entries of all lists, whenever they were in force: what a code in an old record was called."""
    return of_agency(ListEntry.objects, user)


def form_versions_for(user):
    return of_agency(FormVersion.objects, user)


def form_in_force(user, at) -> FormVersion | None:
    """The agency's on-scene form of that day; None: everything is on and nothing more is required."""
    return form_versions_for(user).in_force(user.agency.day_of(at)).first()


def rulesets_for(user):
    return of_agency(Ruleset.objects, user)


def questions_for(user):
    """Those of every version of the screening rules."""
    return of_agency(Question.objects, user)


def questions_in_force(user, at):
    """What is asked of a call on the day that it was in the agency at that moment; none: it has no rules of its own."""
    return questions_for(user).in_force(user.agency.day_of(at))


def phrases_for(user):
    return every_phrase_for(user).filter(removed_at=None)


def every_phrase_for(user):
    """Also those that were removed."""
    return of_agency(Phrase.objects, user)
