"""Every write of the API: who does it, where, what it says, what else it might say, and what it may not say."""

from dataclasses import dataclass, field

DESK = {"dispatcher", "clinician", "hotline", "administrator", "machine"}
PEOPLE = DESK - {"machine"}


@dataclass(frozen=True)
class Act:
    path: str
    roles: frozenset
    body: dict = field(default_factory=dict)
    other: dict = field(default_factory=dict)
    bad: dict = field(default_factory=dict)
    reads: str = ""

    @property
    def name(self) -> str:
        return self.path.strip("/").replace("{", "").replace("}", "").replace("/", "-")

    def path_in(self, world) -> str:
        return self.path.format(world=world)


def act(path, roles, body=None, other=None, bad=None, reads=""):
    return Act(path, frozenset(roles), body or {}, other or {}, bad or {}, reads)


PASSED = "/transfers/{world.transfer.id}"
CALL, TAKEN, ALERT = "/incidents/{world.incident.id}", "/assignments/{world.assignment.id}", "/backup-requests"
WAITING = "/incidents/{world.waiting.id}"

ACTS = [
    act(
        "/incidents/",
        DESK,
        {"call_type": "WELFARE", "summary": "Sits on the kerb."},
        {"summary": "Lies on the kerb."},
        {"priority": 9},
        "/incidents/{id}/",
    ),
    act(
        f"{WAITING}/close/",
        DESK,
        {"reason": "no_unit_free", "sent_instead": "police"},
        {"sent_instead": "ems"},
        {"sent_instead": "taxi"},
    ),
    act(
        f"{WAITING}/assignments/",
        DESK,
        {"call_sign": "R2"},
        {"call_sign": "R1"},
        {"call_sign": "R77"},
        "/assignments/{id}/",
    ),
    act(
        f"{CALL}/supports/",
        DESK,
        {"kind": "police", "reason": "Threw a bottle.", "eta_minutes": 7},
        {"eta_minutes": 9},
        {"kind": "army"},
    ),
    act(
        f"{WAITING}/hand-over/",
        DESK,
        {"kind": "police", "reason": "A weapon after all.", "unserved_reason": "disqualifier_present", "close": True},
        {"kind": "ems"},
        {"reason": "  "},
    ),
    act("/supports/{world.support.id}/", DESK, {"stage": "on_scene"}, {"stage": "done"}, {"stage": "lost"}),
    act(f"{CALL}/notes/", {"responder", *DESK}, {"body": "Dog in yard."}, {"body": "Cat in yard."}, {"body": "  "}),
    act(
        f"{CALL}/backup-requests/",
        {"responder"},
        {"level": "routine", "reasons": ["animal", "other"]},
        {"level": "urgent"},
        {"reasons": []},
    ),
    act(
        f"{CALL}/referrals/",
        {"responder", *DESK},
        {"service": "{world.service.pk}", "mode": "information"},
        {"mode": "transport"},
        {"service": 999999},
    ),
    act(
        f"{TAKEN}/accept/",
        {"responder"},
        bad={"occurred_at": "two o'clock"},
        reads="/assignments/{world.assignment.id}/",
    ),
    act(f"{TAKEN}/decline/", {"responder"}, {"reason": "too_far"}, {"reason": "unsafe"}, {"reason": "lunch"}),
    act(f"{TAKEN}/withdraw/", DESK, bad={"id": "seven"}),
    act(
        f"{TAKEN}/reassign/",
        DESK,
        {"call_sign": "R2"},
        {"reason": "relieved"},
        {"reason": "lunch"},
        "/assignments/{id}/",
    ),
    act(
        f"{TAKEN}/preempt/",
        DESK,
        {"incident": "{world.waiting.id}", "reason": "crew_agreed"},
        {"former": "kept"},
        {"former": "closed"},
        "/assignments/{id}/",
    ),
    act(f"{TAKEN}/status/", {"responder"}, {"status": "on_scene"}, {"status": "en_route"}, {"status": "assigned"}),
    act(
        f"{TAKEN}/close/",
        {"responder"},
        {"contact_outcome": "contact_made", "disposition": "remained_resolved", "people_served": 1},
        {"people_served": 2},
        {"people_served": -1},
        "/assignments/{world.assignment.id}/",
    ),
    act(f"{ALERT}/{{world.backup.id}}/acknowledge/", {*DESK, "manager"} - {"machine"}, bad={"extra": 1}),
    act(f"{ALERT}/{{world.backup.id}}/under-way/", {*DESK, "manager"}, {"minutes": 6}, {"minutes": 3}, {"minutes": -1}),
    act(
        f"{ALERT}/{{world.backup.id}}/end/",
        {*DESK, "manager", "responder"} - {"machine"},
        {"result": "arrived"},
        {"result": "not_available"},
        {"result": "gone"},
    ),
    act(
        f"{WAITING}/transfers/",
        DESK,
        {"to_party": "988", "reason": "clinical"},
        {"reason": "medical"},
        {"to_party": "nobody"},
    ),
    act(
        f"{PASSED}/accept/",
        DESK,
        {"reason": "disqualifier_present", "sent_instead": "police"},
        {"sent_instead": "ems"},
        {"sent_instead": "taxi"},
    ),
    act(f"{PASSED}/decline/", DESK, {"reason": "nobody_free"}, {"reason": "other"}, {"reason": "lunch"}),
    act(f"{PASSED}/drop/", DESK, bad={"id": "seven"}),
    act(f"{PASSED}/take-back/", DESK, bad={"id": "seven"}),
]
