"""The agency's code lists: an entry is added or ended, never changed or taken away."""

import re
from datetime import date

from django.db.models import Max
from django.utils.translation import gettext as _

from ..log import Refused, action, record
from ..models import Agency, Event, ListEntry
from ..words import CodeList, Missing, Role

CODE = re.compile(r"[a-z0-9][a-z0-9_+-]{0,39}")
CHIEFS = (Role.MANAGER, Role.ADMINISTRATOR)


@action(*CHIEFS)
def add_entry(
    *, code_list, code, label_en, label_es="", standard="", effective_from: date, by, id, occurred_at
) -> Event:
    """A new code at the end of its list, or an ended one begun anew.

    Raises Refused for a day that is past, a code that is in force or to come, and one that means something else.
    """
    agency, mine = Agency.objects.get(pk=by.agency_id), ListEntry.objects.filter(agency_id=by.agency_id, list=code_list)
    if not CODE.fullmatch(code):
        raise Refused(_("A code is written with small letters, digits and _ + -, at most 40 of them."))
    if code in set(Missing):
        raise Refused(_("Every list has {code} by itself.").format(code=code))
    if effective_from < agency.day_of(occurred_at):
        raise Refused(_("An entry begins today or later: what is written already could not choose it."))
    if (
        mine.filter(code=code, effective_to=None).exists()
        or mine.filter(code=code, effective_to__gt=effective_from).exists()
    ):
        raise Refused(_("{code} is in the list already.").format(code=code))
    last = mine.aggregate(last=Max("position"))["last"]
    ListEntry.objects.create(
        agency=agency,
        list=CodeList(code_list),
        code=code,
        label_en=label_en,
        label_es=label_es,
        standard=standard,
        position=0 if last is None else last + 1,
        effective_from=effective_from,
    )
    return record("list.changed", list=str(code_list), code=code, change="added")


@action(*CHIEFS)
def end_entry(*, entry, last_day: date, by, id, occurred_at) -> Event:
    """The entry may be chosen up to that day; what was written with it keeps its name. Refused for a day past."""
    entry.refresh_from_db()
    if entry.effective_to:
        raise Refused(_("{entry} was ended before.").format(entry=entry))
    if last_day < entry.agency.day_of(occurred_at):
        raise Refused(_("An entry ends today or later: it could be chosen until now."))
    entry.effective_to = max(date.fromordinal(last_day.toordinal() + 1), entry.effective_from)
    entry.save(update_fields=["effective_to"])
    return record("list.changed", list=entry.list, code=entry.code, change="ended")


@action(*CHIEFS)
def raise_entry(*, entry, by, id, occurred_at) -> Event:
    """The entry stands one place earlier: what is chosen most should stand first. Raises Refused for the first."""
    day = entry.agency.day_of(occurred_at)
    row = [one for one in ListEntry.objects.filter(agency_id=by.agency_id, list=entry.list) if _counts(one, day)]
    place = next((number for number, one in enumerate(row) if one.pk == entry.pk), None)
    if not place:
        raise Refused(_("{entry} cannot stand earlier.").format(entry=entry))
    row[place - 1], row[place] = row[place], row[place - 1]
    for position, one in enumerate(row):
        one.position = position
    ListEntry.objects.bulk_update(row, ["position"])
    return record("list.changed", list=entry.list, code=entry.code, change="raised")


def _counts(entry: ListEntry, day: date) -> bool:
    return entry.effective_to is None or entry.effective_to > day
