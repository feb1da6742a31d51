import asyncio
import json
from types import SimpleNamespace
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from responder_app.access import Sight
from responder_app.deliver import tape
from responder_app.deliver.live import LiveConsumer

CALL = UUID("8f0c9a1e-0000-4000-8000-000000000001")


def event(seq, *, shifts=(), kind="note.written", by=None):
    return SimpleNamespace(
        seq=seq, kind=kind, shifts=list(shifts), by_id=by, incident_id=CALL, assignment_id=None, unit_id=3
    )


class TestALine:
    def test_tells_what_it_is_about_and_which_came_before(self):
        line = tape.Line(event(413))

        told = json.loads(line.told_after(409))

        assert told == {"seq": 413, "prev": 409, "kind": "note.written", "incident": str(CALL), "unit": 3}

    def test_is_told_to_each_socket_with_its_own_last_line(self):
        line = tape.Line(event(413))

        assert [json.loads(line.told_after(prev))["prev"] for prev in (409, 412, 409)] == [409, 412, 409]


class TestATape:
    @pytest.fixture
    def short(self, monkeypatch):
        monkeypatch.setattr(tape, "KEPT", 3)
        return tape.Tape(1, "epoch", 10, [tape.Line(event(seq)) for seq in (9, 10)])

    def test_grows_by_the_next_lines_only(self, short):
        short.append([tape.Line(event(seq)) for seq in (10, 11, 13)])

        assert short.head == 11

    def test_gives_the_lines_after_a_cursor(self, short):
        assert [line.seq for line in short.after(8)] == [9, 10]
        assert short.after(10) == []

    def test_says_when_it_does_not_reach_back(self, short):
        assert short.after(7) is None

    def test_forgets_what_is_old(self, short):
        short.append([tape.Line(event(seq)) for seq in range(11, 20)])

        assert short.after(10) is None
        assert [line.seq for line in short.after(16)] == [17, 18, 19]


EVENTS = st.lists(st.frozensets(st.integers(1, 4), max_size=2), max_size=60)
SIGHTS = st.builds(
    Sight,
    agency_id=st.just(1),
    person_id=st.just(7),
    role=st.sampled_from(["responder", "dispatcher"]),
    shifts=st.frozensets(st.integers(1, 4), max_size=2),
)


def socket_on(followed, sight, cursor):
    socket, told = LiveConsumer(), []

    async def send(message):
        if len(told) % 5 == 4:
            await asyncio.sleep(0)  # a network that now and then makes us wait
        told.append(json.loads(message["text"]))

    socket.base_send, socket.tape, socket.sight = send, followed, sight
    socket.cursor = socket.prev = cursor
    followed.sockets.add(socket)
    return socket, told


class TestEverySocket:
    @given(events=EVENTS, sight=SIGHTS, cuts=st.lists(st.integers(0, 60), max_size=8), late=st.integers(0, 60))
    def test_is_told_the_same_live_as_when_it_comes_back(self, events, sight, cuts, late):
        """Live order == replay order == the log, filtered; and `prev` proves that nothing is missing."""
        lines = [tape.Line(event(seq, shifts=shifts)) for seq, shifts in enumerate(events, start=1)]
        asyncio.run(self._story(lines, sight, sorted({min(cut, len(lines)) for cut in cuts}), min(late, len(lines))))

    async def _story(self, lines, sight, cuts, late):
        followed = tape.Tape(1, "epoch", 0, [])
        _, live = socket_on(followed, sight, 0)
        for start, end in zip([0, *cuts], [*cuts, len(lines)], strict=True):
            followed.append(lines[start:end])
            for socket in tuple(followed.sockets):
                socket.wake()
            await asyncio.sleep(0)
        back, replayed = socket_on(followed, sight, late)
        back.wake()
        for _ in range(len(lines) + 2):
            await asyncio.sleep(0)
        allowed = [line.seq for line in lines if sight.sees(line.shifts)]
        assert [line["seq"] for line in live] == allowed
        assert [line["prev"] for line in live] == [0, *allowed][: len(allowed)]
        assert [line["seq"] for line in replayed] == [seq for seq in allowed if seq > late]
