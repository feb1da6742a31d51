import asyncio

import pytest

from responder_app.deliver.at_once import at_once


class TestAtOnce:
    async def test_does_what_need_not_wait_before_its_caller_goes_on(self):
        done = []

        async def work():
            done.append("first")

        assert at_once(work()) is None
        assert done == ["first"]

    async def test_goes_on_beside_its_caller_from_the_first_wait(self):
        done, gate = [], asyncio.Event()

        async def work():
            done.append("first")
            await gate.wait()
            await asyncio.sleep(0)
            done.append("second")
            return "done"

        rest = at_once(work())
        assert done == ["first"]
        gate.set()

        assert await rest == "done"
        assert done == ["first", "second"]

    async def test_can_be_cancelled_and_cleans_up(self):
        done, gate = [], asyncio.Event()

        async def work():
            try:
                await gate.wait()
            finally:
                await asyncio.sleep(0)
                done.append("cleaned up")

        rest = at_once(work())
        await asyncio.sleep(0)
        rest.cancel()

        with pytest.raises(asyncio.CancelledError):
            await rest
        assert done == ["cleaned up"]

    async def test_hands_on_what_was_raised_while_waiting(self):
        future = asyncio.get_running_loop().create_future()

        async def work():
            await future

        rest = at_once(work())
        future.set_exception(LookupError("gone"))

        with pytest.raises(LookupError):
            await rest
