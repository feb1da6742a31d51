"""How quickly does a call reach the tablets, and what does a socket cost?

    python bench/live.py [--shape embedded|grown|both] [--json] [--quick]

Everything is measured against a bare `websockets` server with a bare commit, in turn, on the same machine in the same
run; the ratio is what means something on another machine. In the grown shape calls are posted to one process and the
sockets are at another, so that every nudge goes through Redis.
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
from tests.served import empty_shape  # noqa: E402

AIMS = {"broadcast_1000": 3, "push": {"embedded": 2, "grown": 3.5}, "rate_100": 5}


def main():
    words = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    words.add_argument("--shape", choices=["embedded", "grown", "both"], default="both")
    words.add_argument("--json", action="store_true")
    words.add_argument("--quick", action="store_true", help="a tenth of the sockets: does it run at all")
    asked = words.parse_args()
    shapes = ["embedded", "grown"] if asked.shape == "both" else [asked.shape]
    found = {shape: measure(shape, asked.quick) for shape in shapes}
    if asked.json:
        print(json.dumps(found))
        return
    for shape, measured in found.items():
        tell(shape, measured)


def measure(shape: str, quick: bool) -> dict:
    """In a process of its own, whose settings are that shape's."""
    if shape == "embedded":
        return _in_shape(shape, quick, {"DATABASE_URL": "sqlite:///", "REDIS_URL": ""})
    if lacking := servers.missing():
        return {"left_out": "; ".join(lacking)}
    with servers.grown_shape(durable=True) as environment:
        return _in_shape(shape, quick, environment)


def _in_shape(shape: str, quick: bool, environment: dict) -> dict:
    os.environ |= environment | {"LOG_LEVEL": "ERROR"}
    with tempfile.TemporaryDirectory() as folder, empty_shape(Path(folder)) as chosen:
        command = [sys.executable, str(ROOT / "bench/measures_live.py"), shape, "quick" if quick else "full"]
        done = subprocess.run(command, env=os.environ | chosen, check=True, stdout=subprocess.PIPE, text=True)
    return json.loads(done.stdout)


def tell(shape: str, measured: dict) -> None:
    print(f"\n{shape}")
    if "left_out" in measured:
        print(f"  not measured: {measured['left_out']}")
        return
    print(f"  {'p50/p95/p99, or first/median/last':48} {'ours ms':>24} {'floor ms':>24} {'ratio':>6} {'aim':>5}")
    for name, row in measured["times"].items():
        aim = AIMS.get(name, "")
        aim = aim.get(shape, "") if isinstance(aim, dict) else aim
        ours, floor = ("/".join(str(number) for number in row[who]["ms"]) for who in ("ours", "floor"))
        lost = f"  LOST {row['ours']['lost']}" if row["ours"]["lost"] else ""
        print(f"  {row['what']:48} {ours:>24} {floor:>24} {row['ratio']:>6} {aim:>5}{lost}")
    for what, value in measured["plain"].items():
        print(f"  {what:60} {value}")


if __name__ == "__main__":
    main()
