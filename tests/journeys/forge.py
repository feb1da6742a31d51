"""Servers and towns forked from one process that has everything loaded: a story does not wait while Python imports."""

import contextlib
import json
import multiprocessing
import os
import shutil
import traceback
from multiprocessing import forkserver
from pathlib import Path
from unittest import mock

from tests.journeys.processes import ROOT, Server, Town

FORGE = multiprocessing.get_context("forkserver")
CLEAN = "clean.sqlite3"


def light(state: Path, environment: dict) -> "Forge":
    """The loaded process; all that is forked from it has this environment, so one story at a time may use it."""
    FORGE.set_forkserver_preload(["tests.journeys.loaded"])
    with mock.patch.dict(os.environ, environment | {"PYTHONPATH": str(ROOT)}, clear=True):
        forkserver.ensure_running()
    return Forge(state, environment)


class Forge:
    def __init__(self, state: Path, environment: dict):
        self.state, self.environment = state, environment

    def prepare(self) -> None:
        """Empty tables in a clean file, and the static files."""
        process = FORGE.Process(target=_prepare)
        process.start()
        process.join()
        assert process.exitcode == 0

    def clean(self) -> None:
        """Forget the last story."""
        for file in self.state.glob("responder.sqlite3*"):
            file.unlink()
        (self.state / "server.log").unlink(missing_ok=True)
        shutil.copy(self.state / CLEAN, self.state / "responder.sqlite3")

    def server(self) -> Server:
        return ForgedServer(self.state, self.environment)

    def town(self) -> Town:
        return ForgedTown(self.environment)


class ForgedServer(Server):
    def _begin(self):
        process = FORGE.Process(target=_serve, args=(self.port, str(self.state / "server.log")), daemon=True)
        process.start()
        return Forged(process)


class Forged:
    """A forked process with the manners of a Popen."""

    def __init__(self, process):
        self._process = process

    def poll(self) -> int | None:
        return self._process.exitcode

    def send_signal(self, number: int) -> None:
        os.kill(self._process.pid, number)

    def wait(self, seconds: float) -> int:
        self._process.join(seconds)
        assert self.poll() is not None, "the server does not end"
        return self.poll()


class ForgedTown(Town):
    def __init__(self, environment: dict):
        self._line, theirs = FORGE.Pipe()
        self._process = FORGE.Process(target=_live, args=(theirs,), daemon=True)
        self._process.start()
        theirs.close()

    def _ask(self, asked: dict) -> dict:
        self._line.send(json.dumps(asked))
        return json.loads(self._line.recv())

    def close(self):
        self._line.close()
        self._process.join(10)
        assert self._process.exitcode == 0


def _prepare() -> None:
    """Tables straight from the models: running the migrations takes longer than a story, and the chaos runs them."""
    from django.apps import apps
    from django.conf import settings
    from django.core.management import call_command
    from django.db import connection

    settings.MIGRATION_MODULES = {app.label: None for app in apps.get_app_configs()}
    call_command("migrate", run_syncdb=True, verbosity=0)
    connection.close()
    (settings.STATE_DIR / "responder.sqlite3").rename(settings.STATE_DIR / CLEAN)
    call_command("collectstatic", interactive=False, verbosity=0)


def _serve(port: int, told: str) -> None:
    with open(told, "a") as log:
        os.dup2(log.fileno(), 1)
        os.dup2(log.fileno(), 2)
    from django.core.management import call_command

    call_command("serve", host="127.0.0.1", port=port)


def _live(line) -> None:
    """As town.py does by itself, until nobody asks any more."""
    from tests.journeys import town

    with contextlib.suppress(EOFError):
        while True:
            asked = json.loads(line.recv())
            try:
                told = {"told": getattr(town, asked["do"])(*asked["by"], **asked["with"])}
            except Exception:
                told = {"broke": traceback.format_exc()}
            line.send(json.dumps(told, default=str))
