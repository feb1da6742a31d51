import asyncio
from uuid import uuid4

import pytest
from asgiref.sync import sync_to_async

from responder_app import moves
from responder_app.actions.positions import report_position
from responder_app.actions.tablets import report_health
from responder_app.deliver import pulse, reader
from responder_app.models import Tablet

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
async def device(medic, on_duty, two_pm):
    number = uuid4()
    await sync_to_async(report_health)(device=number, unsent=0, oldest_unsent_at=None, by=medic, at=two_pm)
    return number


@pytest.fixture(autouse=True)
def _soon(monkeypatch):
    monkeypatch.setattr(pulse, "GATHER", 0.3)
    monkeypatch.setattr(pulse, "WRITE", 3600)  # a story writes by itself, when it wants to look


async def written():
    await reader.current().pulse.write_once()
    return await Tablet.objects.aget()


class TestATabletsLine:
    async def test_is_open_from_its_first_frame_and_heard_with_each_word(self, listen, medic, device, two_pm):
        tablet = await listen(medic, device=device)
        first = await written()
        assert first.open_since
        assert first.heard_at > two_pm

        before = first.heard_at
        await tablet.say(have=1)
        await asyncio.sleep(0.05)
        reader.current().pulse._lines[device].written_at -= pulse.REWRITE
        assert (await written()).heard_at > before

    async def test_is_closed_when_the_tablet_dies(self, listen, medic, device):
        tablet = await listen(medic, device=device)
        assert (await written()).open_since
        await tablet.hang_up()
        assert (await written()).open_since is None

    async def test_stays_open_where_one_page_follows_another(self, listen, medic, device):
        first = await listen(medic, device=device)
        opened = (await written()).open_since
        await listen(medic, device=device)
        await first.hang_up()
        assert (await written()).open_since == opened

    async def test_is_not_written_for_every_heartbeat(self, listen, medic, device):
        tablet = await listen(medic, device=device)
        first = await written()
        await tablet.say(have=1)
        await asyncio.sleep(0.05)
        assert (await written()).heard_at == first.heard_at

    async def test_is_written_once_the_device_is_on_file(self, listen, medic, on_duty, two_pm):
        number = uuid4()
        await listen(medic, device=number)
        await reader.current().pulse.write_once()
        await sync_to_async(report_health)(device=number, unsent=0, oldest_unsent_at=None, by=medic, at=two_pm)
        assert (await written()).open_since

    async def test_is_no_page_of_the_desk(self, listen, dispatcher, device):
        await listen(dispatcher, device=device)
        assert (await written()).open_since is None

    async def test_is_nobodys_where_the_number_is_none(self, listen, medic, device):
        await listen(medic, device="van")
        assert (await written()).open_since is None


class TestWhatMoves:
    async def test_is_told_to_the_desk_without_a_line_of_the_log(self, listen, dispatcher, medic, on_duty, two_pm):
        page = await listen(dispatcher)
        await sync_to_async(report_position)(latitude=44, longitude=-123, by=medic, at=two_pm)
        assert await page.frame() == {"moved": True}

    async def test_is_told_once_for_many_in_a_moment(self, listen, dispatcher, agency):
        page = await listen(dispatcher)
        moves.nudge(agency.pk)
        assert await page.frame() == {"moved": True}
        for _ in range(5):
            moves.nudge(agency.pk)
        assert await page.frame() == {"moved": True}
        assert await page.socket.receive_nothing(0.6, 0.02)

    async def test_is_not_told_to_tablets_machines_and_neighbours(
        self, listen, medic, machine, manager, elsewhere, agency, on_duty
    ):
        deaf = [await listen(person) for person in (medic, machine, elsewhere.dispatcher)]
        page = await listen(manager)
        moves.nudge(agency.pk)
        assert await page.frame() == {"moved": True}
        assert [await one.is_told_nothing() for one in deaf] == [True] * 3

    async def test_comes_after_the_lines_that_are_being_told(self, listen, dispatcher, medic, on_duty, two_pm, act):
        page = await listen(dispatcher)
        (socket,) = (await reader.current().tape_of(dispatcher.agency_id)).sockets
        socket._busy = True
        socket.stir()
        socket._busy = False
        socket.wake()
        assert await page.frame() == {"moved": True}
