import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from asgiref.sync import ThreadSensitiveContext
from asgiref.testing import ApplicationCommunicator
from django.db import connections
from django.http import HttpResponse
from django.urls import path

from responder_app.handler import InOnePiece


def whoami(request):
    return HttpResponse(f"{threading.current_thread().name} {request.user.is_authenticated} {request.body.decode()}")


def broken(request):
    raise ZeroDivisionError


urlpatterns = [path("", whoami), path("broken", broken)]


class Counted(ThreadPoolExecutor):
    """One thread that counts how often it is changed to."""

    changes = 0

    def submit(self, *args, **kwargs):
        self.changes += 1
        return super().submit(*args, **kwargs)


@pytest.fixture
def thread():
    with Counted(max_workers=1, thread_name_prefix="the-one") as thread:
        yield thread
        thread.submit(connections.close_all).result()


@pytest.fixture
def ask(settings, thread, transactional_db):
    settings.ROOT_URLCONF = __name__

    async def ask(at, method="GET", body=b""):
        scope = {"type": "http", "method": method, "path": at, "headers": [(b"host", b"localhost")]}

        async def application(scope, receive, send):
            async with ThreadSensitiveContext(executor=thread):
                await InOnePiece()(scope, receive, send)

        asking = ApplicationCommunicator(application, scope | {"query_string": b""})
        await asking.send_input({"type": "http.request", "body": body})
        start = await asking.receive_output(5)
        return start, (await asking.receive_output(5))["body"].decode()

    return ask


class TestARequest:
    async def test_passes_every_middleware_on_one_thread(self, ask):
        start, body = await ask("/")

        assert start["status"] == 200
        assert (b"X-Frame-Options", b"DENY") in start["headers"]
        assert body.split() == ["the-one_0", "False"]

    async def test_changes_threads_to_begin_to_be_answered_and_to_end(self, ask, thread):
        await ask("/")

        assert thread.changes <= 3

    async def test_that_breaks_is_answered_with_500(self, ask):
        start, _ = await ask("/broken")

        assert start["status"] == 500
