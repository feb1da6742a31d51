"""What an administrator sets for the program: its limits and its hours."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from ..log import Refused, action, record
from ..models import Agency, Event, Hours
from ..words import Role

# Each is a field of the agency, whose own checks hold. The map has an action of its own.
SETTINGS = frozenset(
    {
        "accept_limit",
        "phone",
        "idle_limit",
        "check_in_first",
        "check_in_every",
        "check_in_grace",
        "caution_days",
    }
)


@action(Role.ADMINISTRATOR)
def change_agency(*, settings: dict, by, id, occurred_at) -> Event:
    """Set what SETTINGS names. Raises Refused for what cannot be set, or not so."""
    agency = Agency.objects.get(pk=by.agency_id)
    strange = sorted(set(settings) - SETTINGS)
    if strange or not settings:
        raise Refused(_("That cannot be set here: {names}.").format(names=", ".join(strange) or "–"))
    for name, value in settings.items():
        setattr(agency, name, value)
    try:
        agency.clean_fields(exclude={field.name for field in Agency._meta.fields} - settings.keys())
    except ValidationError as error:
        raise Refused(" ".join(error.messages)) from error
    agency.save(update_fields=sorted(settings))
    return record("agency.changed", settings=sorted(settings))


@action(Role.ADMINISTRATOR)
def set_hours(*, hours: list, unit=None, by, id, occurred_at) -> Event:
    """When the program, or the unit, is at work: what was set before is replaced; none means always.

    `hours`: (weekday with Monday 0, opens, closes) in local times; closing at or before opening is the next day.
    Raises Refused for a day that no week has.
    """
    if any(weekday not in range(7) for weekday, _opens, _closes in hours):
        raise Refused(_("A week has the days 0, Monday, to 6, Sunday."))
    Hours.objects.filter(agency_id=by.agency_id, unit=unit).delete()
    Hours.objects.bulk_create(
        Hours(agency_id=by.agency_id, unit=unit, weekday=weekday, opens=opens, closes=closes)
        for weekday, opens, closes in hours
    )
    return record("agency.changed", unit=unit, hours=len(hours))
