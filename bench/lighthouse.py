"""Lighthouse's marks for the tablet's home and call pages, with its mobile settings (a slow phone on a slow line).

Installs the pinned Lighthouse from npm into a temporary folder (needs node and npm) and runs it against the Chromium of
this machine, signed in as a crew member; Lighthouse empties its caches and ends its service worker before each page.
Aim: 95 of 100 for performance, accessibility and best practices. `--json` prints one object instead of the table;
`--pages` asks for other paths, `{call}` stands for the call's.
"""

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
import urllib.parse
from pathlib import Path

sys.path[:0] = [str(Path(__file__).resolve().parent.parent), str(Path(__file__).resolve().parent)]
os.environ["DJANGO_SETTINGS_MODULE"] = "responder_app.settings"

import django  # noqa: E402

django.setup()

from town_tablet import chromium, on_call, sign_in  # noqa: E402

from tests.servers import free_port  # noqa: E402

VERSION = "13.5.0"
MARKS = ("performance", "accessibility", "best-practices")
AIM = 95


def installed(folder: Path) -> Path:
    npm = shutil.which("npm")
    if npm is None:
        raise SystemExit("Lighthouse needs node and npm, and there is no npm on this machine.")
    told = ["install", "--prefix", str(folder), "--ignore-scripts", "--no-audit", "--no-fund", "--silent"]
    subprocess.run([npm, *told, f"lighthouse@{VERSION}"], check=True)
    return folder / "node_modules/.bin/lighthouse"


def marks(lighthouse: Path, url: str, port: int, folder: Path) -> dict:
    """The three marks of 0 to 100, and what cost some."""
    command = [
        *(lighthouse, url, "--quiet", f"--port={port}", "--output=json", f"--output-path={folder / 'told.json'}"),
        f"--only-categories={','.join(MARKS)}",
    ]
    subprocess.run(command, check=True)
    told = json.loads((folder / "told.json").read_text())
    lost = [
        audit["title"]
        for name in MARKS
        for part in told["categories"][name]["auditRefs"]
        if part["weight"] and (audit := told["audits"][part["id"]])["score"] not in (None, 1)
    ]
    return {name: round((told["categories"][name]["score"] or 0) * 100) for name in MARKS} | {"lost_on": lost}


def run(pages: list[str]) -> dict:
    found, port = {}, free_port()
    with tempfile.TemporaryDirectory() as kept, on_call() as (server, _town, assignment, folder):
        lighthouse = installed(Path(kept))
        with chromium(folder / "tablet", server.url, f"--remote-debugging-port={port}") as context:
            sign_in(context.pages[0])
            context.pages[0].goto("about:blank")
            for page in pages:
                path = page.format(call=f"/tablet/calls/{assignment}/")
                found[page] = marks(lighthouse, urllib.parse.urljoin(server.url, path), port, folder)
    met = all(page[name] >= AIM for page in found.values() for name in MARKS)
    return {"lighthouse": VERSION, "pages": found, "aim": AIM, "met": met}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pages", nargs="*", default=["/tablet/", "{call}"])
    parser.add_argument("--json", action="store_true")
    asked = parser.parse_args()
    result = run(asked.pages)
    if asked.json:
        print(json.dumps(result))
        return
    print(f"{'page':<28}" + "".join(f"{name:>16}" for name in MARKS))
    for page, told in result["pages"].items():
        print(f"{page:<28}" + "".join(f"{told[name]:>16}" for name in MARKS))
        for title in told["lost_on"]:
            print(f"    {title}")
    print(f"Aim {AIM}: {'met' if result['met'] else 'not met'}")


if __name__ == "__main__":
    main()
