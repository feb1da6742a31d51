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
from uuid import UUID, uuid4

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "responder_app.settings")

LINE = (
    "INSERT INTO responder_app_event (agency_id, seq, id, kind, occurred_at, recorded_at, incident_id, shifts, "
    "details, stands, fingerprint) VALUES (%s, %s, %s, 'note.written', %s, %s, %s, %s, '{}', '{}', '')"
)
HEAD = "UPDATE responder_app_loghead SET seq = seq + 1 WHERE agency_id = %s RETURNING seq, epoch"


def strike(told: dict):
    """The line and its log's identity, committed."""
    from django.db import connection, transaction

    from responder_app.models import Event

    agency, call, line, now = told["agency"], told["key"], uuid4(), datetime.now(UTC)
    plain = (lambda id: id.replace("-", "")) if connection.vendor == "sqlite" else str
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(HEAD, [agency])
        seq, epoch = cursor.fetchone()
        cursor.execute(LINE, [agency, seq, plain(str(line)), now, now, plain(call), json.dumps(told["shifts"])])
    about = {"agency_id": agency, "incident_id": call, "shifts": told["shifts"]}
    return Event(seq=seq, id=line, kind="note.written", **about), str(UUID(str(epoch)))


def listen(port: int) -> None:
    from responder_app import log

    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as ear:
        ear.bind(("127.0.0.1", port))
        while True:
            log.committed(*strike(json.loads(ear.recv(65536))))


if __name__ == "__main__":
    import responder_app.asgi  # noqa: F401
    from responder_app import server  # noqa: F401  # first: it chooses Twisted's loop

    threading.Thread(target=listen, args=[int(os.environ["TRIGGER_PORT"])], daemon=True).start()
    from django.core.management import call_command

    call_command("serve", "--port", sys.argv[2])
