"""Serves more than memory should hold, over HTTP and over a socket: `python tests/flood.py PORT`."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

CHUNK = b"x" * 64 * 1024
CHUNKS = 3_200  # 200 MiB by HTTP, 28 MiB by socket


async def application(scope, receive, send):
    await receive()
    if scope["type"] == "websocket":
        await send({"type": "websocket.accept"})
        for number in range(CHUNKS):
            await send({"type": "websocket.send", "text": f"{number:>9}" * 1_000})
        return
    await send({"type": "http.response.start", "status": 200, "headers": []})
    for _ in range(CHUNKS if scope["path"] == "/flood" else 1):
        await send({"type": "http.response.body", "body": CHUNK, "more_body": True})
    await send({"type": "http.response.body"})


if __name__ == "__main__":
    from responder_app.server import PatientServer

    PatientServer(application, host="127.0.0.1", port=int(sys.argv[1])).run()
