"""What a crew waits for: the first load over the air, the app opened without signal, the answer to a tap.

- **first load**: every body, as compressed, that reaches a browser that was never here, from the sign-in page until the
  tablet is live and its worker has the whole app (pages, styles, modules, icons, the map's library, the languages),
  counted on a TCP line between the two. Aim: 150 kB. Beside it: their headers (a tenth of that with HTTP/2), and the
  pages that are then stored for a dead spot.
- **offline start**: a browser opened anew without signal, until the call's address is on the glass; also with the
  processor slowed four times, as on a cheap tablet. Floor of the same run: an empty page. Aim: 1 s.
- **tap**: from the touch until the frame in which the button answers, with signal and without. Floor of the same run: a
  bare button with a listener. Aim: 100 ms.

Ratios to the floors mean something on another machine. `--json` prints one object instead of the table.
"""

import argparse
import json
import os
import re
import statistics
import sys
import time
from pathlib import Path

sys.path[:0] = [str(Path(__file__).resolve().parent.parent), str(Path(__file__).resolve().parent)]
os.environ["DJANGO_SETTINGS_MODULE"] = "responder_app.settings"

import django  # noqa: E402

django.setup()

from town_tablet import Line, chromium, on_call, sign_in  # noqa: E402

from tests.journeys.hands import dead_spot, ready  # noqa: E402

WATCH = """([selector, answered]) => new Promise((resolve) => {
  const button = document.querySelector(selector);
  const done = new Function("button", `return ${answered}`);
  button.addEventListener("pointerdown", (event) => {
    const look = () => done(button) ? requestAnimationFrame(() => resolve(performance.now() - event.timeStamp))
      : requestAnimationFrame(look);
    look();
  }, { once: true, capture: true });
  window.watching = true;
})"""
BARE = """() => {
  const button = document.createElement("button");
  button.id = "bare"; button.textContent = "Bare"; button.className = "btn btn-status";
  button.addEventListener("click", () => button.classList.toggle("waiting"));
  document.querySelector("main").prepend(button);
}"""
HOME = "/tablet/"
KEPT = re.compile(r"/tablet/(?!offline/|lock/)")
RUNG = 'button[name="status"][value="{}"]'
STANDS = "button.classList.contains('waiting') || button.getAttribute('aria-pressed') === 'true' || !button.isConnected"


def first_load(page, line: Line) -> dict[str, int]:
    """Bytes until the tablet could do without the network: of the app, of its headers, of the pages it keeps."""
    sign_in(page)
    ready(page)
    settled, before = time.monotonic(), -1
    while time.monotonic() - settled < 3:  # nothing more has come for three seconds
        if line.received != before:
            settled, before = time.monotonic(), line.received
        page.wait_for_timeout(200)
    answers = line.answers()
    home = next(answer for answer in answers if answer.path == HOME)
    app = [home, *(answer for answer in answers if not KEPT.match(answer.path))]
    load, headers = sum(answer.body for answer in app), sum(answer.head for answer in app)
    return {"app": load, "headers": headers, "kept": line.received - load - headers}


def opened(page, url: str, selector: str) -> float:
    """Milliseconds until it can be seen."""
    begun = time.perf_counter()
    page.goto(url, wait_until="commit")
    page.locator(selector).first.wait_for()
    return (time.perf_counter() - begun) * 1000


def slowed(page, times: int) -> None:
    page.context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": times})


def tap(page, selector: str, answered: str) -> float:
    page.locator(selector).first.scroll_into_view_if_needed()
    page.evaluate(f"void (window.answer = ({WATCH})({json.dumps([selector, answered])}))")
    page.wait_for_function("window.watching")
    page.locator(selector).first.tap()
    took = page.evaluate("window.answer")
    page.evaluate("window.watching = false")
    return took


def taps(page, statuses: list[str]) -> list[float]:
    found = []
    for status in statuses:
        found.append(tap(page, RUNG.format(status), STANDS))
        page.wait_for_timeout(400)
    return found


def offline_starts(disk: Path, url: str, call: str, times: int) -> dict[str, list[float]]:
    """Each in a browser of its own, whose service worker is asleep."""
    found: dict[str, list[float]] = {"empty": [], "call": [], "call_slow": []}
    for _ in range(times):
        for name, slow in (("call", 1), ("call_slow", 4)):
            with chromium(disk, url) as context:
                page = context.pages[0]
                dead_spot(page)
                if slow > 1:
                    slowed(page, slow)
                else:
                    found["empty"].append(opened(page, "data:text/html,<p id=there>There", "#there"))
                found[name].append(opened(page, call, ".call-place, .call-type"))
    return found


def run(times: int) -> dict:
    with on_call() as (server, _town, assignment, state):
        line, disk = Line(server.port), state / "tablet"
        call = f"/tablet/calls/{assignment}/"
        with chromium(disk, line.url) as context:
            page = context.pages[0]
            load = first_load(page, line)
            page.goto(call)
            ready(page)
            page.evaluate(BARE)
            bare = [tap(page, "#bare", "button.classList.contains('waiting')") for _ in range(1)]
            with_signal = taps(page, ["en_route", "on_scene"])
            dead_spot(page)
            page.wait_for_timeout(500)
            without = taps(page, ["transporting", "on_scene"])
            dead_spot(page, False)
            page.wait_for_timeout(2_000)
        starts = offline_starts(disk, line.url, call, times)
    return told(load, starts, bare, with_signal, without)


def told(load, starts, bare, with_signal, without) -> dict:
    call, slow, empty = (statistics.median(starts[name]) for name in ("call", "call_slow", "empty"))
    slowest = max(with_signal + without)
    return {
        "first_load_kB": round(load["app"] / 1000, 1),
        "headers_kB": round(load["headers"] / 1000, 1),
        "then_kept_kB": round(load["kept"] / 1000, 1),
        "offline_start_ms": round(call),
        "offline_start_slow_ms": round(slow),
        "empty_page_ms": round(empty, 1),
        "offline_start_ratio": round(call / empty, 1),
        "tap_with_signal_ms": round(max(with_signal), 1),
        "tap_without_ms": round(max(without), 1),
        "bare_tap_ms": round(max(bare), 1),
        "tap_ratio": round(slowest / max(bare), 1),
        "met": {"first_load": load["app"] <= 150_000, "offline_start": call < 1000, "tap": slowest < 100},
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--times", type=int, default=5, help="cold starts of each kind")
    parser.add_argument("--json", action="store_true")
    asked = parser.parse_args()
    result = run(asked.times)
    if asked.json:
        print(json.dumps(result))
        return
    for name, value in result.items():
        print(f"{name:<24}{value}")


if __name__ == "__main__":
    main()
