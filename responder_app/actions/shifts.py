"""Crews go aboard and home again."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ..log import Refused, action, record
from ..models import Event, Shift, Tablet, Unit, UnitPosition, User
from ..words import Role, UnitStatus
from .standing import show


@action(Role.RESPONDER)
def sign_on(*, unit, mates=(), by, id, occurred_at) -> Event:
    """Go aboard, with the crewmates named; the unit is available with its first person. Whoever joins a crew on a
    call joins the call.

    Raises Refused when one of them is aboard another unit already, or is no responder.
    """
    if running := Shift.objects.running().filter(person=by).select_related("unit").first():
        raise Refused(_("You are signed on to {unit}. Sign off first.").format(unit=running.unit))
    return _go_aboard(unit, [by, *mates], occurred_at)


@action(Role.RESPONDER)
def take_aboard(*, unit, mates, by, id, occurred_at) -> Event:
    """Somebody joins the crew that one is in.

    Raises Refused for a crew that one is not in, for nobody, and where one of them is aboard already.
    """
    _in_the_crew(by, unit)
    if not mates:
        raise Refused(_("Choose who comes aboard."))
    return _go_aboard(unit, mates, occurred_at)


@action(Role.RESPONDER)
def sign_off(*, shift, by, id, occurred_at) -> Event:
    """Go home, or take a crewmate off. Raises Refused for a shift on a unit that one is not aboard, and for the last
    person of a crew on a call."""
    shift.refresh_from_db()
    if shift.person_id != by.pk and not Shift.objects.running().filter(unit=shift.unit_id, person=by).exists():
        raise Refused(_("That is somebody else's shift."))
    if shift.ended_at:
        own = shift.person_id == by.pk
        raise Refused(
            _("You are already signed off.")
            if own
            else _("{person} is already signed off.").format(person=shift.person)
        )
    return _go_home(shift.unit, [shift], occurred_at)


@action(Role.RESPONDER)
def sign_off_crew(*, unit, by, id, occurred_at) -> Event:
    """The whole crew goes home. Raises Refused for a crew that one is not in, or that is on a call."""
    _in_the_crew(by, unit)
    return _go_home(unit, list(Shift.objects.running().filter(unit=unit)), occurred_at)


def _in_the_crew(by, unit) -> None:
    if not Shift.objects.running().filter(person=by, unit=unit).exists():
        raise Refused(_("You are not aboard {unit}.").format(unit=unit))


def _go_aboard(unit: Unit, people: list, at) -> Event:
    people = list({person.pk: person for person in people}.values())
    _free_to_come(people)
    unit.refresh_from_db()
    shifts = [
        Shift.objects.create(agency_id=unit.agency_id, unit=unit, person=person, started_at=at) for person in people
    ]
    for assignment in unit.assignments.open():
        assignment.crew.add(*shifts)
    if unit.status == UnitStatus.OFF_DUTY:
        show(unit, UnitStatus.AVAILABLE, at)
    return record("shift.started", unit=unit, shifts=[shift.pk for shift in shifts])


def _free_to_come(people: list) -> None:
    strangers = [str(person) for person in people if person.role != Role.RESPONDER or not person.is_active]
    if strangers:
        raise Refused(
            ngettext("{people} is no responder.", "{people} are no responders.", len(strangers)).format(
                people=", ".join(strangers)
            )
        )
    practising = User.objects.filter(pk__in=[person.pk for person in people]).exclude(training_since=None)
    if away := ", ".join(str(person) for person in practising):
        raise Refused(_("In training now, and has to leave it first: {people}.").format(people=away))
    elsewhere = (
        Shift.objects.running().filter(person__in=people).select_related("person", "unit").order_by("started_at")
    )
    told = [_("{person} on {unit}").format(person=shift.person, unit=shift.unit) for shift in elsewhere]
    if told:
        raise Refused(_("Already signed on: {people}.").format(people=", ".join(told)))


def _go_home(unit: Unit, shifts: list, at) -> Event:
    others = Shift.objects.running().filter(unit=unit).exclude(pk__in=[shift.pk for shift in shifts]).exists()
    on_call = unit.assignments.open().select_related("incident").first()
    if on_call and not others:
        sentence = _("{unit} is on call {call}: clear it first, or ask dispatch to take it back.")
        raise Refused(sentence.format(unit=unit, call=on_call.incident))
    for shift in shifts:
        shift.ended_at = at
        shift.save(update_fields=["ended_at"])
    Tablet.objects.filter(person__in=[shift.person_id for shift in shifts]).delete()
    if not others:
        UnitPosition.objects.filter(unit=unit).delete()  # off duty nobody is followed
        show(unit, UnitStatus.OFF_DUTY, at)
    return record("shift.ended", unit=unit, shifts=[shift.pk for shift in shifts])


def crew_and(shift: Shift) -> list[int]:
    """The shifts of those aboard now, and the one that it is about: its letter may come after its end."""
    return [*Shift.objects.running().filter(unit=shift.unit_id).values_list("pk", flat=True), shift.pk]
