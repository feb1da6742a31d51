"""The measures of bench/board.py in one shape: `measures_board.py SHAPE MINUTES` prints one JSON object."""

import contextlib
import json
import os
import shutil
import sys
import threading
import time
from bisect import bisect_left
from collections import defaultdict
from pathlib import Path

import psutil

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "bench")]

from acts_board import GONE, NOTHING, Act, City  # noqa: E402
from desks_board import Client, Page  # noqa: E402
from playwright.sync_api import sync_playwright  # noqa: E402

from tests.served import Served, manage  # noqa: E402

CHROMIUM = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-timer-throttling",
    "--disable-renderer-backgrounding",
)
WARM_UP = 20.0  # seconds, not counted
SAMPLE = 10.0
PATIENCE = 5.0  # seconds after the last act
PAGES = 2


def main(shape: str, minutes: float) -> None:
    """Ten desks with the whole city; one desk with ten calls, for what a board costs with next to nothing on it."""
    os.environ["FOLLOWERS_INSIDE"] = "1"  # one server does all of it, in the grown shape too
    whole = measure({"calls": 200, "units": 50, "desks": 10}, minutes * 60, 5)
    peer = measure({"calls": 10, "units": 8, "desks": 1}, min(60, minutes * 60), 1)
    ratio = round(whole["shown"]["p95"] / peer["shown"]["p95"], 2)
    print(json.dumps({"shape": shape, "city": whole, "peer": peer, "ratio_p95": ratio}))


def measure(size: dict, seconds: float, a_second: float) -> dict:
    manage({}, "flush", "--no-input", "-v0")
    told = json.loads(manage({}, *map(str, size.values()), command=(str(ROOT / "bench/city_board.py"),)))
    server = Served({}).start()
    try:
        with _desks(server.port, told["desks"]) as (pages, clients):
            opened = round(pages[0].opened * 1000) if pages else None
            City_ = City(told, server.port)
            watch = Watch(server.process.pid)
            city = threading.Thread(target=City_.run, args=(WARM_UP + seconds, a_second))
            began = time.time()
            city.start()
            while city.is_alive() or time.time() < began + WARM_UP + seconds + PATIENCE:
                time.sleep(1)
                watch.look(time.time() - began >= WARM_UP)
                for page in pages:
                    page.fetch()
            asked, back = (sum(getattr(client, told) for client in clients) for told in ("asked", "came_back"))
        boards = [*(page.notes for page in pages), *(client.notes for client in clients)]
        acts = [act for act in City_.acts if act.asked >= began + WARM_UP]
        shown = _shown(acts, boards)
        said = {"events": len(acts), "refused": City_.refused[:5], "first_page_ms": opened, "pages": len(pages)}
        return said | {"questions": asked, "came_back": back, "shown": shown, "server": watch.told()}
    finally:
        server.stop()


@contextlib.contextmanager
def _desks(port: int, people: list[dict]):
    path = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    with contextlib.ExitStack() as stack:
        pages = []
        if path:
            browser = stack.enter_context(sync_playwright()).chromium.launch(executable_path=path, args=CHROMIUM)
            stack.callback(browser.close)
            pages = [Page(browser, port, who["session"]) for who in people[:PAGES]]
        clients = [Client(port, who) for who in people[len(pages) :]]
        for client in clients:
            client.start()
        yield pages, clients
        for each in (*clients, *pages):
            each.close()


def _shown(acts: list[Act], boards: list[list]) -> dict:
    """From the request that files it until the last board shows it; and until each does."""
    books = [_book(notes) for notes in boards]
    last, each, lost, by_kind = [], [], [], defaultdict(list)
    for act in acts:
        if act.by is NOTHING or act.status not in {200, 201, 204}:
            continue
        times = [_first(book, act) for book in books]
        lost += [f"{act.kind} {act.row}"] * times.count(None)
        there = [(at - act.asked) * 1000 for at in times if at is not None]
        each += there
        if there:
            last.append(max(there))
            by_kind[act.kind].append(max(there))
    answers = [(act.answered - act.asked) * 1000 for act in acts]
    told = {kind: {"n": len(times), **spread(times)} for kind, times in sorted(by_kind.items())}
    return {
        "n": len(last),
        **spread(last),
        "each": spread(each),
        "lost": len(lost),
        "which": lost[:5],
        "answer": spread(answers),
        "by_kind": told,
    }


def _book(notes: list) -> dict[str, list]:
    rows = defaultdict(list)
    for row, at, text in notes:
        rows[row].append((at, text))
    return {row: sorted(found, key=lambda note: note[0]) for row, found in rows.items()}


def _first(book: dict, act: Act) -> float | None:
    notes = book.get(act.row, [])
    for at, text in notes[bisect_left(notes, act.asked, key=lambda note: note[0]) :]:
        if (text is None) if act.by is GONE else (text is not None and act.by in text):
            return at
    return None


def spread(times: list[float]) -> dict:
    times = sorted(times) or [0]
    return {f"p{part}": round(times[min(len(times) * part // 100, len(times) - 1)]) for part in (50, 95, 99, 100)}


class Watch:
    """The server's memory every ten seconds, and the share of one core that it takes."""

    def __init__(self, pid: int):
        self._process, self._sizes, self._busy, self._since = psutil.Process(pid), [], None, None

    def look(self, counts: bool) -> None:
        if not counts:
            return
        if self._busy is None:
            self._busy, self._since = sum(self._process.cpu_times()[:2]), time.monotonic()
        if time.monotonic() - self._since >= len(self._sizes) * SAMPLE:
            self._sizes.append(self._process.memory_info().rss / 2**20)

    def told(self) -> dict:
        ran = time.monotonic() - self._since
        busy = sum(self._process.cpu_times()[:2]) - self._busy
        sizes = [round(size, 1) for size in self._sizes]
        found = {"cpu": round(busy / ran, 2), "first_MB": sizes[0], "last_MB": sizes[-1]}
        return found | {"MB_a_minute": round(_slope(self._sizes) * 60 / SAMPLE, 2), "sizes_MB": sizes}


def _slope(values: list[float]) -> float:
    """Least squares, for each step."""
    middle, mean = (len(values) - 1) / 2, sum(values) / len(values)
    below = sum((step - middle) ** 2 for step in range(len(values)))
    return sum((step - middle) * (value - mean) for step, value in enumerate(values)) / below if below else 0


if __name__ == "__main__":
    main(sys.argv[1], float(sys.argv[2]))
