import asyncio
from uuid import uuid4

import pytest
from asgiref.sync import sync_to_async

from responder_app.actions.assignments import assign
from responder_app.actions.encounters import write_note
from responder_app.actions.shifts import sign_off, sign_on
from responder_app.deliver import reader
from tests import factories

pytestmark = pytest.mark.django_db(transaction=True)


class TestTheHello:
    async def test_says_where_the_line_begins(self, listen, dispatcher):
        page = await listen(dispatcher)

        assert page.hello["since"] == page.hello["head"] == 1

    async def test_of_a_page_that_was_away_is_followed_by_all_it_missed(self, listen, dispatcher, assignment):
        page = await listen(dispatcher, since=0)

        assert await page.kinds(3) == ["agency.founded", "shift.started", "assignment.made"]

    async def test_asks_for_all_pages_again_when_the_log_is_another(self, listen, dispatcher):
        page = await listen(dispatcher, epoch=str(uuid4()), since=0)

        assert page.first["resync"]["head"] == 1
        assert await page.is_told_nothing()

    async def test_asks_for_all_pages_again_when_the_cursor_is_beyond_the_log(self, listen, dispatcher):
        page = await listen(dispatcher, since=99)

        assert page.first["resync"]["head"] == 1

    @pytest.mark.parametrize("cursor", ["", "null", "-1", "x"])
    async def test_asks_for_all_pages_when_there_is_no_cursor(self, listen, dispatcher, cursor):
        page = await listen(dispatcher, since=cursor)

        assert "resync" in page.first

    async def test_asks_for_all_pages_again_when_the_cursor_is_too_old(self, listen, dispatcher, monkeypatch, act):
        monkeypatch.setattr("responder_app.deliver.live.TOO_OLD", 1)
        await act(
            sign_on, unit=await sync_to_async(factories.Unit)(agency=dispatcher.agency), by=await _crew(dispatcher)
        )

        page = await listen(dispatcher, since=0)

        assert page.first["resync"]["head"] == 2


async def _crew(dispatcher):
    return await sync_to_async(factories.Person)(agency=dispatcher.agency)


class TestALine:
    async def test_says_that_it_happened_and_never_what(self, listen, dispatcher, incident, unit, on_duty, act):
        page = await listen(dispatcher)

        made = await act(assign, incident=incident, unit=unit, by=dispatcher)

        assert await page.frame() == {
            "seq": made.seq,
            "prev": 2,
            "kind": "assignment.made",
            "incident": str(incident.pk),
            "assignment": str(made.assignment_id),
            "unit": unit.pk,
        }

    async def test_reaches_every_socket_that_may_see_it(self, listen, dispatcher, manager, machine, incident, act):
        pages = [await listen(who) for who in (dispatcher, dispatcher, manager)]

        await act(write_note, incident=incident, body="Two dogs.", by=dispatcher)

        assert [await page.kinds(1) for page in pages] == [["note.written"]] * 3

    async def test_of_another_crew_is_not_told_and_leaves_no_hole(
        self, listen, clinician, other_unit, incident, assignment, medic, dispatcher, act
    ):
        await act(sign_on, unit=other_unit, by=clinician)
        tablet = await listen(clinician)
        second = await sync_to_async(factories.Incident)(agency=dispatcher.agency)

        await act(write_note, incident=incident, body="For R1 only.", by=dispatcher)
        await act(assign, incident=second, unit=other_unit, by=dispatcher)

        told = await tablet.frame()
        assert told["kind"] == "assignment.made"
        assert told["prev"] == tablet.hello["since"] == told["seq"] - 2

    async def test_of_another_agency_is_told_to_nobody_here(self, listen, dispatcher, elsewhere, act):
        page = await listen(dispatcher)

        await act(write_note, incident=elsewhere.incident, body="Ours.", by=elsewhere.dispatcher)

        assert await page.is_told_nothing()

    async def test_written_while_a_socket_catches_up_comes_once_and_in_order(self, listen, dispatcher, incident, act):
        for turn in range(40):
            await act(write_note, incident=incident, body=f"{turn}", by=dispatcher)
        page, _ = await asyncio.gather(
            listen(dispatcher, since=0), act(write_note, incident=incident, body="Meanwhile.", by=dispatcher)
        )

        assert [line["seq"] for line in await page.lines(42)] == list(range(1, 43))
        assert await page.is_told_nothing()

    async def test_reaches_whoever_signed_on_after_connecting(
        self, listen, clinician, unit, assignment, incident, dispatcher, act
    ):
        tablet = await listen(clinician)

        await act(sign_on, unit=unit, by=clinician)
        await act(write_note, incident=incident, body="You too.", by=dispatcher)

        assert await tablet.kinds(2) == ["shift.started", "note.written"]

    async def test_reaches_nobody_who_signed_off(
        self, listen, medic, on_duty, clinician, unit, assignment, dispatcher, act
    ):
        await act(sign_on, unit=unit, by=clinician)
        tablet = await listen(medic)
        assert await tablet.kinds(1) == ["assignment.on_tablet"]

        await act(sign_off, shift=on_duty, by=medic)
        await act(write_note, incident=assignment.incident, body="Gone home.", by=dispatcher)

        assert await tablet.kinds(1) == ["shift.ended"]
        assert await tablet.is_told_nothing()

    async def test_reaches_whoever_was_taken_aboard_by_a_mate(
        self, listen, clinician, medic, unit, incident, dispatcher, act
    ):
        tablet = await listen(clinician)

        await act(sign_on, unit=unit, mates=[clinician], by=medic)
        await act(assign, incident=incident, unit=unit, by=dispatcher)

        assert await tablet.kinds(2) == ["shift.started", "assignment.made"]

    async def test_reaches_nobody_whom_a_mate_took_off(
        self, listen, medic, on_duty, clinician, unit, assignment, dispatcher, act
    ):
        await act(sign_on, unit=unit, by=clinician)
        tablet = await listen(medic)
        assert await tablet.kinds(1) == ["assignment.on_tablet"]

        await act(sign_off, shift=on_duty, by=clinician)
        await act(write_note, incident=assignment.incident, body="Gone home.", by=dispatcher)

        assert await tablet.kinds(1) == ["shift.ended"]
        assert await tablet.is_told_nothing()


class TestTheHeartbeat:
    async def test_says_how_far_the_socket_has_been_told(self, listen, dispatcher, monkeypatch):
        monkeypatch.setattr(reader, "BEAT", 0.05)
        page = await listen(dispatcher)

        beat = await page.frame()

        assert (beat["head"], beat["prev"]) == (1, 1)
        assert beat["time"] > 1_700_000_000_000


class TestASlowSocket:
    async def test_is_sent_to_come_again_with_its_cursor(self, dispatcher, incident, act, monkeypatch, listen):
        monkeypatch.setattr("responder_app.deliver.live.MAY_WAIT", 3)
        full = asyncio.Event()
        page = await listen(dispatcher)
        slow = next(iter((await reader.current().tape_of(dispatcher.agency_id)).sockets))
        send, told = slow.base_send, []

        async def base_send(message):
            told.append(message)
            if message["type"] == "websocket.send":
                await full.wait()
            await send(message)

        slow.base_send = base_send
        for turn in range(6):
            await act(write_note, incident=incident, body=f"{turn}", by=dispatcher)

        assert await page.frame() == {"closed": 4408}
        assert [message["type"] for message in told] == ["websocket.send", "websocket.close"]

    async def test_does_not_hold_up_the_others(self, dispatcher, manager, incident, act, listen):
        page = await listen(dispatcher)
        slow = next(iter((await reader.current().tape_of(dispatcher.agency_id)).sockets))
        send, full = slow.base_send, asyncio.Event()

        async def base_send(message):
            await full.wait()
            await send(message)

        slow.base_send = base_send
        quick = await listen(manager)
        for turn in range(3):
            await act(write_note, incident=incident, body=f"{turn}", by=dispatcher)

        assert await quick.kinds(3) == ["note.written"] * 3
        full.set()
        assert await page.kinds(3) == ["note.written"] * 3
