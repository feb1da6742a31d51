import re
from datetime import UTC, datetime
from decimal import Decimal
from uuid import uuid4

import pytest
from django.urls import reverse

from responder_app.actions.assignments import report_status
from responder_app.models import Correction, ListEntry, StatusReport, Transport
from tests.conftest import TWO_PM

SAID = {"by_whom": "team", "destination": "shelter", "people": "1"}


@pytest.fixture
def page(tablet, assignment):
    return lambda: tablet.get(reverse("tablet-after", args=[assignment.pk])).content.decode()


@pytest.fixture
def report(assignment, medic, minutes):
    """`report("transporting", 20)`: that many minutes after the call was given."""

    def report(status, after):
        line = report_status(
            assignment=assignment, status=status, by=medic, id=uuid4(), occurred_at=TWO_PM + minutes(after)
        )
        return StatusReport.objects.get(pk=line.id)

    return report


class TestRecordTransport:
    def test_files_it_with_the_agencys_own_clock(self, post, assignment):
        told = {"left_at": "2026-05-14T08:20", "arrived_at": "2026-05-14T08:35", "miles_at_start": "12.5"}
        assert post("tablet-transports", assignment.pk, **SAID, **told).status_code == 201

        ride = Transport.objects.get()
        assert (ride.left_at, ride.miles_at_start) == (datetime(2026, 5, 14, 14, 20, tzinfo=UTC), Decimal("12.5"))

    def test_leaves_empty_what_nobody_said(self, post, assignment):
        post("tablet-transports", assignment.pk, **SAID)

        ride = Transport.objects.get()
        assert [ride.left_at, ride.arrived_at, ride.miles_at_start, ride.miles_at_end] == [None] * 4

    def test_takes_the_hour_that_autumn_has_twice(self, post, assignment):
        assert post("tablet-transports", assignment.pk, **SAID, left_at="2025-11-02T01:30").status_code == 201

    @pytest.mark.parametrize(
        ("said", "sentence"),
        [
            ({"by_whom": "balloon"}, "Say who took them."),
            ({"destination": ""}, "Choose what kind of place it was."),
            ({"destination": "moon"}, "Choose from the list what kind of place it was."),
            ({"people": "0"}, "People taken is a number between 1 and 20."),
            ({"left_at": "yesterday"}, "The time of leaving cannot be read."),
            ({"left_at": "0001-01-01T00:00"}, "The time of leaving lies ahead of us, or too far back."),
            ({"arrived_at": "2999-01-01T00:00"}, "The time of arrival lies ahead of us, or too far back."),
            ({"miles_at_start": "NaN"}, "Miles are a number of at most seven digits, with one behind the point."),
            ({"miles_at_end": "1e99"}, "Miles are a number of at most seven digits, with one behind the point."),
            (
                {"miles_at_start": "20", "miles_at_end": "10"},
                "The miles at the end are fewer than at the start. Look at both once more.",
            ),
            (
                {"left_at": "2026-05-14T08:20", "arrived_at": "2026-05-14T08:10"},
                "The arrival is before the start. Look at both times once more.",
            ),
        ],
    )
    def test_says_in_a_sentence_what_cannot_be(self, post, assignment, said, sentence):
        answer = post("tablet-transports", assignment.pk, **SAID | said)

        assert (answer.status_code in {409, 422}, answer.json()["detail"]) == (True, sentence)
        assert not Transport.objects.exists()

    def test_keeps_what_was_written_on_the_page_without_javascript(self, submit, assignment):
        said = SAID | {"place": "Harbour House", "people": "0", "left_at": "2026-05-14T08:20"}

        page = submit("tablet-transports", assignment.pk, **said).content.decode()

        assert "Harbour House" in page
        assert 'value="2026-05-14T08:20"' in page
        assert 'value="shelter" required checked' in page

    def test_is_not_for_strangers(self, stranger_posts, assignment):
        assert stranger_posts("tablet-transports", assignment.pk, **SAID).status_code == 404


class TestThePage:
    def test_makes_no_time_up(self, page):
        clocks = re.findall(r'<input type="datetime-local" name="(?:left_at|arrived_at)"[^>]*>', page())

        assert [len(clocks), [clock for clock in clocks if "value" in clock]] == [2, []]

    def test_begins_with_the_times_that_the_crew_reported(self, page, report):
        report("transporting", 20)
        report("at_destination", 35)

        told = page()

        assert 'value="2026-05-14T08:20"' in told
        assert 'value="2026-05-14T08:35"' in told

    def test_takes_a_corrected_time_and_none_that_was_taken_back(self, page, report, medic, minutes):
        left, arrived = report("transporting", 20), report("at_destination", 35)
        kept = {"agency": medic.agency, "by": medic, "occurred_at": TWO_PM + minutes(50), "reason": "wrong_tap"}
        Correction.objects.create(report=left, kind="retimed", time=TWO_PM + minutes(10), **kept)
        Correction.objects.create(report=arrived, kind="struck", **kept)

        told = page()

        assert 'value="2026-05-14T08:10"' in told
        assert "2026-05-14T08:35" not in told

    def test_gives_a_reported_time_to_one_transport_only(self, page, report, post, assignment):
        report("transporting", 20)
        report("at_destination", 35)
        post(
            "tablet-transports",
            assignment.pk,
            **SAID,
            left_at="2026-05-14T08:20",
            arrived_at="2026-05-14T08:35",
        )
        assert 'value="2026-05-14T' not in page()

        report("transporting", 50)
        assert 'value="2026-05-14T08:50"' in page()

    def test_lists_what_was_filed_also_to_a_kind_of_place_that_has_ended(self, page, post, assignment):
        post("tablet-transports", assignment.pk, **SAID, place="Harbour House")
        ListEntry.objects.filter(list="destinations", code="shelter").update(effective_to="2026-05-15")

        assert "Emergency shelter, Harbour House</span>. Our van." in page()
