"""Our server as `manage.py serve` runs it, with a trigger: `TRIGGER_PORT=… ours_live.py --port PORT`.

A datagram `{"key": incident, "shifts": […]}` is committed as a line of the log by bare SQL and the bell is rung: what
is measured is then our live line against the floor's, both after the same bare commit.
"""

import json
import os
import socket
import sys
import threading
from datetime import UTC, datetime
from pathlib import Path
from uuid import uuid4

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "responder_app.settings")

LINE = (
    "INSERT INTO responder_app_event (agency_id, seq, id, kind, occurred_at, recorded_at, incident_id, shifts, "
    "details, fingerprint) VALUES (%s, %s, %s, 'note.written', %s, %s, %s, %s, '{}', '')"
)
HEAD = "UPDATE responder_app_loghead SET seq = seq + 1 WHERE agency_id = %s RETURNING seq"


def strike(agency: int, told: dict) -> None:
    from django.db import connection, transaction

    plain = connection.vendor == "sqlite"
    line, call = (uuid4().hex, told["key"].replace("-", "")) if plain else (str(uuid4()), told["key"])
    now = datetime.now(UTC)
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(HEAD, [agency])
        seq = cursor.fetchone()[0]
        cursor.execute(LINE, [agency, seq, line, now, now, call, json.dumps(told["shifts"])])


def listen(port: int) -> None:
    from responder_app import log

    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as ear:
        ear.bind(("127.0.0.1", port))
        while True:
            told = json.loads(ear.recv(65536))
            strike(told["agency"], told)
            log.nudge(told["agency"])


if __name__ == "__main__":
    import responder_app.asgi  # noqa: F401
    from responder_app import server  # noqa: F401  # first: it chooses Twisted's loop

    threading.Thread(target=listen, args=[int(os.environ["TRIGGER_PORT"])], daemon=True).start()
    from django.core.management import call_command

    call_command("serve", "--port", sys.argv[2])
