"""What happens in the city of bench/board.py: crews tap, calls come in, desks assign and ring back, at real doors.

Each act says which row of a board shows it, and by what.
"""

import http.client
import json
import random
import threading
import time
from dataclasses import dataclass
from datetime import UTC, datetime
from queue import SimpleQueue
from urllib.parse import urlencode
from uuid import uuid4

NEXT = {
    "assigned": "accept",
    "accept": "en_route",
    "en_route": "on_scene",
    "on_scene": "available",
    "available": "close",
}
REST = 3.0  # seconds until the same row is touched again: what is gone within a moment nobody can show
GONE, NOTHING = None, False


@dataclass(slots=True)
class Act:
    """`row` shows it when its text holds `by`, or once it is GONE; NOTHING: no board shows it, or not at once."""

    kind: str
    row: str
    by: object
    asked: float = 0
    answered: float = 0
    status: int = 0


class City:
    """Keeps the number of open calls: for each that ends another comes in."""

    def __init__(self, told: dict, port: int, hands: int = 4):
        self._told, self._port, self._luck = told, port, random.Random(2026)
        self.acts: list[Act] = []
        self.refused: list[str] = []
        self._queue: SimpleQueue = SimpleQueue()
        self._free = [crew for crew in told["crews"] if "assignment" not in crew]
        self._out = [crew | {"step": "assigned", "touched": 0.0} for crew in told["crews"] if "assignment" in crew]
        self._keep_free, self._waiting, self._held = len(self._free), list(told["waiting"]), list(told["held"])
        self._touched: dict[str, float] = {}
        self._owed, self._told_minutes, self._backup = 0, 0, None
        self._hands = [threading.Thread(target=self._work, daemon=True) for _ in range(hands)]
        for hand in self._hands:
            hand.start()

    def run(self, seconds: float, a_second: float) -> None:
        """By the clock, however long an answer takes, and as calls come: at random, so many a second in the mean."""
        at = began = time.monotonic()
        while (at := at + self._luck.expovariate(a_second)) < began + seconds:
            time.sleep(max(0, at - time.monotonic()))
            self._queue.put(self._next())
        for _ in self._hands:
            self._queue.put(None)
        for hand in self._hands:
            hand.join()

    def _next(self) -> tuple:
        dice = self._luck.random()
        for share, make in ((0.12, self._position), (0.2, self._remark), (0.34, self._ring), (0.36, self._help)):
            if dice < share:
                return make() or self._step()
        return self._call() if self._owed else self._step()

    def _step(self) -> tuple:
        """The next thing that a crew does, or another call for a crew that is free."""
        now = time.monotonic()
        ready = [crew for crew in self._out if now - crew["touched"] > REST]
        if len(self._free) > self._keep_free or not ready:
            return self._assign()
        crew = self._luck.choice(ready)
        crew["touched"], step = now, NEXT[crew["step"]]
        crew["step"] = step
        where, row = f"/tablet/calls/{crew['assignment']}", f"assignment-{crew['assignment']}"
        if step == "accept":
            return self._letter(crew, f"{where}/accept/", {}, Act("accepted", row, 'data-status="acknowledged"'))
        if step == "available":
            return self._letter(crew, f"{where}/status/", {"status": step}, Act("clear", row, GONE))
        if step != "close":
            return self._letter(crew, f"{where}/status/", {"status": step}, Act(step, row, f'data-status="{step}"'))
        self._out.remove(crew)
        self._free.append({key: crew[key] for key in ("unit", "call_sign", "person", "session")})
        self._owed += 1
        said = {"contact_outcome": "gone_on_arrival"}
        return self._letter(crew, f"{where}/close/", said, Act("closed", f"owed-{crew['assignment']}", GONE))

    def _assign(self) -> tuple:
        if not self._free or not self._waiting:
            return self._call()
        crew, call, id = self._free.pop(0), self._waiting.pop(0), str(uuid4())
        self._out.append(crew | {"assignment": id, "step": "assigned", "touched": time.monotonic()})
        return self._tap(
            f"/desk/calls/{call}/assign/", id, {"unit": crew["call_sign"]}, Act("assigned", f"assignment-{id}", "")
        )

    def _call(self) -> tuple:
        self._owed -= 1
        id = str(uuid4())
        self._waiting.append(id)
        told = {
            "id": id,
            "occurred_at": _now(),
            "call_type": self._told["type"],
            "priority": self._luck.choice([2, 3, 4]),
        }
        told |= {"address": f"{self._luck.randrange(1, 900)} Kiln Row", "summary": "Walks up and down and shouts."}
        told |= {"eligible": True, "latitude": 44.1, "longitude": -123.1}
        headers = {"Authorization": f"Bearer {self._told['token']}", "Content-Type": "application/json"}
        return "/api/v1/incidents/", json.dumps(told), headers, Act("received", f"call-{id}", "")

    def _ring(self) -> tuple | None:
        now = time.monotonic()
        call = next((one for one in self._held if now - self._touched.get(one, 0) > REST), None)
        if call is None:
            return None
        self._held.remove(call), self._held.append(call)
        self._touched[call], self._told_minutes = now, self._told_minutes + 1
        said = {"kind": "advised_of_delay", "answer": "waits", "told_minutes": 100 + self._told_minutes % 1_300}
        by = f"Told {said['told_minutes']} min"
        return self._tap(f"/desk/calls/{call}/call-back/", str(uuid4()), said, Act("call-back", f"hold-{call}", by))

    def _remark(self) -> tuple | None:
        if not self._waiting:
            return None
        call = self._luck.choice(self._waiting)
        said = {"body": "The caller says that he has sat down."}
        return self._tap(f"/desk/calls/{call}/notes/", str(uuid4()), said, Act("remark", "", NOTHING))

    def _position(self) -> tuple:
        crew = self._luck.choice(self._out)
        place = {"latitude": 44 + self._luck.random() / 5, "longitude": -123 - self._luck.random() / 5}
        return self._letter(crew, "/tablet/position/", place, Act("position", "", NOTHING))

    def _help(self) -> tuple | None:
        """Asked for; with the next turn somebody has it; then it is over."""
        now = time.monotonic()
        if self._backup is None:
            on_scene = [crew for crew in self._out if crew["step"] == "on_scene"]
            if not on_scene:
                return None
            crew, id = on_scene[0], str(uuid4())
            self._backup = [id, "asked", now]
            said = {"level": "routine", "reasons": "medical"}
            where = f"/tablet/calls/{crew['assignment']}/backup/"
            return self._letter(crew, where, said, Act("backup", f"backup-{id}", ""), id)
        id, state, since = self._backup
        if now - since < REST:
            return None
        self._backup = [id, "held", now] if state == "asked" else None
        if state == "asked":
            return self._tap(
                f"/desk/backups/{id}/acknowledge/", str(uuid4()), {}, Act("backup had", f"backup-{id}", "has it since")
            )
        said = {"result": "arrived"}
        return self._tap(f"/desk/backups/{id}/end/", str(uuid4()), said, Act("backup over", f"backup-{id}", GONE))

    def _tap(self, path: str, id: str, said: dict, act: Act) -> tuple:
        desk = self._luck.choice(self._told["desks"])
        return path, urlencode({"id": id, **said}), _signed_in(desk) | {"HX-Request": "true"}, act

    def _letter(self, crew: dict, path: str, said: dict, act: Act, id: str = "") -> tuple:
        told = {"id": id or str(uuid4()), "occurred_at": _now(), **said}
        return path, urlencode(told), _signed_in(crew) | {"Accept": "application/json"}, act

    def _work(self) -> None:
        hand = http.client.HTTPConnection("127.0.0.1", self._port, timeout=30)
        while (job := self._queue.get()) is not None:
            path, body, headers, act = job
            act.asked = time.time()
            hand.request("POST", path, body, headers)
            answer = hand.getresponse()
            told, act.status, act.answered = answer.read(), answer.status, time.time()
            self.acts.append(act)
            if act.status not in {200, 201, 204}:
                self.refused.append(f"{act.kind}: {act.status} {told[:200]!r}")


def _signed_in(who: dict) -> dict:
    token = "c" * 32
    return {
        "Cookie": f"sessionid={who['session']}; csrftoken={token}",
        "X-CSRFToken": token,
        "Content-Type": "application/x-www-form-urlencoded",
    }


def _now() -> str:
    return datetime.now(UTC).isoformat()
