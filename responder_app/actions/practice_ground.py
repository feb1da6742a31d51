"""How a practice ground is furnished like the agency that it is of, and how it is cleared."""

from contextlib import suppress

from django.apps import apps
from django.db.models import ProtectedError

from ..log import Refused
from ..models import (
    Agency,
    AreaMap,
    CallType,
    Cursor,
    FormVersion,
    Hours,
    Incident,
    ListEntry,
    LogHead,
    Organization,
    Phrase,
    Question,
    Ruleset,
    Service,
    ServiceArea,
    Unit,
    User,
)
from ..words import UnitStatus

# Settings are copied; not these. Its desk has no telephone: nobody real is to be rung by practice.
ITS_OWN = {"id", "name", "phone", "training_of"}
BY_SOMEBODY = {"published_by_id", "added_by_id"}
FURNITURE = {
    Agency,
    AreaMap,
    CallType,
    FormVersion,
    Hours,
    ListEntry,
    Organization,
    Phrase,
    Question,
    Ruleset,
    Service,
    ServiceArea,
    Unit,
}
STAYS = FURNITURE | {User, LogHead, Cursor}


def refuse_at_practice(by, sentence: str) -> None:
    """What reaches somebody outside is not for the practice ground. `by`: a person, or the agency itself."""
    agency = by if isinstance(by, Agency) else by.agency
    if agency.is_practice:
        raise Refused(sentence)


def furnish(ground: Agency, agency: Agency, at) -> None:
    """Settings, types, lists, form, rules, hours, directory, map and units as the agency has them today."""
    for field in Agency._meta.concrete_fields:
        if field.name not in ITS_OWN:
            setattr(ground, field.attname, getattr(agency, field.attname))
    ground.save()
    _copy(CallType, agency, ground, ("code", "effective_from"))
    _copy(ListEntry, agency, ground, ("list", "code", "effective_from"))
    _copy(FormVersion, agency, ground, ("number",))
    rules = _copy(Ruleset, agency, ground, ("number",))
    _copy(Question, agency, ground, ("ruleset_id", "code"), ruleset_id=rules)
    homes = _copy(Organization, agency, ground, ("name",))
    _copy(Service, agency, ground, ("organization_id", "name"), organization_id=homes)
    units = _copy_units(agency, ground, at)
    _copy_areas(agency, ground, units)
    for table in (Hours, Phrase):
        table.objects.filter(agency=ground).delete()
        _copy(table, agency, ground, ("id",), unit_id=units)
    AreaMap.objects.filter(agency=ground).delete()
    for drawn in AreaMap.objects.filter(agency=agency):
        AreaMap.objects.create(agency=ground, area=drawn.area, version=drawn.version)


def clear(ground: Agency) -> None:
    """Remove what was practised: calls, shifts, requests, letters, the log. The furniture and the accounts stay."""
    while rows := Incident.objects.filter(agency=ground, duplicates=None):
        rows.delete()
    tables = [table for table in apps.get_app_config("responder_app").get_models() if hasattr(table, "agency")]
    waiting = [table for table in tables if table not in STAYS]
    while waiting:
        stuck = [table for table in waiting if not _is_cleared(table, ground)]
        if stuck == waiting:
            raise ProtectedError("Something keeps what was practised.", stuck)
        waiting = stuck
    for unit in Unit.objects.filter(agency=ground):
        unit.status = UnitStatus.OFF_DUTY
        unit.save(update_fields=["status"])


def _is_cleared(table, ground: Agency) -> bool:
    try:
        table.objects.filter(agency=ground).delete()
    except ProtectedError:
        return False
    return True


def _copy(table, agency: Agency, ground: Agency, key: tuple, **numbers: dict) -> dict:
    """Rows of one `key` become like the agency's, others are made or go, unless practice holds them. `numbers`: of
    each column that points at a row, the number of its copy. Returns that for this table."""
    there = {tuple(getattr(row, name) for name in key): row for row in table.objects.filter(agency=ground)}
    copies = {}
    for row in table.objects.filter(agency=agency):
        told = _told(row, numbers)
        copy = there.pop(tuple(told.get(name) for name in key), None) or table(agency=ground)
        for name, value in told.items():
            setattr(copy, name, value)
        copy.save()
        copies[row.pk] = copy.pk
    for gone in there.values():
        with suppress(ProtectedError):
            gone.delete()
    return copies


def _told(row, numbers: dict) -> dict:
    told = {field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields}
    told = {name: value for name, value in told.items() if name not in {"id", "agency_id"}}
    told |= dict.fromkeys(BY_SOMEBODY & told.keys())
    return told | {name: copies[told[name]] for name, copies in numbers.items() if told.get(name) is not None}


def _copy_units(agency: Agency, ground: Agency, at) -> dict:
    """What a unit does stays its own: the one of practice is not where the other is."""
    there = {unit.call_sign: unit for unit in Unit.objects.filter(agency=ground)}
    copies = {}
    for unit in Unit.objects.filter(agency=agency):
        begun = {"agency": ground, "call_sign": unit.call_sign, "status_since": at}
        copies[unit.pk] = (there.pop(unit.call_sign, None) or Unit.objects.create(**begun)).pk
    for gone in there.values():
        with suppress(ProtectedError):
            gone.delete()
    return copies


def _copy_areas(agency: Agency, ground: Agency, units: dict) -> None:
    copies = _copy(ServiceArea, agency, ground, ("name",))
    for area in ServiceArea.objects.filter(agency=agency).prefetch_related("units"):
        copy = ServiceArea.objects.get(pk=copies[area.pk])
        copy.units.set([units[unit.pk] for unit in area.units.all()])
