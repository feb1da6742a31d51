from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest


class TestTheTime:
    @pytest.mark.parametrize(
        "moment",
        [
            "2026-05-14T14:00:00",
            "2026-05-14",
            "yesterday",
            1778767200,
            None,
            "",
            "1999-12-31T23:59:59Z",
            "0001-01-01T00:00:00+23:59",
            "9999-12-31T23:59:59-23:59",
            "2026-13-01T00:00:00Z",
            "2026-05-14T14:00:00+99:99",
        ],
    )
    def test_has_to_be_whole_and_possible(self, center, call_type, lines, moment):
        before = lines()

        answer = center.post("/incidents/", call_type="WELFARE", occurred_at=moment)

        assert answer.status_code == 400
        assert answer.json()["errors"][0]["pointer"] == "#/occurred_at"
        assert lines() == before

    def test_may_be_a_little_ahead_but_not_in_the_future(self, center, call_type):
        now = datetime.now(UTC)

        ahead = center.post("/incidents/", call_type="WELFARE", occurred_at=(now + timedelta(minutes=4)).isoformat())
        future = center.post("/incidents/", call_type="WELFARE", occurred_at=(now + timedelta(minutes=6)).isoformat())

        assert (ahead.status_code, future.status_code) == (201, 400)
        assert "future" in future.json()["detail"]

    def test_is_one_moment_however_its_offset_is_written(self, center, call_type):
        letter = {"id": str(uuid4()), "call_type": "WELFARE"}

        center.post("/incidents/", **letter, occurred_at="2026-05-14T14:00:00Z")
        again = center.post("/incidents/", **letter, occurred_at="2026-05-14T08:00:00-06:00")

        assert again.status_code == 200


class TestTheBody:
    @pytest.mark.parametrize(
        "raw",
        [
            b"",
            b"[]",
            b'"call"',
            b"null",
            b"{",
            b"\xff\xfe",
            b'{"id": NaN}',
            b"[" * 100_000,
            b'{"a":' * 50_000,
            b'{"summary": "\\ud800"}',
            b'{"\\udfff": 1}',
            b'{"id": ' + b"9" * 5_000 + b"}",
        ],
    )
    def test_that_cannot_be_read_is_a_400(self, center, lines, raw):
        before = lines()

        answer = center.client.post("/api/v1/incidents/", raw, content_type="application/json")

        assert answer.status_code == 400
        assert answer.json()["status"] == 400
        assert lines() == before

    @pytest.mark.parametrize("strange", ["a\x00b", 7, True, [], {}, "x" * 500])
    def test_with_what_no_address_is_is_a_400_or_text(self, center, call_type, strange):
        answer = center.post("/incidents/", call_type="WELFARE", address=strange)

        assert answer.status_code in ({201} if strange == 7 else {400})

    def test_over_a_megabyte_is_a_413(self, center):
        answer = center.post("/incidents/", summary="x" * 1024 * 1024)

        assert answer.status_code == 413

    def test_in_another_format_is_a_415(self, center):
        answer = center.client.post("/api/v1/incidents/", "<call/>", content_type="text/xml")

        assert answer.status_code == 415
        assert answer.headers["Content-Type"] == "application/problem+json"

    def test_with_an_unknown_field_is_refused_rather_than_half_kept(self, center, call_type):
        answer = center.post("/incidents/", call_type="WELFARE", adress="9 Alder Street")

        assert answer.status_code == 400
        assert answer.json()["errors"] == [{"detail": "There is no such field.", "pointer": "#/adress"}]
