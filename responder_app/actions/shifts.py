"""People sign on to units and off again."""

from ..log import Refused, action, record
from ..models import Event, Shift
from ..words import Role, UnitStatus


@action(Role.RESPONDER)
def sign_on(*, unit, by, id, occurred_at) -> Event:
    """Go aboard; the unit is available with its first person. Whoever joins a crew on a call joins the call.

    Raises Refused when the person is aboard another unit.
    """
    if running := Shift.objects.running().filter(person=by).select_related("unit").first():
        raise Refused(f"You are signed on to {running.unit}. Sign off first.")
    unit.refresh_from_db()
    shift = Shift.objects.create(agency_id=by.agency_id, unit=unit, person=by, started_at=occurred_at)
    for assignment in unit.assignments.open():
        assignment.crew.add(shift)
    if unit.status == UnitStatus.OFF_DUTY:
        unit.status, unit.status_since = UnitStatus.AVAILABLE, occurred_at
        unit.save(update_fields=["status", "status_since"])
    return record("shift.started", unit=unit, shifts=[shift.pk])


@action(Role.RESPONDER)
def sign_off(*, shift, by, id, occurred_at) -> Event:
    """Go home. Raises Refused for somebody else's shift, or for the last person of a crew on a call."""
    shift.refresh_from_db()
    if shift.person_id != by.pk:
        raise Refused("That is somebody else's shift.")
    if shift.ended_at:
        raise Refused("You are already signed off.")
    unit = shift.unit
    others = Shift.objects.running().filter(unit=unit).exclude(pk=shift.pk).exists()
    on_call = unit.assignments.open().select_related("incident").first()
    if on_call and not others:
        raise Refused(f"{unit} is on call {on_call.incident}: clear it first, or ask dispatch to take it back.")
    shift.ended_at = occurred_at
    shift.save(update_fields=["ended_at"])
    if not others:
        unit.status, unit.status_since = UnitStatus.OFF_DUTY, occurred_at
        unit.save(update_fields=["status", "status_since"])
    return record("shift.ended", unit=unit, shifts=[shift.pk])
