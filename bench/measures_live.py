"""The measures of bench/live.py in one shape: `measures_live.py SHAPE full|quick` prints one JSON object."""

import json
import random
import statistics
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path
from uuid import uuid4

import psutil

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "bench")]

from contestants_live import Floor, Ours  # noqa: E402
from crowd import Crowd, Desk  # noqa: E402

LUCK = random.Random(2026)


def main(shape: str, scale: int) -> None:
    with Floor() as floor, Ours(shape, 1_000 // scale) as ours:
        plain = {"identical POSTs at once": identical(ours)}
        plain |= idle(ours, 500 // scale) | memory(floor, ours, 1_000 // scale)
        times = {}
        for name, (what, run) in measures(scale).items():
            measured = {"floor": run(floor), "ours": run(ours)}
            ratio = round(measured["ours"]["of"] / measured["floor"]["of"], 2)
            times[name] = {"what": what, **measured, "ratio": ratio}
        plain |= storm(floor, ours, 1_000 // scale)
    print(json.dumps({"times": times, "plain": plain}))


def measures(scale: int) -> dict[str, tuple[str, Callable]]:
    some, many, all_ = 50, max(500 // scale, 50), 1_000 // scale
    return {
        "posted_50": (f"assignment's POST to frame at {some} sockets", lambda who: posted(who, some, 10, 40 // scale)),
        "posted_500": (f"assignment's POST to frame at {many} sockets", lambda who: posted(who, many, 10, 40 // scale)),
        "sustained_30": (f"the same at {many} sockets, 30 a second", lambda who: posted(who, many, 30, 120 // scale)),
        "rate_100": ("a note's POST to commit to frame, 100 a second", lambda who: noted(who, 100, 400 // scale)),
        "push": ("one push, 100 a second", lambda who: push(who, all_, 100, 400 // scale)),
        "broadcast_1000": (f"one event to {all_} sockets, first/median/last", lambda who: broadcast(who, all_)),
    }


def posted(who, sockets: int, a_second: int, number: int) -> dict:
    """Every socket sees every assignment."""
    return _spread(*_struck(who, who.desks(sockets), a_second, [None] * number, who.post), sockets)


def noted(who, a_second: int, number: int) -> dict:
    """As many tablets, each is told of one note."""
    turns = list(range(number))
    return _spread(*_struck(who, who.tablets(number), a_second, turns, who.note), 1)


def push(who, sockets: int, a_second: int, number: int) -> dict:
    """After a bare commit, one line to one of the tablets."""
    turns = [LUCK.randrange(sockets) for _ in range(number)]
    return _spread(*_struck(who, who.tablets(sockets), a_second, turns, who.strike), 1)


def broadcast(who, sockets: int) -> dict:
    """After a bare commit, one line to every socket."""
    sent, heard, lost = _struck(who, who.desks(sockets), 2, [None] * 9, who.strike)
    each = [sorted((at - sent[key]) / 1e6 for _, at in told) for key, told in list(heard.items())[1:]]
    picked = [[times[0], times[len(times) // 2], times[-1]] for times in each]
    middle = [round(statistics.median(column), 1) for column in zip(*picked, strict=True)]
    return {"ms": middle, "of": middle[-1], "lost": lost(sockets)}


def _struck(who, requests: list[bytes], a_second: int, turns: list, strike: Callable):
    """When each was sent, who heard it when, and how many frames are missing if so many should have heard each."""
    crowd, desk = Crowd(who.port, requests), Desk(who.http_port)
    crowd.open()
    sent, start = {}, time.monotonic_ns() + 300_000_000
    plan = []
    for number, to in enumerate(turns):
        key = who.key(strike, number)
        at = sent[key] = start + number * 1_000_000_000 // a_second
        plan.append((at, lambda key=key, to=to: strike(desk, key, to)))
    crowd.listen(plan)
    desk.finish()
    heard = {key: told for key, told in crowd.times(who.names(strike)).items() if key in sent}
    crowd.close()
    assert not desk.refused, desk.refused[0]
    return sent, heard, lambda each: each * len(turns) - sum(len(told) for told in heard.values())


def _spread(sent: dict, heard: dict, lost: Callable, each: int) -> dict:
    times = sorted((at - sent[key]) / 1e6 for key, told in heard.items() for _, at in told)
    of = [times[min(int(len(times) * part), len(times) - 1)] for part in (0.5, 0.95, 0.99)]
    return {"ms": [round(value, 2) for value in of], "of": of[0], "lost": lost(each)}


def storm(floor, ours, sockets: int) -> dict:
    """All come back at once and are told the 20 lines they missed; then as many tickets over HTTP."""
    found = {}
    for who in (floor, ours):
        for _ in range(20):
            who.strike(None, who.key(who.strike, 0), None)
        time.sleep(1.5)
        crowd = Crowd(who.port, who.desks(sockets, behind=20))
        found[who.name] = crowd.open(frames=21)
        crowd.close()
    began = time.monotonic()
    ours.ask_for_tickets(sockets)
    asked = time.monotonic() - began
    return {
        f"{sockets} sockets back with 20 lines each, s (aim 3)": round(found["ours"], 2),
        "  the floor's, s": round(found["floor"], 2),
        f"  and {sockets} tickets before that, s": round(asked, 2),
    }


def memory(floor, ours, sockets: int) -> dict:
    found = {}
    for who in (floor, ours):
        process = psutil.Process(who.pid)
        crowd = Crowd(who.port, who.desks(10))
        crowd.open()
        before = process.memory_full_info().pss
        more = Crowd(who.port, who.desks(sockets))
        more.open()
        time.sleep(1.5)
        found[who.name] = round((process.memory_full_info().pss - before) / 1024 / sockets, 1)
        crowd.close(), more.close()
        time.sleep(1)
    return {"KiB a socket (aim 40)": found["ours"], "  the floor's": found["floor"]}


def idle(ours, sockets: int) -> dict:
    process, crowd = psutil.Process(ours.pid), Crowd(ours.port, ours.desks(sockets))
    crowd.open()
    before, began = sum(process.cpu_times()[:2]), time.monotonic()
    crowd.listen([], patience=20)
    used = (sum(process.cpu_times()[:2]) - before) / (time.monotonic() - began)
    crowd.close()
    return {f"CPU for {sockets} idle sockets, % of a core": round(used * 100, 1)}


def identical(ours, at_once: int = 24) -> str:
    """So many hands post the same assignment in the same moment."""
    key, gate, answers = str(uuid4()), threading.Barrier(at_once), []
    told, call = ours.letter(key), ours.call()

    def hand():
        gate.wait()
        answers.append(ours.ask("POST", f"/api/v1/incidents/{call}/assignments/", told)[0])

    hands = [threading.Thread(target=hand) for _ in range(at_once)]
    for each in hands:
        each.start()
    for each in hands:
        each.join()
    rows = ours.ask("GET", f"/api/v1/incidents/{call}/assignments/")[1]
    rows = rows if isinstance(rows, list) else next(iter(rows.values()))
    good = sum(status in (200, 201) for status in answers)
    return f"{at_once} gave {len(rows)} row and {good} successes"


if __name__ == "__main__":
    main(sys.argv[1], 10 if sys.argv[2] == "quick" else 1)
