"""100 sockets dropped and the server killed five times during 500 assignments: nobody misses a line."""

import asyncio
import contextlib
import http.client
import json
import os
import random
from collections import Counter
from datetime import UTC, datetime
from uuid import uuid4

import pytest

from tests.chaos.line import Follower, ask
from tests.served import ROOT, Served, empty_shape, manage

pytestmark = pytest.mark.chaos

CREWS, DESKS, ASSIGNMENTS, DROPS, KILLS = 16, 4, 500, 100, 5
AT_ONCE = 4  # hands at the dispatch center


class TestALiveLine:
    def test_tells_everything_once_and_in_order_whatever_breaks(self, tmp_path):
        with empty_shape(tmp_path) as environment:
            city = json.loads(_city(environment, "found", str(CREWS), str(DESKS)))
            served = [Served(environment).start() for _ in range(2 if os.environ.get("REDIS_URL") else 1)]
            try:
                followers = asyncio.run(Story(city, served).told())
            finally:
                for server in served:
                    server.stop()
            log = json.loads(_city(environment, "log"))

        kinds = Counter(kind for _, kind, _, _ in log)
        assert kinds["assignment.made"] == kinds["assignment.withdrawn"] == ASSIGNMENTS
        assert max(Counter((kind, about) for _, kind, _, about in log if kind == "assignment.sent").values()) == 1
        for follower, socket in zip(followers, city["sockets"], strict=True):
            assert follower.told == _allowed(log, socket["shift"], city["head"])
            assert follower.resyncs == 0
        assert sum(follower.hellos for follower in followers) >= DROPS


def _allowed(log, shift, since) -> list[int]:
    return [seq for seq, _, shifts, _ in log if seq > since and (shift is None or shift in shifts)]


def _city(environment, *arguments) -> str:
    return manage(environment, *arguments, command=(str(ROOT / "tests/chaos/city.py"),))


class Story:
    def __init__(self, city: dict, served: list):
        self._city, self._served, self._luck = city, served, random.Random(2026)
        self._made = 0
        self._followers = [
            Follower(served, socket["cookie"], city["head"], city["epoch"], stores=socket["shift"] is not None)
            for socket in city["sockets"]
        ]

    async def told(self) -> list[Follower]:
        following = [asyncio.create_task(follower.follow()) for follower in self._followers]
        hands = [asyncio.create_task(self._dispatch(hand)) for hand in range(AT_ONCE)]
        breaking = asyncio.create_task(self._break())
        await asyncio.gather(*hands, breaking)
        await self._quiet(following)
        for task in following:
            task.cancel()
        ended = await asyncio.gather(*following, return_exceptions=True)
        holes = [end for end in ended if not isinstance(end, asyncio.CancelledError)]
        assert not holes, holes
        return self._followers

    async def _dispatch(self, hand: int) -> None:
        units = self._city["units"][hand::AT_ONCE]
        for turn in range(ASSIGNMENTS // AT_ONCE):
            number = turn % len(units)
            call = self._city["calls"][(hand + number * AT_ONCE) // 2]
            assignment = str(uuid4())
            await self._post(f"/api/v1/incidents/{call}/assignments/", assignment, unit=units[number])
            self._made += 1
            await self._post(f"/api/v1/assignments/{assignment}/withdraw/", str(uuid4()))

    async def _post(self, path: str, id: str, **told) -> None:
        """The same letter until it is answered, as the outbox does."""
        letter = {"id": id, "occurred_at": datetime.now(UTC).isoformat(), **told}
        headers = {"Authorization": f"Bearer {self._city['token']}"}
        while True:
            url = self._luck.choice(self._served).url
            with contextlib.suppress(OSError, http.client.HTTPException):
                status, answer = await asyncio.to_thread(ask, url, "POST", path, body=letter, headers=headers)
                assert status in (200, 201), answer
                return
            await asyncio.sleep(0.05)

    async def _break(self) -> None:
        """Sockets and servers go at moments that nobody chose."""
        moments = [(self._luck.randrange(10, ASSIGNMENTS), self._drop) for _ in range(DROPS)]
        moments += [(ASSIGNMENTS * (number + 1) // (KILLS + 1), self._kill) for number in range(KILLS)]
        for when, strike in sorted(moments, key=lambda moment: moment[0]):
            while self._made < when:
                await asyncio.sleep(0.002)
            await strike()

    async def _drop(self) -> None:
        self._luck.choice(self._followers).drop()

    async def _kill(self) -> None:
        server = self._luck.choice(self._served)
        await asyncio.sleep(self._luck.random() * 0.05)
        await asyncio.to_thread(server.kill)
        await asyncio.to_thread(server.start)

    async def _quiet(self, following: list) -> None:
        """Until nothing new has come for two seconds, or a socket has found a hole."""
        heard = -1
        while heard != (heard := sum(len(follower.told) for follower in self._followers)):
            await asyncio.wait(following, timeout=2, return_when=asyncio.FIRST_COMPLETED)
