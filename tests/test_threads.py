import asyncio
import threading

import pytest
from asgiref.sync import sync_to_async
from django.db import DatabaseError, connection

from responder_app import threads


class TestRun:
    async def test_calls_on_the_thread_and_hands_back_what_it_returns(self):
        name = await threads.run(threads.live, lambda: threading.current_thread().name)

        assert name.startswith("live")

    async def test_hands_back_what_it_raises(self):
        with pytest.raises(ZeroDivisionError):
            await threads.run(threads.live, lambda: 1 / 0)

    @pytest.mark.django_db(transaction=True)
    async def test_keeps_the_threads_connection(self):
        first = await threads.run(threads.live, _connected)
        second = await threads.run(threads.live, _connected)

        assert first is second

    @pytest.mark.django_db(transaction=True)
    async def test_opens_another_connection_after_one_broke(self):
        with pytest.raises(DatabaseError):
            await threads.run(threads.live, _break)

        assert await threads.run(threads.live, _connected)


def _connected():
    connection.ensure_connection()
    return connection.connection


def _break():
    connection.ensure_connection()
    connection.connection.close()
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")


class TestOnKeptThreads:
    @pytest.fixture
    def application(self):
        async def tells_its_thread(scope, receive, send):
            await send(await sync_to_async(lambda: threading.current_thread().name)())

        return threads.OnKeptThreads(tells_its_thread)

    async def _names(self, application, method, times):
        names = []

        async def send(name):
            names.append(name)

        await asyncio.gather(*(application({"method": method}, None, send) for _ in range(times)))
        return {name.rsplit("_", 1)[0] for name in names}

    async def test_reads_on_the_readers_in_turn(self, application):
        assert await self._names(application, "GET", 9) == {"reader-0", "reader-1", "reader-2"}

    async def test_goes_to_the_thread_that_has_least_before_it(self, application):
        busy = asyncio.Event()
        long = [asyncio.create_task(threads.OnKeptThreads(_until(busy))({"method": "GET"}, None, None)) for _ in "12"]
        await asyncio.sleep(0)

        assert await self._names(application, "GET", 1) == {"reader-2"}
        busy.set()
        await asyncio.gather(*long)
        assert await self._names(application, "GET", 1) == {"reader-0"}

    async def test_writes_on_one_thread_with_sqlite(self, application, settings):
        writers = {"writer"} if settings.ON_SQLITE else {f"writer-{number}" for number in range(4)}

        assert await self._names(application, "POST", 9) == writers


def _until(event):
    async def application(scope, receive, send):
        await event.wait()

    return application


class TestRest:
    @pytest.mark.django_db(transaction=True)
    async def test_closes_what_the_threads_keep_open(self):
        await threads.run(threads.live, _connected)

        threads.rest()

        assert await threads.run(threads.live, lambda: connection.connection) is None
