"""What an administrator sets for the program: its limits, its rules and its hours."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from ..log import Refused, action, record
from ..models import Agency, Event, Hours
from ..words import BackupLevel, MayCancel, Profession, Role

# The least and the most of what is a number; each is a field of the agency, in the unit that its name there says.
BOUNDS = {
    "accept_limit": (10, 3600),
    "second_person_after": (10, 900),
    "transfer_limit": (10, 900),
    "silent_after": (60, 3600),
    "check_in_first": (1, 60),
    "check_in_every": (1, 120),
    "check_in_grace": (0, 30),
    "idle_limit": (1, 30),
    "caution_days": (1, 365),
    "least_crew": (1, 6),
}
PRIORITIES = 5
LONGEST_HOLD = 1440  # minutes
# What the agency says who may call off; an emergency is nobody's but its crew's, by code 4.
CANCELLED_BY_RULE = (BackupLevel.STANDBY, BackupLevel.ROUTINE, BackupLevel.URGENT)
# The map has an action of its own.
SETTINGS = frozenset({*BOUNDS, "phone", "hold_targets", "hold_limits", "cancel_rules", "make_up"})
UNTOLD = frozenset({"phone"})  # the log says that it was changed, and not to what


class WrongSetting(Refused):
    """What is wrong, by the name of the setting."""

    def __init__(self, problems: dict[str, str]):
        super().__init__(" ".join(dict.fromkeys(problems.values())))
        self.problems = problems


@action(Role.ADMINISTRATOR)
def change_agency(*, settings: dict, by, id, occurred_at) -> Event:
    """Set what SETTINGS names, all of it or nothing. Raises Refused for what cannot be set, WrongSetting for what
    cannot be set so. The line tells what was and what is, but no telephone number."""
    agency = Agency.objects.get(pk=by.agency_id)
    strange = sorted(set(settings) - SETTINGS)
    if strange or not settings:
        raise Refused(_("That cannot be set here: {names}.").format(names=", ".join(strange) or "–"))
    told = sorted(settings.keys() - UNTOLD)
    was = {name: getattr(agency, name) for name in told}
    for name, value in settings.items():
        setattr(agency, name, value)
    if problems := _wrong(agency, settings):
        raise WrongSetting(problems)
    agency.save(update_fields=sorted(settings))
    return record("agency.changed", settings=sorted(settings), was=was, now={name: settings[name] for name in told})


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


def _wrong(agency: Agency, settings: dict) -> dict[str, str]:
    """A sentence by name; none where all may stand."""
    checks = {"hold_targets": _minutes, "hold_limits": _minutes, "cancel_rules": _rules, "make_up": _professions}
    found = {}
    for name, value in settings.items():
        check = checks.get(name) or (_number if name in BOUNDS else None)
        if check and (problem := check(name, value)):
            found[name] = problem
    try:
        agency.clean_fields(exclude={field.name for field in Agency._meta.fields} - (settings.keys() - found.keys()))
    except ValidationError as error:
        found |= {name: " ".join(messages) for name, messages in error.message_dict.items()}
    if not found and any(end < target for target, end in zip(agency.hold_targets, agency.hold_limits, strict=False)):
        found["hold_limits"] = _("Somebody decides after the target, not before it.")
    return found


def _number(name: str, value) -> str:
    least, most = BOUNDS[name]
    fine = isinstance(value, int) and not isinstance(value, bool) and least <= value <= most
    return "" if fine else _("From {least} to {most}.").format(least=least, most=most)


def _minutes(name: str, value) -> str:
    fine = isinstance(value, list) and len(value) == PRIORITIES
    if fine and all(isinstance(one, int) and 1 <= one <= LONGEST_HOLD for one in value):
        return ""
    return _("Minutes for each of the five priorities, from 1 to {most}.").format(most=LONGEST_HOLD)


def _rules(name: str, value) -> str:
    known = isinstance(value, dict) and set(value) <= set(CANCELLED_BY_RULE)
    if known and all(isinstance(who, list) and set(who) <= set(MayCancel) for who in value.values()):
        return ""
    return _("Say for each level below an emergency who may call it off.")


def _professions(name: str, value) -> str:
    return "" if isinstance(value, list) and set(value) <= set(Profession) else _("There is no such profession.")
