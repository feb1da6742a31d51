"""What the town does about practice and about months that are over. Imported by town.py, which has set Django up."""

from datetime import UTC, datetime, time, timedelta
from uuid import uuid4

from django.utils import timezone

from responder_app import models
from responder_app.actions import assignments, encounters, intake, people, training
from tests import factories


def _ada():
    return models.User.objects.get(username="ada")


def _now():
    return {"id": uuid4(), "occurred_at": timezone.now()}


def open_training():
    """The practice ground, as Ada opens it."""
    training.open_training(by=_ada(), **_now())


def log_of(name):
    """The kinds of all lines of that agency, in order."""
    return list(models.Event.objects.filter(agency__name=name).order_by("seq").values_list("kind", flat=True))


def last_month(group, number, fits):
    """So many call takers of the group; they took a call for each of `fits`, and its crew said that of it."""
    agency, kind = models.Agency.objects.get(), models.CallType.objects.get(code="CW")
    first = agency.day_of(timezone.now()).replace(day=1)
    at = datetime.combine(first - timedelta(days=3), time(18), UTC)
    takers = [factories.Person(agency=agency, role="dispatcher") for _ in range(number)]
    for taker in takers:
        people.change_person(person=taker, group=group, by=_ada(), id=uuid4(), occurred_at=at)
    for turn, fit in enumerate(fits):
        hand = {"id": uuid4(), "occurred_at": at}
        told = {"intake_channel": "911_call_taker", "address": f"{turn} Mill Lane"}
        incident = intake.receive_call(call_type=kind, by=takers[turn % number], **told, **hand).incident
        unit = models.Unit.objects.get(call_sign="R1")
        ride = assignments.assign(
            incident=incident, unit=unit, by=models.User.objects.get(username="dana"), **_now()
        ).assignment
        outcome = {"contact_outcome": "gone_on_arrival", "scene": {"answers": {"good_fit": fit}}}
        encounters.close(assignment=ride, by=models.User.objects.get(username="mika"), **outcome, **_now())
    models.Event.objects.update(recorded_at=at)
