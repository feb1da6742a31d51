import contextlib
import http.client
import subprocess
import sys
import time
from pathlib import Path

import psutil
import pytest
from websockets.sync.client import connect

from tests import flood, servers

SCRIPT = Path(flood.__file__)
MIB = 1024 * 1024


@pytest.fixture
def server():
    """The flood in a process of its own; `port` and `memory()`."""
    port = servers.free_port()
    process = subprocess.Popen([sys.executable, str(SCRIPT), str(port)])
    _wait_for(port)
    yield _Served(port, psutil.Process(process.pid))
    process.terminate()
    assert process.wait(10) == 0, "the server did not stop cleanly"


class _Served:
    def __init__(self, port, process):
        self.port, self.memory = port, lambda: process.memory_info().rss

    def get(self, path):
        asking = http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)
        asking.request("GET", path)
        return asking.getresponse()


def _wait_for(port):
    deadline = time.monotonic() + 15
    while time.monotonic() < deadline:
        with contextlib.suppress(OSError):
            http.client.HTTPConnection("127.0.0.1", port, timeout=1).connect()
            return
        time.sleep(0.05)
    raise TimeoutError("the server did not come up")


class TestASlowReader:
    def test_of_a_large_answer_costs_no_memory_and_gets_it_whole(self, server):
        server.get("/").read()
        before = server.memory()

        answer = server.get("/flood")
        time.sleep(1)
        waiting = server.memory()
        received = sum(len(chunk) for chunk in iter(lambda: answer.read(MIB), b""))

        assert received == flood.CHUNKS * len(flood.CHUNK)
        assert waiting - before < 20 * MIB
        assert server.memory() - before < 20 * MIB

    def test_on_a_socket_costs_no_memory_and_gets_every_frame(self, server):
        before = server.memory()

        with connect(f"ws://127.0.0.1:{server.port}/", compression=None, max_queue=1) as socket:
            time.sleep(1)
            waiting = server.memory()
            received = [socket.recv(20) for _ in range(flood.CHUNKS)]

        assert received == [f"{number:>9}" * 1_000 for number in range(flood.CHUNKS)]
        assert waiting - before < 10 * MIB

    def test_who_goes_away_in_the_middle_leaves_nothing_behind(self, server):
        for _ in range(5):
            server.get("/flood").close()
        before = server.memory()
        time.sleep(0.5)

        assert len(server.get("/").read()) == len(flood.CHUNK)
        assert server.memory() - before < 20 * MIB

    def test_holds_up_nobody_else(self, server):
        server.get("/flood")
        began = time.monotonic()

        server.get("/").read()

        assert time.monotonic() - began < 2
