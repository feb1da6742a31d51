import asyncio
import threading
from uuid import uuid4

import pytest
from asgiref.sync import sync_to_async
from django.db import DatabaseError, connections
from django.test import Client

from responder_app import log
from responder_app.actions.encounters import write_note
from responder_app.actions.people import create_token, digest_of, new_token, revoke_token
from responder_app.deliver import reader
from responder_app.models import Event, LogHead

pytestmark = pytest.mark.django_db(transaction=True)


class TestTheSweep:
    @pytest.fixture(autouse=True)
    def _often(self, monkeypatch):
        monkeypatch.setattr(reader, "SWEEP", 0.05)

    async def test_leaves_those_who_may_stay(self, listen, medic, on_duty):
        page = await listen(medic)

        assert await page.is_told_nothing()

    async def test_closes_after_signing_out(self, listen, medic):
        client = Client()
        await sync_to_async(client.force_login)(medic)
        page = await listen(client=client)

        await sync_to_async(client.post)("/sign-out/")

        assert await page.frame() == {"closed": 4401}

    async def test_closes_after_the_password_was_changed(self, listen, medic):
        page = await listen(medic)

        medic.set_password("another-long-password")
        await medic.asave()

        assert await page.frame() == {"closed": 4401}

    async def test_closes_for_somebody_who_was_let_go(self, listen, medic):
        page = await listen(medic)

        medic.is_active = False
        await medic.asave()

        assert await page.frame() == {"closed": 4401}

    async def test_closes_for_a_machine_whose_token_was_revoked(self, listen, administrator, act):
        token = new_token()
        await act(create_token, name="CAD", digest=digest_of(token), by=administrator)
        page = await listen(token=token)

        await act(revoke_token, name="CAD", by=administrator)

        assert await page.kinds(1) == ["token.revoked"]
        assert await page.frame() == {"closed": 4401}


class TestANudge:
    async def test_wakes_the_reader_from_any_thread(self, listen, dispatcher, incident, two_pm, monkeypatch):
        monkeypatch.setattr(reader, "POLL", 60)
        page = await listen(dispatcher)
        note = {"incident": incident, "body": "Rung.", "by": dispatcher, "id": uuid4(), "occurred_at": two_pm}

        thread = threading.Thread(target=lambda: (write_note(**note), connections.close_all()))
        thread.start()

        assert await page.kinds(1) == ["note.written"]
        thread.join()

    async def test_that_was_lost_costs_no_more_than_the_poll(self, listen, dispatcher, incident, act, monkeypatch):
        monkeypatch.setattr(reader, "POLL", 0.05)
        page = await listen(dispatcher)
        log.take_down_bell(reader.current().ring)

        await act(write_note, incident=incident, body="Unheard.", by=dispatcher)

        assert await page.kinds(1) == ["note.written"]

    async def test_of_this_process_asks_the_database_nothing(self, listen, dispatcher, incident, act, monkeypatch):
        page = await listen(dispatcher)
        await asyncio.sleep(0.05)
        monkeypatch.setattr(log, "since", None)

        await act(write_note, incident=incident, body="At hand.", by=dispatcher)

        assert await page.kinds(1) == ["note.written"]

    async def test_of_another_process_is_one_query_for_all_sockets(
        self, listen, dispatcher, incident, act, elsewhere_written, monkeypatch
    ):
        pages = [await listen(dispatcher) for _ in range(5)]
        reads, since = [], log.since
        monkeypatch.setattr(log, "since", lambda *args: reads.append(args) or since(*args))

        await act(write_note, incident=incident, body="Once.", by=dispatcher)

        for page in pages:
            assert await page.kinds(1) == ["note.written"]
        assert len(reads) == 1

    async def test_between_lines_of_another_process_leaves_no_hole(
        self, listen, dispatcher, incident, act, monkeypatch
    ):
        page, fresh = await listen(dispatcher), log.fresh
        for turn in range(9):
            monkeypatch.setattr(log, "fresh", fresh if turn % 3 else _nothing)
            log.take_down_bell(reader.current().ring)
            await act(write_note, incident=incident, body=f"{turn}", by=dispatcher)
            log.hang_bell(reader.current().ring)
            await act(write_note, incident=incident, body=f"{turn} again", by=dispatcher)

        assert [line["seq"] for line in await page.lines(18)] == list(range(2, 20))


def _nothing(*args):
    return []


@pytest.fixture
def elsewhere_written(monkeypatch):
    """As if another process had written the lines."""
    monkeypatch.setattr(log, "fresh", _nothing)


class TestTheReader:
    async def test_belongs_to_its_loop(self, listen, dispatcher):
        await listen(dispatcher)
        here = reader.current()

        elsewhere = await sync_to_async(lambda: asyncio.run(_another()))()

        assert elsewhere is not here

    async def test_goes_on_after_a_failure(self, listen, dispatcher, incident, act, elsewhere_written, monkeypatch):
        monkeypatch.setattr(reader, "AGAIN", 0.01)
        page = await listen(dispatcher)
        since, failures = log.since, [DatabaseError("gone"), DatabaseError("still gone")]

        def broken(*args):
            if failures:
                raise failures.pop()
            return since(*args)

        monkeypatch.setattr(log, "since", broken)
        await act(write_note, incident=incident, body="In the end.", by=dispatcher)

        assert await page.kinds(1) == ["note.written"]

    async def test_sends_everybody_to_come_again_when_a_backup_was_restored(
        self, listen, dispatcher, incident, act, monkeypatch
    ):
        await act(write_note, incident=incident, body="Lost with the disk.", by=dispatcher)
        page = await listen(dispatcher)
        monkeypatch.setattr(reader, "POLL", 0.05)

        await Event.objects.filter(agency=dispatcher.agency, seq=2).adelete()
        await LogHead.objects.filter(agency=dispatcher.agency).aupdate(seq=1, epoch=uuid4())
        again = await page.frame()

        assert again == {"closed": 4408}
        assert "resync" in (await listen(dispatcher, since=2)).first


async def _another():
    other = reader.current()
    await reader.stop()
    return other
