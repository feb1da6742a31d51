"""What Juniper Falls has on file in the walk of the strangers: a row of every kind, and what stands in it."""

from uuid import uuid4

from responder_app import models
from responder_app.actions.assignments import assign, report_status
from responder_app.actions.corrections import correct_status
from responder_app.actions.encounters import write_note
from responder_app.actions.follow_ups import plan_follow_up
from responder_app.actions.gaps import record_gap
from responder_app.actions.hand_overs import hand_over
from responder_app.actions.letters import set_letter_aside
from responder_app.actions.maps import set_map
from responder_app.actions.out_of_service import back_in_service, go_out_of_service
from responder_app.actions.phrases import add_phrase
from responder_app.actions.positions import report_position
from responder_app.actions.push import subscribe
from responder_app.actions.referrals import refer
from responder_app.actions.safety import call_backup
from responder_app.actions.screening import override_screening
from responder_app.actions.shifts import sign_on
from responder_app.actions.transports import record_transport
from responder_app.actions.van_checks import check_van
from responder_app.actions.webhooks import add_webhook, new_secret
from responder_app.actions.withdrawals import withdraw_gap, withdraw_referral, withdraw_transport
from tests.actions.test_maps import LINE
from tests.actions.test_push import DEVICE
from tests.conftest import TWO_PM

ARRANGED = ("Hushed gap", "Hushed harbour", "Hushed phrase", "Hushed mistake", "Hushed break", "Hushed override")


def make_busy(falls) -> None:
    crew, desk, chief = (falls.people[role] for role in ("responder", "dispatcher", "administrator"))
    sign_on(unit=falls.unit, by=crew, id=uuid4(), occurred_at=TWO_PM)
    _take_a_break(falls, crew)
    _override(falls, desk)
    made = assign(incident=falls.incident, unit=falls.unit, by=desk, id=uuid4(), occurred_at=TWO_PM)
    falls.assignment = made.assignment
    call = {"incident": falls.incident, "by": crew, "occurred_at": TWO_PM}
    write_note(body="Murmured note", id=uuid4(), **call)
    plan_follow_up(what="Hushed errand", due_at=TWO_PM, **call, id=uuid4())
    refer(service=falls.service, mode="information", note="Muttered referral", id=uuid4(), **call)
    call_backup(
        assignment=falls.assignment, level="urgent", reasons=["animal"], by=crew, id=uuid4(), occurred_at=TWO_PM
    )
    set_letter_aside(unit=falls.unit, label="Torn letter", problem="No.", by=crew, id=uuid4(), occurred_at=TWO_PM)
    aboard = {"shift": crew.shifts.get(), "by": crew, "occurred_at": TWO_PM}
    hand_over(body="Breathed word", id=uuid4(), **aboard)
    check_van(items={"radio": "ok"}, note="Orchard mirror", id=uuid4(), **aboard)
    _arrange(falls, crew)
    _put_right(falls, crew)
    _take_back(falls, crew)
    subscribe(**DEVICE, by=crew, id=uuid4(), occurred_at=TWO_PM)
    report_position(latitude=12.345678, longitude=1, by=crew, at=TWO_PM)
    set_map(area={**LINE, "name": "Inked map"}, by=chief, id=uuid4(), occurred_at=TWO_PM)
    add_webhook(url="https://orchard.example/in", secret=new_secret(), by=chief, id=uuid4(), occurred_at=TWO_PM)


def _override(falls, desk) -> None:
    why = {"result": "phone_only", "reason": "other", "note": ARRANGED[5]}
    override_screening(incident=falls.incident, **why, by=desk, id=uuid4(), occurred_at=TWO_PM)


def _take_a_break(falls, crew) -> None:
    hand = {"unit": falls.unit, "by": crew, "occurred_at": TWO_PM}
    go_out_of_service(reason="other", note=ARRANGED[4], id=uuid4(), **hand)
    back_in_service(id=uuid4(), **hand)


def _arrange(falls, crew) -> None:
    hand = {"by": crew, "occurred_at": TWO_PM}
    record_gap(incident=falls.incident, need="shelter", reason="full", note=ARRANGED[0], id=uuid4(), **hand)
    ride = {"by_whom": "team", "destination": "shelter", "place": ARRANGED[1]}
    record_transport(assignment=falls.assignment, **ride, id=uuid4(), **hand)
    add_phrase(texts={"en": ARRANGED[2]}, to_show=True, id=uuid4(), **hand)


def _put_right(falls, crew) -> None:
    hand = {"by": crew, "occurred_at": TWO_PM}
    line = report_status(assignment=falls.assignment, status="en_route", id=uuid4(), **hand)
    report = models.StatusReport.objects.get(pk=line.id)
    correct_status(report=report, kind="struck", reason="Sighed reason", id=uuid4(), **hand)


def _take_back(falls, crew) -> None:
    """Of each noun one more than the one that stands."""
    hand = {"by": crew, "occurred_at": TWO_PM}
    numbers = {noun: uuid4() for noun in ("referral", "gap", "transport")}
    refer(incident=falls.incident, service=falls.service, mode="information", id=numbers["referral"], **hand)
    record_gap(incident=falls.incident, need="shelter", reason="full", id=numbers["gap"], **hand)
    ride = {"by_whom": "team", "destination": "shelter"}
    record_transport(assignment=falls.assignment, **ride, id=numbers["transport"], **hand)
    because = {"reason": ARRANGED[3], **hand}
    withdraw_referral(referral=models.Referral.objects.get(pk=numbers["referral"]), **because, id=uuid4())
    withdraw_gap(gap=models.ServiceGap.objects.get(pk=numbers["gap"]), **because, id=uuid4())
    withdraw_transport(transport=models.Transport.objects.get(pk=numbers["transport"]), **because, id=uuid4())
