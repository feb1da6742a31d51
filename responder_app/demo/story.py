"""What a played crew does with a call, tap by tap; the same call has the same story however often it is begun. Pure."""

from dataclasses import dataclass
from random import Random
from uuid import UUID, uuid5

from ..words import (
    BackupLevel,
    BackupReason,
    BackupResult,
    ContactOutcome,
    DeclineReason,
    Disposition,
    ReferralMode,
    TransportBy,
)
from ..words import UnitStatus as Status
from .scenes import told_on_scene


@dataclass(frozen=True, slots=True)
class Step:
    """One letter, so many seconds after the one before; `path` below the call's page, or from the root."""

    wait: float
    path: str
    fields: dict
    id: UUID


class Story:
    """The letters of one assignment in order."""

    def __init__(self, assignment: UUID, services: list[int], notes: list[str]):
        self._assignment, self._chance = assignment, Random(assignment.int)  # noqa: S311 - a play, no secret
        self._services, self._notes = services, notes
        self.steps: list[Step] = []
        self._write(self._chance.random())

    def after(self, record: dict) -> list[Step]:
        """What is still to be done, by what the server has of the assignment."""
        reported = {report["status"] for report in record["reports"]}
        done = 0
        for number, step in enumerate(self.steps, 1):
            seen = step.path == "seen/" and record["seen_at"]
            accepted = step.path == "accept/" and record["accepted_at"]
            if seen or accepted or step.fields.get("status") in reported:
                done = number
        return self.steps[done:]

    def _write(self, chance: float) -> None:
        self._add(2, "seen/")
        if chance < 0.06:
            self._add(6, "decline/", reason=DeclineReason.TOO_FAR)
            return
        self._add(5, "accept/")
        self._report(8, Status.EN_ROUTE)
        self._report(45, Status.ON_SCENE)
        if chance < 0.25:
            self._find_nobody()
            return
        self._report(15, Status.WITH_PERSON)
        if chance > 0.92:
            self._call_backup()
        self._add(25, "notes/", body=self._chance.choice(self._notes))
        if chance < 0.6:
            self._end(40, ContactOutcome.MADE, Disposition.RESOLVED)
        elif chance < 0.8:
            if chance > 0.72:
                self._add(15, "gaps/", need="shelter", reason="full")
            self._refer(ReferralMode.WARM_HANDOFF)
            self._end(30, ContactOutcome.MADE, Disposition.REFERRED)
        else:
            self._refer(ReferralMode.TRANSPORT)
            self._report(10, Status.TRANSPORTING)
            self._report(45, Status.AT_DESTINATION)
            self._add(15, "transports/", by_whom=TransportBy.TEAM, destination="shelter", place="", people=1)
            self._end(20, ContactOutcome.MADE, Disposition.BY_TEAM)

    def _find_nobody(self) -> None:
        self._add(20, "notes/", body="Looked around the block and asked next door. Nobody here.")
        self._end(10, self._chance.choice([ContactOutcome.UNABLE_TO_LOCATE, ContactOutcome.GONE]))

    def _call_backup(self) -> None:
        request = self._add(12, "backup/", level=BackupLevel.STANDBY, reasons=[BackupReason.CROWD])
        self._add(60, f"/tablet/backups/{request}/end/", result=BackupResult.ARRIVED)

    def _refer(self, mode: ReferralMode) -> None:
        service = self._chance.choice(self._services)
        self._add(20, "referrals/", service=service, mode=mode, accepted="true", consent="on", note="")

    def _report(self, wait: float, status: Status) -> None:
        self._add(wait, "status/", status=status)

    def _end(self, wait: float, contact: ContactOutcome, disposition: Disposition | str = "") -> None:
        self._report(wait, Status.AVAILABLE)
        people = self._chance.choice([1, 1, 1, 2]) if disposition else ""
        scene = told_on_scene(self._chance) if disposition else {}
        outcome = {"contact_outcome": contact, "disposition": disposition, "people_served": people}
        self._add(15, "close/", **outcome, **scene)

    def _add(self, wait: float, path: str, **fields) -> UUID:
        id = uuid5(self._assignment, f"{len(self.steps)} {path}")
        self.steps.append(Step(wait * self._chance.uniform(0.7, 1.4), path, fields, id))
        return id
