"""The city's last fortnight, so that a newcomer's lists and figures are not empty: the same stories, long over."""

from datetime import datetime, timedelta
from random import Random
from uuid import UUID, uuid4

from ..actions import assignments, encounters, follow_ups, gaps, intake, referrals, safety, shifts, transports
from ..log import Refused
from ..models import Agency, BackupRequest, FollowUp, Service, Unit, User
from ..words import IntakeChannel, SentInstead, UnservedReason
from .scenes import scene_of
from .story import Step, Story

DAYS = 14
STRETCH = 6  # a story is told in minutes; a call takes longer
CHANNELS = [IntakeChannel.CALL_TAKER] * 6 + [
    IntakeChannel.LIFELINE_988,
    IntakeChannel.CITY_311,
    IntakeChannel.FIELD_UNIT,
]
LATER = [
    "Ask whether the shelter had a bed.",
    "Call back: did the clinic see them?",
    "Bring the socks and the bus pass that were promised.",
    "See how they are after the weekend.",
]
UNSERVED = [
    (UnservedReason.NO_UNIT, SentInstead.POLICE),
    (UnservedReason.OUT_OF_HOURS, SentInstead.EMS),
    (UnservedReason.WOULD_NOT_WAIT, SentInstead.NOBODY),
]


def remember(agency: Agency, city: dict, until: datetime) -> None:
    """File a fortnight of calls that ended a day before `until`; who was on which unit is as in the play."""
    _Past(agency, city).live(until - timedelta(days=DAYS + 1))


class _Past:
    def __init__(self, agency: Agency, city: dict):
        self._city, self._chance = city, Random(7)  # noqa: S311 - a play, no secret
        self._people = {person.username: person for person in User.objects.filter(agency=agency)}
        self._units = {unit.call_sign: unit for unit in Unit.objects.filter(agency=agency)}
        self._services = list(Service.objects.filter(agency=agency))
        self._types = {each.code: each for each in agency.calltype_set.all()}
        self._desk = self._people[city["desk"]]
        self._call_taker = self._people["demo-dispatcher"]

    def live(self, begin: datetime) -> None:
        self._today = begin + timedelta(days=DAYS + 1)
        for day in range(DAYS):
            for number, crew in enumerate(self._city["crews"]):
                self._day(crew, begin + timedelta(days=day, minutes=7 * number))

    def _day(self, crew: dict, at: datetime) -> None:
        medic, unit = self._people[crew["people"][0]], self._units[crew["unit"]]
        shift = shifts.sign_on(unit=unit, by=medic, id=uuid4(), occurred_at=at)
        for _ in range(self._chance.choice([1, 1, 2])):
            at += timedelta(minutes=self._chance.randrange(20, 200))
            at = self._call(medic, unit, at)
        running = medic.shifts.running().get(pk=shift.shifts[0])
        shifts.sign_off(shift=running, by=medic, id=uuid4(), occurred_at=at + timedelta(minutes=30))

    def _call(self, medic: User, unit: Unit, at: datetime) -> datetime:
        """One call from the phone to its end; when it ended."""
        told, place = self._chance.choice(self._city["calls"]), self._chance.choice(self._city["places"])
        told = (
            told
            | place
            | {"call_type": self._types[told["call_type"]], "intake_channel": self._chance.choice(CHANNELS)}
        )
        incident = intake.receive_call(by=self._call_taker, id=uuid4(), occurred_at=at, **told).incident
        unserved = self._chance.random() < 0.15
        if unserved or not incident.eligible:
            reason, instead = self._chance.choice(UNSERVED) if incident.eligible else ("", SentInstead.POLICE)
            at += timedelta(minutes=4)
            ending = {"reason": reason, "sent_instead": instead, "by": self._desk, "id": uuid4(), "occurred_at": at}
            intake.close_without_team(incident=incident, **ending)
            return at
        at += timedelta(minutes=self._chance.randrange(1, 9))
        chosen = UUID(int=self._chance.getrandbits(128), version=4)
        made = assignments.assign(incident=incident, unit=unit, by=self._desk, id=chosen, occurred_at=at)
        story = Story(chosen, [service.pk for service in self._services], self._city["notes"])
        for step in story.steps:
            at += timedelta(seconds=step.wait * STRETCH)
            self._take(step, made.assignment, {"by": medic, "id": step.id, "occurred_at": at})
        if story.steps[-1].path == "decline/":
            ending = {"reason": UnservedReason.TEAM_DECLINED, "sent_instead": SentInstead.POLICE, "by": self._desk}
            intake.close_without_team(incident=incident, id=uuid4(), occurred_at=at, **ending)
        return at

    def _take(self, step: Step, assignment, hand: dict) -> None:
        """The step's letter, as the action that the field door makes of it."""
        place, fields = step.path.rstrip("/").split("/")[-1], step.fields
        about = {"assignment": assignment}
        match place:
            case "seen":
                assignments.confirm_seen(**about, **hand)
            case "accept":
                assignments.accept(**about, **hand)
            case "decline":
                assignments.decline(**about, **fields, **hand)
            case "status":
                assignments.report_status(**about, **fields, **hand)
            case "notes":
                encounters.write_note(incident=assignment.incident, **fields, **hand)
            case "backup":
                safety.call_backup(**about, **fields, **hand)
            case "end":
                self._end_backup(assignment, fields, hand)
            case "referrals":
                self._refer(assignment, fields, hand)
            case "gaps":
                gaps.record_gap(incident=assignment.incident, **fields, **hand)
            case "transports":
                transports.record_transport(**about, **fields, **hand)
            case "close":
                self._close(assignment, fields, hand)
                if self._chance.random() < 0.2 and fields["disposition"]:
                    self._plan(assignment, hand["by"], hand["occurred_at"])
            case other:
                raise Refused(f"A story has no step called {other}.")

    def _plan(self, assignment, medic: User, at: datetime) -> None:
        """Most are done in time; those of the last days are still due, some of them today."""
        due_at = at + timedelta(days=self._chance.choice([1, 2, 7]))
        told = {"what": self._chance.choice(LATER), "due_at": due_at}
        owner = self._chance.choice([None, medic, self._people["demo-responder"]])
        hand = {"by": medic, "id": uuid4(), "occurred_at": at}
        follow_up = follow_ups.plan_follow_up(incident=assignment.incident, owner=owner, **told, **hand).id
        if due_at > self._today - timedelta(hours=20):
            return
        done = {"follow_up": FollowUp.objects.get(pk=follow_up), "by": medic, "id": uuid4(), "occurred_at": due_at}
        if self._chance.random() < 0.2:
            follow_ups.give_up_follow_up(outcome="Not found three times; the shelter knows whom to call.", **done)
        else:
            follow_ups.finish_follow_up(outcome="Reached them. It goes better, nothing more is needed.", **done)

    def _close(self, assignment, fields: dict, hand: dict) -> None:
        outcome = {name: fields[name] for name in ("contact_outcome", "disposition")}
        outcome["people_served"] = fields["people_served"] or None
        scene = scene_of({name: told for name, told in fields.items() if name not in outcome})
        encounters.close(assignment=assignment, **outcome, scene=scene, **hand)

    def _end_backup(self, assignment, fields: dict, hand: dict) -> None:
        backup = BackupRequest.objects.get(assignment=assignment)
        safety.acknowledge_backup(
            backup=backup, by=self._desk, id=uuid4(), occurred_at=backup.requested_at + timedelta(seconds=9)
        )
        safety.end_backup(backup=backup, **fields, **hand)

    def _refer(self, assignment, fields: dict, hand: dict) -> None:
        service = next(service for service in self._services if service.pk == fields["service"])
        took = self._chance.random() < 0.75
        told = {"service": service, "mode": fields["mode"], "accepted": took, "consent": took}
        referrals.refer(incident=assignment.incident, unit=assignment.unit, **told, **hand)
