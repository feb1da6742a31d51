"""A throw-away server with a crew on a call, and a line that counts what goes over it; for the tablet's benches."""

import asyncio
import contextlib
import re
import shutil
import subprocess
import sys
import tempfile
import threading
from pathlib import Path
from typing import NamedTuple

from playwright.sync_api import sync_playwright

from tests.factories import PASSWORD
from tests.journeys.conftest import ARGUMENTS
from tests.journeys.processes import ROOT, Server, Town, environment_of
from tests.servers import free_port


class Answer(NamedTuple):
    path: str
    head: int
    body: int


class Line:
    """A TCP line to the server that counts the bytes that come back, and remembers what they were (HTTP/1.1)."""

    def __init__(self, to: int):
        self._to, self.port, self.received = to, free_port(), 0
        self._heard: list[tuple[bytearray, bytearray]] = []
        self._loop = asyncio.new_event_loop()
        threading.Thread(target=self._run, daemon=True).start()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def _run(self):
        asyncio.set_event_loop(self._loop)
        self._loop.run_until_complete(asyncio.start_server(self._meet, "127.0.0.1", self.port))
        self._loop.run_forever()

    async def _meet(self, browser_reads, browser_writes):
        server_reads, server_writes = await asyncio.open_connection("127.0.0.1", self._to)
        asked, answered = bytearray(), bytearray()
        self._heard.append((asked, answered))
        await asyncio.gather(
            self._carry(browser_reads, server_writes, asked),
            self._carry(server_reads, browser_writes, answered, counts=True),
        )

    async def _carry(self, source, sink, heard, *, counts=False):
        with contextlib.suppress(ConnectionError, asyncio.IncompleteReadError):
            while data := await source.read(65536):
                self.received += len(data) if counts else 0
                heard += data
                sink.write(data)
                await sink.drain()
        with contextlib.suppress(OSError):
            sink.close()

    def answers(self) -> list[Answer]:
        """In the order of the connections; one request after the other on each, as browsers send them."""
        found = []
        for asked, answered in self._heard:
            paths = re.findall(rb"^(?:GET|POST) (\S+) HTTP/1\.1\r$", asked, re.M)
            parts = re.split(rb"(?=HTTP/1\.1 \d{3} )", answered)[1:]
            for path, part in zip(paths, parts, strict=False):  # the last may still be under way
                head = part.index(b"\r\n\r\n") + 4
                found.append(Answer(path.decode(), head, len(part) - head))
        return found


@contextlib.contextmanager
def on_call():
    """Yields (server, town, assignment, folder): Mika in R1 with an accepted call."""
    with tempfile.TemporaryDirectory() as folder:
        state = Path(folder)
        environment = environment_of(state, state / "static")
        for command in (["migrate"], ["collectstatic", "--no-input"]):
            subprocess.run([sys.executable, "manage.py", *command, "-v0"], cwd=ROOT, env=environment, check=True)
        server = Server(state, environment).start()
        town = Town(environment)
        try:
            town.found()
            town.sign_on("mika", "R1")
            assignment = town.assign(town.call("200 block of Alder Street"), "R1")
            town.crew("mika", "accept", assignment)
            yield server, town, assignment, state
        finally:
            town.close()
            server.stop()


@contextlib.contextmanager
def chromium(disk: Path, url: str, *arguments: str):
    """A browser with a disk, as an installed app has one."""
    path = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if path is None:
        raise SystemExit("There is no Chromium on this machine.")
    with sync_playwright() as playwright:
        context = playwright.chromium.launch_persistent_context(
            disk,
            executable_path=path,
            args=[*ARGUMENTS, *arguments],
            base_url=url,
            viewport={"width": 1280, "height": 800},
            has_touch=True,
        )
        yield context
        context.close()


def sign_in(page, then="/tablet/"):
    page.goto(f"/sign-in/?next={then}")
    page.get_by_label("Username").fill("mika")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()
    page.wait_for_url(f"**{then}")
