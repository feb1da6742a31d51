"""Does a download of a million referrals cost more memory than one of a hundred thousand?

    python bench/export.py [--rows 100000 1000000] [--json]

Starts our server on a free port with a database of its own, downloads the CSV of each size by HTTP and prints the
server's resident memory before and at its highest. With DATABASE_URL in the environment that database is used.
"""

import argparse
import http.client
import json
import os
import subprocess
import sys
import tempfile
import threading
import time
from datetime import UTC, datetime
from pathlib import Path
from uuid import uuid4

import psutil

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

ID = {"sqlite": "lower(hex(randomblob(16)))", "postgresql": "gen_random_uuid()"}
AT = {
    "sqlite": "datetime('2026-01-01', '+' || (n.i * 10) || ' seconds')",
    "postgresql": "timestamptz '2026-01-01Z' + n.i * interval '10 seconds'",
}


def main():
    words = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    words.add_argument("--rows", type=int, nargs=2, default=[100_000, 1_000_000])
    words.add_argument("--json", action="store_true")
    asked = words.parse_args()
    with tempfile.TemporaryDirectory() as state:
        os.environ.setdefault("STATE_DIR", state)
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "responder_app.settings")
        os.environ["LOG_LEVEL"] = "ERROR"
        import django

        django.setup()
        session = prepare()
        measured = [measure(session, rows) for rows in asked.rows]
    tell(measured, asked.json)


def prepare() -> str:
    """Tables, an agency with a call and a service, and a manager's session."""
    from django.contrib.sessions.backends.db import SessionStore
    from django.core.management import call_command

    from responder_app.words import Role
    from tests import factories

    call_command("migrate", verbosity=0)
    agency = factories.agency(f"Bench {uuid4()}")
    manager = factories.Person(agency=agency, role=Role.MANAGER, username=f"bench-{uuid4()}")
    factories.Incident(agency=agency)
    factories.Service(agency=agency)
    session = SessionStore()
    session["_auth_user_id"] = str(manager.pk)
    session["_auth_user_backend"] = "responder_app.sessions.People"
    session["_auth_user_hash"] = manager.get_session_auth_hash()
    session.save()
    return session.session_key


def fill(rows: int) -> None:
    """So many referrals and no others, written by the database itself."""
    from django.db import connection

    from responder_app.models import Incident, Referral, Service, User

    Referral.objects.all().delete()
    incident, service, manager = Incident.objects.latest("pk"), Service.objects.latest("pk"), User.objects.latest("pk")
    kind = connection.vendor
    call = incident.pk.hex if kind == "sqlite" else str(incident.pk)
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO responder_app_referral (id, agency_id, incident_id, service_id, mode, status, consent, note, "  # noqa: S608
            "by_id, occurred_at) WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i + 1 < %s) "
            f"SELECT {ID[kind]}, %s, %s, %s, 'information', 'sent', %s, '', %s, {AT[kind]} FROM n",
            [rows, incident.agency_id, call, service.pk, False, manager.pk],
        )
        cursor.execute("ANALYZE")  # what autovacuum does within a minute
    connection.close()


def measure(session: str, rows: int) -> dict:
    from tests.servers import free_port

    fill(rows)
    port = free_port()
    command = [sys.executable, "manage.py", "serve", "--host", "127.0.0.1", "--port", str(port)]
    server = subprocess.Popen(command, cwd=ROOT)
    try:
        wait_for(port)
        download(port, session, "2020-01-01", "2020-01-02")  # whatever is loaded once
        process = psutil.Process(server.pid)
        before = process.memory_info().rss
        watch = Watch(process)
        began = time.perf_counter()
        size, lines = download(port, session, "2025-12-31", "2030-12-31")
        seconds = time.perf_counter() - began
        peak = watch.stop()
    finally:
        server.terminate()
        server.wait(30)
    assert lines == rows + 1, (lines, rows)
    return {
        "rows": rows,
        "megabytes": round(size / 1e6, 1),
        "seconds": round(seconds, 1),
        "rows_per_second": round(rows / seconds),
        "before_mib": round(before / 2**20, 1),
        "peak_mib": round(peak / 2**20, 1),
    }


class Watch(threading.Thread):
    """The highest resident memory of a process, looked at fifty times a second."""

    def __init__(self, process: psutil.Process):
        super().__init__(daemon=True)
        self._process, self._over, self._peak = process, threading.Event(), 0
        self.start()

    def run(self):
        while not self._over.wait(0.02):
            self._peak = max(self._peak, self._process.memory_info().rss)

    def stop(self) -> int:
        self._over.set()
        self.join()
        return self._peak


def wait_for(port: int) -> None:
    for _ in range(200):
        try:
            line = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
            line.request("GET", "/healthz")
            line.getresponse().read()
            return
        except OSError:
            time.sleep(0.1)
    raise SystemExit("The server did not start.")


def download(port: int, session: str, first: str, last: str) -> tuple[int, int]:
    """Bytes and lines of the file of those days."""
    line = http.client.HTTPConnection("127.0.0.1", port, timeout=120)
    line.request("GET", f"/program/referrals.csv?from={first}&to={last}", headers={"Cookie": f"sessionid={session}"})
    answer = line.getresponse()
    assert answer.status == 200, answer.status
    size = lines = 0
    while piece := answer.read(65536):
        size, lines = size + len(piece), lines + piece.count(b"\n")
    return size, lines


def tell(measured: list[dict], as_json: bool) -> None:
    small, large = measured
    ratio = round(large["peak_mib"] / small["peak_mib"], 2)
    if as_json:
        print(json.dumps({"at": datetime.now(UTC).isoformat(), "measured": measured, "peak_ratio": ratio}))
        return
    print(f"{'rows':>10} {'MB':>8} {'s':>7} {'rows/s':>9} {'before MiB':>11} {'peak MiB':>9}")
    for each in measured:
        print(
            f"{each['rows']:>10,} {each['megabytes']:>8} {each['seconds']:>7} {each['rows_per_second']:>9,} "
            f"{each['before_mib']:>11} {each['peak_mib']:>9}"
        )
    print(f"peak with {large['rows']:,} rows : peak with {small['rows']:,} rows = {ratio}")


if __name__ == "__main__":
    main()
