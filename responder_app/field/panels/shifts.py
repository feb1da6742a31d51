"""What stands on the shift's pages: who is aboard, when the program is at work, the van, and what is owed."""

from collections import defaultdict
from dataclasses import dataclass, field

from ... import access
from ...models import Shift, Unit, User
from ...reports import hours, unfinished
from ...words import CodeList

SPOKEN = (CodeList.SKILLS, CodeList.LANGUAGES, CodeList.VAN_CHECK)


@dataclass(frozen=True, slots=True)
class Card:
    """One person with what they can do and speak, in words; `shift` where they are aboard."""

    person: User
    skills: list[str]
    languages: list[str]
    shift: Shift | None = None

    @property
    def value(self) -> str:
        return str(self.person.pk)


@dataclass(frozen=True, slots=True)
class Van:
    """A unit, who is aboard by name, and its own hours where they are not the program's."""

    unit: Unit
    hours: hours.Today | None
    aboard: list[str] = field(default_factory=list)

    @property
    def value(self) -> str:
        return str(self.unit.pk)


class Names:
    """What the codes of the agency's lists are called, also those of lists that have changed since."""

    def __init__(self, user):
        entries = access.list_entries_for(user).filter(list__in=SPOKEN).order_by("effective_from")
        self._of = {(entry.list, entry.code): entry.label for entry in entries}

    def of(self, code_list: str, codes) -> list[str]:
        return [self._of.get((code_list, code), code) for code in codes]

    def card(self, person: User, shift: Shift | None = None) -> Card:
        skills = self.of(CodeList.SKILLS, person.skills)
        return Card(person, skills, self.of(CodeList.LANGUAGES, person.languages), shift)


def going_aboard(user, now) -> dict:
    """For whoever is aboard nothing: the units with their crews, and who is free to come along."""
    agency, names = access.agency_of(user), Names(user)
    units, rows = list(access.units_for(user)), list(access.hours_for(user))
    crews = defaultdict(list)
    for shift in access.aboard_for(user):
        crews[shift.unit_id].append(str(shift.person))
    of_program = hours.today([row for row in rows if row.unit_id is None], now, agency.time_zone)
    of_units = hours.of_units(rows, units, now, agency.time_zone)
    own = {pk: None if found == of_program else found for pk, found in of_units.items()}
    return {
        "vans": [Van(unit, own[unit.pk], crews[unit.pk]) for unit in units],
        "program_hours": of_program,
        "mates": [names.card(person) for person in access.crewmates_for(user)],
    }


def before_calls(user, shift: Shift | None) -> dict:
    """For the crew's home: whether the van is checked, and whether there is word to read."""
    if shift is None:
        return {"van_checked": True, "to_read": False}
    return {"van_checked": access.van_checks_of(shift).exists(), "to_read": unread(user, shift).exists()}


def aboard(user, shift: Shift, now) -> dict:
    """For whoever is aboard: the word of the crew before, the van, the crew, and oneself."""
    agency, names = access.agency_of(user), Names(user)
    hours_of_unit = hours.of_units(access.hours_for(user), [shift.unit], now, agency.time_zone)
    crew = list(access.crew_shifts_of(user))
    return {
        "hours": hours_of_unit[shift.unit_id],
        "crew": [names.card(mate.person, mate) for mate in crew],
        "mates": [names.card(person) for person in access.crewmates_for(user)],
        "me": names.card(user),
        "to_read": list(unread(user, shift).select_related("by").order_by("occurred_at")),
        "to_check": list(access.entries_for(user, CodeList.VAN_CHECK, now)),
        **last_check(user, shift, names),
    }


def unread(user, shift: Shift):
    """The hand-overs that nobody of the crew has read yet: not what one has written oneself on this shift."""
    left = access.hand_overs_for(user).filter(unit=shift.unit_id, read_at=None)
    return left.exclude(by=user, occurred_at__gte=shift.started_at)


def last_check(user, shift: Shift, names: Names) -> dict:
    """The last one of the crew that is aboard now; where there is none, what the crew before found missing."""
    own = access.van_checks_of(shift).select_related("by").first()
    before = None if own else access.van_checks_for(user).filter(unit=shift.unit_id).select_related("by").first()
    check = own or before
    missing = [code for code, found in check.items.items() if found == "missing"] if check else []
    return {"checked": own, "checked_before": before, "was_missing": names.of(CodeList.VAN_CHECK, missing)}


def ending(user, shift: Shift, now) -> dict:
    """Before going home: what is owed, and what has been left to the next crew."""
    left = access.hand_overs_for(user).filter(unit=shift.unit_id, occurred_at__gte=shift.started_at)
    return {
        "crew": [mate.person for mate in access.crew_shifts_of(user)],
        "owed": unfinished.of(
            assignments=access.assignments_for(user),
            follow_ups=access.follow_ups_for(user).filter(owner=user),
            requests=access.backup_requests_for(user),
            held=access.held_calls_for(user),
            until=now,
        ),
        "left": list(left.select_related("by", "read_by").order_by("occurred_at")),
        "on_call": access.assignments_for(user).open().filter(unit=shift.unit_id).select_related("incident").first(),
    }
