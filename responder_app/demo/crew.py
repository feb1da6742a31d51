"""A crew played by the program: two people, one tablet, the field door and the live line."""

import logging
import re
import time
from datetime import UTC, datetime
from random import SystemRandom
from uuid import UUID, uuid4

from ..words import SELF_STARTED
from .city import load
from .doors import Away, Door, Line
from .story import Step, Story

logger = logging.getLogger(__name__)

CALL = re.compile(rb"/tablet/calls/([0-9a-f-]{36})/")
LOOK_AGAIN = 20.0
SEES_SOMEBODY = 0.04  # of the times that a free crew looks
MOVES_ON = 0.1
MOVES_A_CREW = frozenset({"assignment.reassigned", "assignment.preempted"})
PUTS_A_CALL_IN_HAND = MOVES_A_CREW | {"assignment.made", "assignment.taken", "incident.started"}


class Crew:
    """`doors`: one for each person aboard; the first holds the tablet."""

    def __init__(self, url: str, crew: dict, password: str, notes: list[str], speed: float = 1.0):
        self.call_sign, self._people, self._password = crew["unit"], crew["people"], password
        self._doors = [Door(url) for _ in self._people]
        self._device = uuid4()
        self._tablet, self._line = self._doors[0], Line(self._doors[0], self._device)
        self._place = SystemRandom().choice(load()["places"])
        self._notes, self._speed = notes, speed
        self._assignment: UUID | None = None
        self._steps: list[Step] = []
        self._due = self._looked = 0.0

    def sign_in(self) -> None:
        """Everybody signs in and goes aboard; whoever is aboard already stays."""
        self._line.close()
        for door, username in zip(self._doors, self._people, strict=True):
            door.sign_in(username, self._password)
            if b'name="unit"' in door.get("/tablet/shift/"):  # the page asks which
                units = {unit["call_sign"]: unit["id"] for unit in door.read("units/")["results"]}
                door.send("/tablet/shift/", {"id": uuid4(), "unit": units[self.call_sign]})
        self._types = [kind["id"] for kind in self._tablet.read("call-types/")["results"] if kind["eligible"]]
        self._services = [service["id"] for service in self._tablet.read("services/")["results"]]
        self._look()

    def turn(self) -> None:
        """Wait for the line or for what is to be done next, and do it."""
        until = self._due if self._steps else self._looked + LOOK_AGAIN
        told = self._line.next(min(until - time.monotonic(), 5.0))
        if told and told["kind"] in MOVES_A_CREW:
            self._steps = []
        if told and told["kind"] in PUTS_A_CALL_IN_HAND:
            self._look()
        elif told and self._is_taken_back(told):
            self._steps = []
            self._look()
        if self._steps and time.monotonic() >= self._due:
            self._do(self._steps[0])
        elif not self._steps and time.monotonic() >= self._looked + LOOK_AGAIN:
            self._look()
            self._look_around()

    def _is_taken_back(self, told: dict) -> bool:
        if told["kind"] == "incident.handed_over" and self._steps:
            return bool(self._tablet.read(f"assignments/{self._assignment}/")["withdrawn_at"])
        return told["kind"] == "assignment.withdrawn" and told.get("assignment") == str(self._assignment)

    def _look_around(self) -> None:
        """Now and then a free crew starts a call by itself, and always one that it sees through."""
        chance = SystemRandom()
        if self._steps or chance.random() > SEES_SOMEBODY:
            return
        id = uuid4()
        while Story(id, self._services, self._notes).steps[-1].path == "decline/":
            id = uuid4()
        told = {"id": id, "occurred_at": datetime.now(UTC).isoformat(), "call_type": chance.choice(self._types)}
        told |= {"intake_channel": chance.choice(SELF_STARTED), "address": chance.choice(load()["places"])["address"]}
        status, _ = self._tablet.send("/tablet/start/", told, Accept="application/json")
        if status == 201:
            self._look()

    def _look(self) -> None:
        """Ask for the pages that a tablet keeps, and take up what is not finished."""
        self._looked = time.monotonic()
        self._report()
        found = list(dict.fromkeys(CALL.findall(self._tablet.get("/tablet/"))))
        for number in (text.decode() for text in found):
            self._tablet.get(f"/tablet/calls/{number}/")
            record = self._tablet.read(f"assignments/{number}/")
            over = record["closed_at"] or record["declined_at"] or record["withdrawn_at"]
            if not over and not self._steps:
                self._begin(UUID(number), record)
        self._line.have()

    def _report(self) -> None:
        """How the tablet is, and where: now and then it has moved on to another place."""
        chance = SystemRandom()
        if chance.random() < MOVES_ON:
            self._place = chance.choice(load()["places"])
        here = {name: self._place[name] + chance.uniform(-0.002, 0.002) for name in ("latitude", "longitude")}
        self._tablet.send("/tablet/health/", {"device": self._device, "unsent": 0})
        self._tablet.send("/tablet/position/", here | {"accuracy": 15})

    def _begin(self, assignment: UUID, record: dict) -> None:
        self._assignment = assignment
        self._steps = Story(assignment, self._services, self._notes).after(record)
        self._schedule()

    def _do(self, step: Step) -> None:
        """Post the letter until it is answered; a refusal is an answer (docs/live.md)."""
        path = step.path if step.path.startswith("/") else f"/tablet/calls/{self._assignment}/{step.path}"
        fields = {"id": step.id, "occurred_at": datetime.now(UTC).isoformat(), **step.fields}
        status, answer = self._tablet.send(path, fields, Accept="application/json")
        if status in {408, 429} or 300 <= status < 400:
            raise Away(f"{path} answered {status}.")
        if status >= 400 and status != 409:
            logger.warning("%s refused %s %s: %s", path, status, step.fields, answer.decode(errors="replace")[:300])
        self._steps.pop(0)
        self._schedule()
        if not self._steps:
            self._look()

    def _schedule(self) -> None:
        self._due = time.monotonic() + (self._steps[0].wait / self._speed if self._steps else 0)
