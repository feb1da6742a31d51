"""A dispatch center's own program, for tests: keeps what it is told and answers as it is bidden."""

import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


class Receiver:
    """`answers`: statuses to give in turn, then 204; `headers` go with each of them."""

    def __init__(self):
        self.told: list[tuple[dict, bytes]] = []
        self.answers: list[int] = []
        self.headers: dict[str, str] = {}
        self.drips = False
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        self._server.daemon_threads = True
        self.host = f"127.0.0.1:{self._server.server_port}"
        self.url = f"http://{self.host}/outcomes"
        threading.Thread(target=self._server.serve_forever, args=[0.05], daemon=True).start()

    @property
    def ids(self) -> list[str]:
        return [headers["webhook-id"] for headers, _ in self.told]

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()

    def _handler(receiver):
        class Handler(BaseHTTPRequestHandler):
            def do_POST(self):
                body = self.rfile.read(int(self.headers["Content-Length"]))
                receiver.told.append(({name.lower(): value for name, value in self.headers.items()}, body))
                if receiver.drips:
                    return self._drip()
                self.send_response(receiver.answers.pop(0) if receiver.answers else 204)
                for name, value in receiver.headers.items():
                    self.send_header(name, value)
                self.end_headers()
                return None

            def _drip(self):
                for _ in range(50):
                    try:
                        self.wfile.write(b"HTTP/1.1 100 Continue\r\n\r\n")
                    except OSError:
                        return
                    time.sleep(0.1)

            def log_message(self, *args):
                pass

        return Handler
