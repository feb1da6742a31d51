"""A server's and a town's process, each begun anew."""

import contextlib
import json
import os
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

from tests.servers import free_port

ROOT = Path(__file__).resolve().parent.parent.parent
ABROAD = {"DATABASE_URL", "REDIS_URL", "FOLLOWERS_INSIDE", "DEMO", "DEBUG"}


class Town:
    """`town.assign(incident, "R1")` calls that function of town.py beside the server."""

    def __init__(self, environment):
        command = [sys.executable, "-m", "tests.journeys.town"]
        pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True}
        self.process = subprocess.Popen(command, cwd=ROOT, env=environment, **pipes)

    def __getattr__(self, deed):
        return lambda *by, **told: self._do(deed, by, told)

    def _do(self, deed, by, told):
        answer = self._ask({"do": deed, "by": by, "with": told})
        assert "broke" not in answer, answer.get("broke")
        return answer["told"]

    def _ask(self, asked: dict) -> dict:
        print(json.dumps(asked), file=self.process.stdin, flush=True)
        return json.loads(self.process.stdout.readline())

    def close(self):
        self.process.stdin.close()
        self.process.wait(10)


class Server:
    """One `manage.py serve` that can be killed and started again on its port and its data."""

    def __init__(self, state: Path, environment):
        self.state, self.environment = state, environment
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.process = None

    def start(self):
        self.process = self._begin()
        deadline = time.monotonic() + 30
        while not self._answers():
            assert self.process.poll() is None, self.told
            assert time.monotonic() < deadline, self.told
            time.sleep(0.05)
        return self

    def kill(self):
        """As a power cut does."""
        self._end(signal.SIGKILL)

    def stop(self):
        self._end(signal.SIGTERM)

    @property
    def told(self) -> str:
        return (self.state / "server.log").read_text()

    def _begin(self):
        command = [sys.executable, "manage.py", "serve", "--host", "127.0.0.1", "--port", str(self.port)]
        told = (self.state / "server.log").open("a")
        return subprocess.Popen(command, cwd=ROOT, env=self.environment, stdout=told, stderr=told)

    def _answers(self) -> bool:
        with contextlib.suppress(urllib.error.URLError, ConnectionError, TimeoutError):
            return urllib.request.urlopen(f"{self.url}/healthz", timeout=2).status == 200
        return False

    def _end(self, how):
        if self.process and self.process.poll() is None:
            self.process.send_signal(how)
            self.process.wait(20)
        self.process = None


def environment_of(state: Path, static: Path) -> dict:
    home = {key: value for key, value in os.environ.items() if key not in ABROAD}
    own = {"STATE_DIR": str(state), "STATIC_ROOT": str(static), "SECRET_KEY": "a-story", "LOG_LEVEL": "WARNING"}
    return home | own | {"DJANGO_SETTINGS_MODULE": "responder_app.settings"}
