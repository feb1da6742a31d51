import pytest
from django.core.cache import cache
from django.test import Client

from responder_app.api import throttles
from tests.callers import signed_in


@pytest.fixture(autouse=True)
def _a_quiet_minute(monkeypatch):
    """Nobody has asked yet, and the minute does not end while we look."""
    cache.clear()
    monkeypatch.setattr(throttles.time, "time", lambda: 1_000_039.5)
    yield
    cache.clear()


class TestTokensThatNobodyHas:
    @pytest.fixture
    def knock(self, db):
        return lambda address="192.0.2.7": Client(headers={"Authorization": "Bearer wrong"}).get(
            "/api/v1/units/", REMOTE_ADDR=address
        )

    def test_are_told_to_wait_when_there_were_too_many(self, knock, monkeypatch):
        monkeypatch.setattr(throttles, "UNKNOWN_TOKENS", 3)
        assert [knock().status_code for _ in range(3)] == [401] * 3

        answer = knock()

        assert (answer.status_code, answer.headers["Content-Type"]) == (429, "application/problem+json")
        assert answer.headers["Retry-After"] == "41"
        assert answer.json()["detail"].startswith("Too many tokens that are not known here.")

    def test_stop_nobody_at_another_address_and_no_token_that_is_known(self, knock, center, monkeypatch):
        monkeypatch.setattr(throttles, "UNKNOWN_TOKENS", 1)
        knock()

        assert knock("192.0.2.8").status_code == 401
        assert knock().status_code == 429
        assert center.client.get("/api/v1/units/", REMOTE_ADDR="192.0.2.7").status_code == 200

    def test_leave_neither_token_nor_address_in_the_cache(self, knock):
        knock()

        kept = str(getattr(cache, "_cache", {}))
        assert (cache.get("nothing"), "192.0.2.7" in kept, "wrong" in kept) == (None, False, False)


class TestPerPerson:
    def test_lets_a_busy_city_pass(self, center):
        assert {center.get("/units/").status_code for _ in range(200)} == {200}

    def test_tells_a_runaway_client_to_wait_and_no_other(self, center, dispatcher, monkeypatch):
        monkeypatch.setattr(throttles, "ASKED", 2)
        answers = [center.get("/units/") for _ in range(3)]

        assert [answer.status_code for answer in answers] == [200, 200, 429]
        assert answers[-1].headers["Retry-After"] == "41"
        assert signed_in(dispatcher).get("/units/").status_code == 200
