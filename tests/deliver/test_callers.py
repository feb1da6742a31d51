import pytest

from tests.deliver.listener import Listener

pytestmark = pytest.mark.django_db(transaction=True)


class TestTheDoor:
    @pytest.mark.parametrize("query", ["", "ticket=", "ticket=forged:1:x", "ticket=%00%ff&since=1"])
    async def test_is_shut_without_a_good_ticket(self, query):
        socket = Listener({}, {})
        socket.socket.scope["query_string"] = query.encode()

        assert (await socket.opened()).first == {"closed": 4401}

    async def test_is_shut_to_a_ticket_without_its_session(self, listen, medic):
        page = await listen(medic, cookie="sessionid=another")

        assert page.first == {"closed": 4401}

    @pytest.mark.parametrize(
        "origin", ["https://evil.example", "http://localhost.evil.example", "null", "http://localhost:9"]
    )
    async def test_is_shut_to_pages_of_other_hosts(self, listen, medic, origin):
        page = await listen(medic, origin=origin, host="localhost:8000")

        assert page.first == {"closed": 4403}

    @pytest.mark.parametrize("origin", ["http://localhost:8000", "https://tablets.example", "https://van.pd.example"])
    async def test_is_open_to_our_own_pages(self, listen, medic, settings, origin):
        settings.CSRF_TRUSTED_ORIGINS = ["https://tablets.example", "https://*.pd.example"]

        page = await listen(medic, origin=origin, host="localhost:8000")

        assert page.hello

    @pytest.mark.parametrize("text", ["x", "[]", "{}", '{"have": "3"}', '{"have": true}', '{"have": -1}', "1e999"])
    async def test_closes_on_what_it_does_not_understand(self, listen, medic, text):
        page = await listen(medic)

        await page.socket.send_to(text_data=text)

        assert await page.frame() == {"closed": 4400}

    async def test_closes_on_bytes(self, listen, medic):
        page = await listen(medic)

        await page.socket.send_to(bytes_data=b"\x00")

        assert await page.frame() == {"closed": 4400}
