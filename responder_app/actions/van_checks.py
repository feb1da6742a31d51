"""A crew looks its van and its supplies over."""

from django.utils.translation import gettext as _

from ..log import Refused, action, record
from ..models import Event, VanCheck
from ..words import Role
from .shifts import crew_and


@action(Role.RESPONDER)
def check_van(*, shift, items, mileage=None, note="", by, id, occurred_at) -> Event:
    """The van and its supplies as they were found; `id` becomes the check's.

    `items`: `{code of the agency's list: "ok" | "missing"}`; `mileage`: miles on the clock.
    Raises Refused for somebody else's shift, or where nothing was looked at.
    """
    if shift.person_id != by.pk:
        raise Refused(_("That is somebody else's shift."))
    if not items:
        raise Refused(_("Say of at least one thing whether it is there."))
    VanCheck.objects.create(
        id=id,
        agency_id=by.agency_id,
        unit=shift.unit,
        shift=shift,
        items=items,
        mileage=mileage,
        note=note,
        by=by,
        occurred_at=occurred_at,
    )
    missing = sorted(code for code, found in items.items() if found == "missing")
    return record("shift.checked", unit=shift.unit, shifts=crew_and(shift), missing=missing)
