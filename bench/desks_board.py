"""The desks of bench/board.py: real Chromium pages, and clients that do what such a page does.

Each notes what it shows when. A note is `(row, at, text)`: the row's id in the page, seconds since the epoch, its HTML,
or None once it is gone.
"""

import http.client
import json
import re
import threading
import time
from urllib.parse import urlencode

from websockets.exceptions import WebSocketException
from websockets.sync.client import connect

GATHER = 0.05  # as static/js/desk_regions.js
REGION = re.compile(r'<section id="(\w+)"[^>]*?data-together data-live="([^"]*)"( data-moves)?')
ROW = re.compile(r'<(?:li|article) (?:data-mark="([^"]*)" )?id="([\w-]+)"')

# What changed in the page, read once a second; ages that tick are no news.
OBSERVE = """() => {
  window.shown = [];
  const ROW = "li[id], article[id]";
  const rowsIn = (node) => node.nodeType === 1
    ? [...(node.matches(ROW) ? [node] : []), ...node.querySelectorAll(ROW)] : [];
  new MutationObserver((records) => {
    const at = (performance.timeOrigin + performance.now()) / 1000;
    const rows = new Set();
    for (const { target, addedNodes, removedNodes } of records) {
      if (target.nodeName === "TIME") continue;
      const row = target.closest?.(ROW);
      if (row) rows.add(row);
      for (const node of addedNodes) rowsIn(node).forEach((each) => rows.add(each));
      for (const node of removedNodes) {
        for (const { id, isConnected } of rowsIn(node)) if (!isConnected) window.shown.push([id, at, null]);
      }
    }
    for (const row of rows) if (row.isConnected) window.shown.push([row.id, at, row.outerHTML]);
  }).observe(document.querySelector("#desk"), { childList: true, subtree: true, attributes: true,
    attributeFilter: ["data-mark", "data-status"] });
}"""


class Page:
    """A tab of one browser; only its own thread may touch it, so its notes are fetched every second."""

    def __init__(self, browser, port: int, session: str):
        context = browser.new_context(viewport={"width": 1440, "height": 900})
        context.add_cookies([{"name": "sessionid", "value": session, "url": f"http://127.0.0.1:{port}"}])
        self._page, self.notes = context.new_page(), []
        began = time.monotonic()
        self._page.goto(f"http://127.0.0.1:{port}/desk/")
        self._page.wait_for_selector("#line-state[data-line=live]", timeout=60_000)
        self.opened = time.monotonic() - began
        self._page.evaluate(OBSERVE)

    def fetch(self) -> None:
        self.notes += [tuple(note) for note in self._page.evaluate("window.shown.splice(0)")]

    def close(self) -> None:
        self.fetch()
        self._page.context.close()


class Client(threading.Thread):
    """The socket, and the questions that the page would ask, with its headers and its coalescing."""

    def __init__(self, port: int, who: dict):
        super().__init__(daemon=True)
        self._port, self._who, self.notes, self.heard = port, who, [], {}
        self._http = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
        self._rows, self._marks, self._over = {}, {}, threading.Event()
        page = self._get("/desk/", {})
        self._listens = {name: live.split() for name, live, _ in REGION.findall(page)}
        self._moves = [name for name, _, moves in REGION.findall(page) if moves]
        self._note(page, list(self._listens), time.time())
        self.notes.clear()
        self._socket, self.asked, self.came_back = self._open(), 0, 0

    def run(self) -> None:
        wanted, due = set(), None
        while not self._over.is_set():
            try:
                wanted |= self._concerned(
                    self._socket.recv(timeout=max(0, min(due or 1e12, time.time() + 0.5) - time.time()))
                )
            except TimeoutError:
                pass
            except WebSocketException:  # as the page: back at once, and everything asked again
                self._socket, wanted = self._open(), set(self._listens)
                self.came_back += 1
            if wanted and due is None:
                due = time.time() + GATHER
            if due and time.time() >= due:
                names, wanted, due = sorted(wanted), set(), None
                self._ask(names)

    def _open(self):
        ticket = json.loads(self._get("/live/ticket/", {}))
        query = urlencode({"ticket": ticket["ticket"], "epoch": ticket["epoch"], "since": ticket["head"]})
        cookie = {"Cookie": f"sessionid={self._who['session']}"}
        return connect(f"ws://127.0.0.1:{self._port}/ws/live/?{query}", additional_headers=cookie, proxy=None)

    def close(self) -> None:
        self._over.set()
        self.join(5)
        self._socket.close()

    def _concerned(self, text: str) -> set[str]:
        frame = json.loads(text)
        if "moved" in frame:
            return set(self._moves)
        if (kind := frame.get("kind")) is None:
            return set()
        self.heard[frame["seq"]] = time.time()
        return {
            name
            for name, said in self._listens.items()
            if any(kind == one or (one.endswith(".") and kind.startswith(one)) for one in said)
        }

    def _ask(self, names: list[str]) -> None:
        have = [mark for name in names for mark in self._marks.get(name, {}).values()]
        headers = {"HX-Request": "true", "HX-Target": names[0], "X-Regions": " ".join(names), "X-Have": " ".join(have)}
        text = self._get("/desk/", headers | {"X-Person": str(self._who["person"])})
        self.asked += 1
        self._note(text, names, time.time())

    def _note(self, text: str, names: list[str], at: float) -> None:
        """The answer is put together with the rows that were not sent again, as the page does."""
        for part in re.split(r'(?=<section id=")', text):
            name = part[13 : part.find('"', 13)]
            if name not in names:
                continue
            found = [*ROW.finditer(part)]
            ends = [row.start() for row in found[1:]] + [len(part)] * bool(found)
            before, had = self._rows.get(name, {}), self._marks.get(name, {})
            now, marks = {}, {}
            for row, end in zip(found, ends, strict=True):
                mark, id = row.groups()
                told = part[row.start() : end]
                same = " data-same>" in told[:120]
                now[id], marks[id] = (before[id] if same else told), (had[id] if same else mark)
                if not same and before.get(id) != told:
                    self.notes.append((id, at, told))
            self.notes += [(id, at, None) for id in before.keys() - now.keys()]
            self._rows[name], self._marks[name] = now, {id: mark for id, mark in marks.items() if mark}

    def _get(self, path: str, headers: dict) -> str:
        cookie = {"Cookie": f"sessionid={self._who['session']}", "Accept": "text/html"}
        self._http.request("GET", path, headers=headers | cookie)
        answer = self._http.getresponse()
        text = answer.read().decode()
        assert answer.status == 200, f"{path} answered {answer.status}"
        return text
