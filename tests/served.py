"""The real server in a process of its own, which may be killed and started again on the same port."""

import contextlib
import http.client
import os
import subprocess
import sys
import time
from pathlib import Path
from urllib.parse import urlsplit

from tests import servers

ROOT = Path(__file__).resolve().parent.parent


class Served:
    """`manage.py serve` in the shape that `environment` chooses."""

    def __init__(self, environment: dict, command=("manage.py", "serve")):
        self.port = servers.free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.process = None
        self._command, self._environment = command, os.environ | environment

    def start(self) -> "Served":
        command = [sys.executable, *self._command, "--port", str(self.port)]
        self.process = subprocess.Popen(command, cwd=ROOT, env=self._environment, stdout=subprocess.DEVNULL)
        deadline = time.monotonic() + 30
        while time.monotonic() < deadline:
            with contextlib.suppress(OSError, http.client.HTTPException):
                asking = http.client.HTTPConnection("127.0.0.1", self.port, timeout=5)
                asking.request("GET", "/healthz")
                if asking.getresponse().status == 200:
                    return self
            if self.process.poll() is not None:
                raise RuntimeError(f"the server ended with {self.process.returncode}")
            time.sleep(0.05)
        raise TimeoutError("the server did not come up")

    def kill(self) -> None:
        """As a power cut does."""
        self.process.kill()
        self.process.wait()

    def stop(self) -> int:
        self.process.terminate()
        try:
            return self.process.wait(15)
        except subprocess.TimeoutExpired:
            self.kill()
            raise


def manage(environment: dict, *arguments, command=("manage.py",)) -> str:
    """What one of our programs prints."""
    run = [sys.executable, *command, *arguments]
    done = subprocess.run(run, cwd=ROOT, env=os.environ | environment, check=True, stdout=subprocess.PIPE, text=True)
    return done.stdout


@contextlib.contextmanager
def empty_shape(folder: Path):
    """The environment of a new, migrated database of the shape in force, apart from the tests' own."""
    environment = {"STATE_DIR": str(folder), "SECRET_KEY": "only-for-this-run", "REDIS_PREFIX": f"run-{os.getpid()}"}
    database = os.environ.get("DATABASE_URL", "sqlite:///")
    if database.startswith("sqlite"):
        environment["DATABASE_URL"] = f"sqlite:///{folder / 'served.sqlite3'}"
        manage(environment, "migrate", "-v0")
        yield environment
        return
    name = f"served_{os.getpid()}"
    environment["DATABASE_URL"] = urlsplit(database)._replace(path=f"/{name}").geturl()
    _administer(database, f'CREATE DATABASE "{name}"')
    try:
        manage(environment, "migrate", "-v0")
        yield environment
    finally:
        _administer(database, f'DROP DATABASE "{name}" WITH (FORCE)')


def _administer(database: str, statement: str) -> None:
    import psycopg

    with psycopg.connect(database, autocommit=True) as connection:
        connection.execute(statement)
