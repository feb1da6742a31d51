import socket
from datetime import UTC, datetime

import pytest

from responder_app.deliver import addresses, webhooks

THREE_PM = datetime(2026, 5, 14, 15, 0, tzinfo=UTC)
SECRET = "whsec_anVuaXBlci1mYWxscy1hbmQtc2FsdC1tYXJzaC0wMQ=="


class TestCheck:
    @pytest.mark.parametrize(
        "ip",
        [
            "127.0.0.1",
            "10.1.2.3",
            "172.16.0.1",
            "192.168.1.1",
            "169.254.169.254",
            "100.64.0.1",
            "0.0.0.0",  # noqa: S104
            "224.0.0.1",
            "255.255.255.255",
            "::1",
            "fe80::1",
            "fd00::1",
            "::ffff:10.0.0.1",
            "64:ff9b::a9fe:a9fe",
            "2002:7f00:1::",
            "ff02::1",
        ],
    )
    def test_refuses_what_is_inside(self, ip, monkeypatch):
        monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: [(0, 0, 0, "", (ip, 443))])
        with pytest.raises(addresses.Forbidden):
            addresses.check("https://cad.example/hook")

    def test_refuses_a_host_with_one_foot_inside(self, monkeypatch):
        both = [(0, 0, 0, "", ("93.184.216.34", 443)), (0, 0, 0, "", ("10.0.0.1", 443))]
        monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: both)
        with pytest.raises(addresses.Forbidden):
            addresses.check("https://cad.example/hook")

    def test_connects_to_the_very_ip_that_was_looked_at(self, monkeypatch):
        looked = []

        def look_up(*_, **__):
            looked.append(1)
            return [(0, 0, 0, "", ("93.184.216.34", 443))]

        monkeypatch.setattr(socket, "getaddrinfo", look_up)
        dialled = []
        monkeypatch.setattr(socket, "create_connection", lambda place, timeout: dialled.append(place) or 1 / 0)

        with pytest.raises(ZeroDivisionError):
            webhooks.post("https://cad.example/hook", SECRET, "one", b"{}", at=THREE_PM)

        assert dialled == [("93.184.216.34", 443)]
        assert looked == [1]

    @pytest.mark.parametrize(
        "url",
        [
            "http://cad.example/hook",
            "https://cad.example:22/hook",
            "https://me:secret@cad.example/",
            "ftp://cad.example/",
            "https:///nothing",
            "https://cad.example:99999/",
            "https://[::1/",
        ],
    )
    def test_refuses_other_ways_and_doors(self, url):
        with pytest.raises(addresses.Forbidden):
            addresses.check(url)

    def test_lets_an_administrator_list_a_host_inside(self, settings):
        settings.WEBHOOK_ALLOWED_HOSTS = ["127.0.0.1:8085"]
        found = addresses.check("http://127.0.0.1:8085/hook?key=1")
        assert (found.ip, found.path, found.secure) == ("127.0.0.1", "/hook?key=1", False)
        with pytest.raises(addresses.Forbidden):
            addresses.check("http://127.0.0.1:8086/hook")
