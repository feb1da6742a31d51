"""500 letters written in a dead spot: how long after the signal is back until all are in the log.

A real Chromium with our own outbox on a persistent disk, a real `manage.py serve`. Beside it, in the same run, the
bare cost of as many commits (SQLite, WAL, synchronous=FULL, two inserts each), so that the ratio means something
on another machine. `--json` prints one object instead of the table.
"""

import argparse
import json
import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
os.environ["DJANGO_SETTINGS_MODULE"] = "responder_app.settings"

import django  # noqa: E402

django.setup()

from playwright.sync_api import sync_playwright  # noqa: E402

from tests.factories import PASSWORD  # noqa: E402
from tests.journeys.conftest import ARGUMENTS  # noqa: E402
from tests.journeys.processes import Server, Town, environment_of  # noqa: E402

WRITE = """async ({person, url, letters}) => {
  const [{Store}, {Clock}, {Outbox}] = await Promise.all(
    ["store", "clock", "outbox"].map((name) => import(`/static/js/${name}.js`)));
  const store = new Store();
  const csrf = () => document.cookie.match(/csrftoken=([^;]+)/)[1];
  const outbox = window.bench = new Outbox({store, clock: new Clock({store}), person, csrf});
  const begun = performance.now();
  for (let n = 0; n < letters; n++) await outbox.put({url, body: {body: `Note ${n}`}, label: "Note", place: "notes"});
  return performance.now() - begun;
}"""
SEND = """async () => {
  const begun = performance.now();
  while ((await window.bench.waiting()).length) {
    await window.bench.drain();
  }
  return performance.now() - begun;
}"""


def bare_commits(folder: Path, number: int) -> float:
    """Seconds for that many two-row commits by nothing but sqlite3."""
    database = sqlite3.connect(folder / "bare.sqlite3", isolation_level=None)
    database.execute("PRAGMA journal_mode=WAL")
    database.execute("PRAGMA synchronous=FULL")
    database.execute("CREATE TABLE line (seq INTEGER PRIMARY KEY, body TEXT)")
    begun = time.perf_counter()
    for _ in range(number):
        database.execute("BEGIN IMMEDIATE")
        database.execute("INSERT INTO line (body) VALUES ('note')")
        database.execute("INSERT INTO line (body) VALUES ('event')")
        database.execute("COMMIT")
    return time.perf_counter() - begun


def run(letters: int) -> dict:
    with tempfile.TemporaryDirectory() as folder:
        state = Path(folder)
        environment = environment_of(state, state / "static")
        for command in (["migrate"], ["collectstatic", "--no-input"]):
            subprocess.run([sys.executable, "manage.py", *command, "-v0"], cwd=ROOT, env=environment, check=True)
        server = Server(state, environment).start()
        town = Town(environment)
        try:
            people = town.found()
            town.sign_on("mika", "R1")
            assignment = town.assign(town.call("14 Alder Street"), "R1")
            written, sent = through_chromium(server.url, people["mika"], assignment, letters, state)
            notes = [body for (body,) in town.look("Note", "body")]
            assert notes == [f"Note {n}" for n in range(letters)], "letters were lost, doubled or out of order"
        finally:
            town.close()
            server.stop()
        floor = bare_commits(state, letters)
    return {
        "letters": letters,
        "written_s": round(written, 3),
        "sent_s": round(sent, 3),
        "per_letter_ms": round(sent / letters * 1000, 2),
        "bare_commits_s": round(floor, 3),
        "ratio": round(sent / floor, 1),
        "aim_s": 3,
        "met": sent < 3,
    }


def through_chromium(url: str, person: int, assignment: str, letters: int, state: Path) -> tuple[float, float]:
    """Seconds to write the letters without signal, and to send them all once it is back."""
    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    with sync_playwright() as playwright:
        disk = state / "tablet"
        tablet = playwright.chromium.launch_persistent_context(disk, executable_path=chromium, args=ARGUMENTS)
        page = tablet.new_page()
        page.goto(f"{url}/sign-in/?next=/tablet/offline/")
        page.get_by_label("Username").fill("mika")
        page.get_by_label("Password").fill(PASSWORD)
        page.get_by_role("button", name="Sign in", exact=True).click()
        page.goto(f"{url}/live/ticket/")
        told = {"person": person, "url": f"/tablet/calls/{assignment}/notes/", "letters": letters}
        page.goto(f"{url}/healthz")
        written = page.evaluate(WRITE, told)
        sent = page.evaluate(SEND)
        tablet.close()
    return written / 1000, sent / 1000


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--letters", type=int, default=500)
    parser.add_argument("--json", action="store_true")
    told = parser.parse_args()
    result = run(told.letters)
    if told.json:
        print(json.dumps(result))
        return
    for name, value in result.items():
        print(f"{name:<18}{value}")


if __name__ == "__main__":
    main()
