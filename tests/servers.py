"""Throw-away PostgreSQL and Redis on loopback, when their programs are installed.

`python tests/servers.py COMMAND …` runs the command in the grown shape and takes both down afterwards.
"""

import contextlib
import glob
import os
import pwd
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from pathlib import Path


class Missing(Exception):
    """A server's program is not installed; the sentence says which."""


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@contextlib.contextmanager
def postgres(*, durable: bool = False):
    """A new cluster; yields the URL of an empty database `responder`. `durable`: with fsync, for benches."""
    programs = _postgres_programs()
    folder = Path(tempfile.mkdtemp(prefix="responder-pg-"))
    as_owner = _owner(folder)
    port = free_port()
    settings = f"-p {port} -k {folder} -c listen_addresses=127.0.0.1 -c max_connections=200"
    if not durable:
        settings += " -c fsync=off -c full_page_writes=off"
    try:
        _run(*as_owner, programs / "initdb", "-D", folder / "data", "-A", "trust", "-U", "postgres", "-E", "UTF8")
        _run(*as_owner, programs / "pg_ctl", "-D", folder / "data", "-l", folder / "log", "-o", settings, "-w", "start")
        _run(programs / "createdb", "-h", "127.0.0.1", "-p", port, "-U", "postgres", "responder")
        yield f"postgres://postgres@127.0.0.1:{port}/responder"
    finally:
        with contextlib.suppress(subprocess.CalledProcessError):
            _run(*as_owner, programs / "pg_ctl", "-D", folder / "data", "-m", "immediate", "stop")
        shutil.rmtree(folder, ignore_errors=True)


class Redis:
    """A Redis that can be stopped and started again on the same port."""

    def __init__(self):
        self.program = shutil.which("redis-server")
        if self.program is None:
            raise Missing("redis-server is not installed")
        self.port = free_port()
        self.url = f"redis://127.0.0.1:{self.port}/0"

    def start(self):
        arguments = [self.program, "--port", str(self.port), "--bind", "127.0.0.1", "--save", "", "--appendonly", "no"]
        self.process = subprocess.Popen(arguments, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        deadline = time.monotonic() + 10
        while time.monotonic() < deadline:
            with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", self.port), 0.2):
                return
            time.sleep(0.02)
        raise TimeoutError("Redis did not come up")

    def stop(self):
        self.process.kill()
        self.process.wait()


@contextlib.contextmanager
def redis():
    server = Redis()
    server.start()
    try:
        yield server
    finally:
        server.stop()


@contextlib.contextmanager
def grown_shape(*, durable: bool = False):
    """Both; yields the environment variables that choose the grown shape."""
    with postgres(durable=durable) as database, redis() as bus:
        yield {"DATABASE_URL": database, "REDIS_URL": bus.url}


def missing() -> list[str]:
    """What the grown shape lacks on this machine, as sentences."""
    lacking = []
    for look in (_postgres_programs, Redis):
        try:
            look()
        except Missing as sentence:
            lacking.append(str(sentence))
    return lacking


def _postgres_programs() -> Path:
    found = sorted(
        glob.glob("/usr/lib/postgresql/*/bin/initdb") + glob.glob("/opt/homebrew/opt/postgresql*/bin/initdb")
    )
    on_path = shutil.which("initdb")
    if not found and not on_path:
        raise Missing("PostgreSQL's server programs (initdb) are not installed")
    return Path(found[-1] if found else on_path).parent


def _owner(folder: Path) -> list[str]:
    """PostgreSQL refuses to run as root: hand the folder to its own user then."""
    if os.geteuid() != 0:
        return []
    owner = pwd.getpwnam("postgres")
    os.chown(folder, owner.pw_uid, owner.pw_gid)
    return ["runuser", "-u", "postgres", "--"]


def _run(*command) -> None:
    subprocess.run(
        [str(part) for part in command], check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd="/"
    )


if __name__ == "__main__":
    with grown_shape(durable=os.environ.get("DURABLE") == "1") as environment:
        sys.exit(subprocess.run(sys.argv[1:], env=os.environ | environment).returncode)
