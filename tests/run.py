"""The whole suite: the house and the stories on SQLite, the same on PostgreSQL and Redis, the modules on node.

What a machine lacks is skipped and said loudly at the end; with STRICT=1 (in CI) anything skipped fails.
"""

import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from tests import servers

ROOT = Path(__file__).resolve().parent.parent
STRICT = os.environ.get("STRICT") == "1"
# The same whatever the storage is: words and sentences, the stories and the play, which bring their own SQLite, and the
# pages of three doors with the walk of strangers, who ask what access, actions and reports are asked on both.
PURE = [
    "tests/dispatch",
    "tests/entrance",
    "tests/journeys",
    "tests/profiles",
    "tests/program",
    "tests/templatetags",
    "tests/words",
    "tests/test_demo.py",
    "tests/test_demo_scenes.py",
    "tests/test_house.py",
    "tests/test_languages.py",
    "tests/test_marked.py",
    "tests/test_strangers.py",
]
QUICK = ["-n", "2", "--dist", "worksteal", "--ignore=tests/journeys", "--ignore=tests/chaos"]
STORIES = ["-n", "2", "--dist", "worksteal", "tests/journeys"]
CHAOS = ["tests/chaos"]


def pytest(*arguments, **environment) -> bool:
    command = [sys.executable, "-m", "pytest", "-q", *arguments]
    began = time.monotonic()
    done = subprocess.run(command, cwd=ROOT, env=os.environ | environment)
    print(f"    {time.monotonic() - began:.0f} s", flush=True)
    return done.returncode == 0


def say(title: str) -> None:
    print(f"\n=== {title} ===", flush=True)


def on_sqlite() -> bool:
    say("SQLite, bus in memory")
    quick = pytest(*QUICK)
    say("Stories in a real browser")
    stories = pytest(*STORIES)
    say("Chaos; SQLite")
    return pytest(*CHAOS) and stories and quick


def grown(left_out: list[str]) -> bool:
    if lacking := servers.missing():
        left_out.append(f"everything on PostgreSQL and Redis: {'; '.join(lacking)}")
        return True
    say("PostgreSQL and Redis")
    with servers.grown_shape() as environment:
        quick = pytest(*QUICK, *[f"--ignore={path}" for path in PURE], **environment)
        say("Chaos; PostgreSQL and Redis")
        return pytest(*CHAOS, **environment) and quick


def modules(left_out: list[str]) -> bool:
    if shutil.which("node") is None:
        left_out.append("the JavaScript modules' own tests: node is not installed")
        return True
    say("JavaScript modules on node")
    return (
        subprocess.run(["node", "--test", *map(str, sorted(Path(ROOT, "tests/js").glob("*.test.mjs")))]).returncode == 0
    )


def main() -> int:
    left_out: list[str] = []
    results = [modules(left_out), on_sqlite(), grown(left_out)]
    for sentence in left_out:
        print(f"\n!!! NOT RUN: {sentence}", flush=True)
    if left_out and STRICT:
        return 1
    say("all green" if all(results) else "something failed: see above")
    return 0 if all(results) else 1


if __name__ == "__main__":
    sys.exit(main())
