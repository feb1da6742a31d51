"""Does the board keep up? 50 units, 200 open calls, ten dispatchers, five events a second.

    python bench/board.py [--shape embedded|grown|both] [--minutes N] [--json] [--quick]

The real server, two desks in a real Chromium (an event is shown when the page's rows say so) and eight clients that do
what that page does. Crews, callers and dispatchers act at the real doors. Each time runs from the request that files an
event until the last of the ten boards shows it. Aim: 500 ms at p95, nothing lost, memory flat. The peer of the same run
is one desk with ten calls at the same server: the ratio is what means something on another machine. Positions and
remarks are filed too; a board shows the first within five seconds, by design, and the second not at all.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "bench")]

from tests import servers  # noqa: E402
from tests.served import empty_shape, manage  # noqa: E402

AIM, FLAT = 500, 1.0  # ms at p95; MB a minute


def main() -> None:
    words = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    words.add_argument("--shape", choices=["embedded", "grown", "both"], default="embedded")
    words.add_argument("--minutes", type=float, default=10)
    words.add_argument("--json", action="store_true")
    words.add_argument("--quick", action="store_true", help="half a minute: does it run at all")
    asked = words.parse_args()
    shapes = ["embedded", "grown"] if asked.shape == "both" else [asked.shape]
    found = {shape: measure(shape, 0.5 if asked.quick else asked.minutes) for shape in shapes}
    if asked.json:
        print(json.dumps(found))
        return
    for shape, measured in found.items():
        tell(shape, measured)


def measure(shape: str, minutes: float) -> dict:
    """In a process of its own, whose settings are that shape's."""
    if shape == "embedded":
        return _in_shape(shape, minutes, {"DATABASE_URL": "sqlite:///", "REDIS_URL": ""})
    if lacking := servers.missing():
        return {"left_out": "; ".join(lacking)}
    with servers.grown_shape(durable=True) as environment:
        return _in_shape(shape, minutes, environment | {"FOLLOWERS_INSIDE": "1"})


def _in_shape(shape: str, minutes: float, environment: dict) -> dict:
    os.environ |= environment | {"LOG_LEVEL": "ERROR"}
    with tempfile.TemporaryDirectory() as folder, empty_shape(Path(folder)) as chosen:
        manage(chosen, "collectstatic", "--no-input", "-v0")
        command = [sys.executable, str(ROOT / "bench/measures_board.py"), shape, str(minutes)]
        done = subprocess.run(command, env=os.environ | chosen, check=True, stdout=subprocess.PIPE, text=True)
    return json.loads(done.stdout)


def tell(shape: str, measured: dict) -> None:
    print(f"\n{shape}")
    if "left_out" in measured:
        print(f"  not measured: {measured['left_out']}")
        return
    for name, what in (("city", "200 calls, 50 units, 10 desks, 5 a second"), ("peer", "10 calls, 1 desk, 1 a second")):
        one = measured[name]
        shown, server = one["shown"], one["server"]
        print(f"  {what}: {one['events']} events, {shown['n']} to be shown, {one['pages']} Chromium pages")
        rows = {"shown by the last board": shown, "by each board": shown["each"], "answered": shown["answer"]}
        for row, times in rows.items():
            told = "/".join(str(times[part]) for part in ("p50", "p95", "p99", "p100"))
            print(f"    {row:28} p50/p95/p99/max ms  {told}")
        print(f"    lost {shown['lost']} {shown['which'] or ''}, refused {one['refused'] or 0}")
        print(f"    first page {one['first_page_ms']} ms")
        size = f"{server['first_MB']} to {server['last_MB']} MB, {server['MB_a_minute']} MB a minute"
        print(f"    server: {server['cpu']:.0%} of a core, {size}")
    for kind, times in measured["city"]["shown"]["by_kind"].items():
        print(f"      {kind:14} {times['n']:>5}  {times['p50']:>5} {times['p95']:>5} {times['p99']:>5}")
    city = measured["city"]
    met = city["shown"]["p95"] <= AIM and not city["shown"]["lost"] and city["server"]["MB_a_minute"] <= FLAT
    aim = f"aim of {AIM} ms, none lost, {FLAT} MB a minute: {'met' if met else 'NOT MET'}"
    print(f"  p95 against the peer's: {measured['ratio_p95']}; {aim}")


if __name__ == "__main__":
    main()
