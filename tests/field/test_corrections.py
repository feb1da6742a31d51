from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils import timezone

from responder_app.models import Correction, StatusReport
from tests.field.conftest import AS_THE_TABLET


@pytest.fixture
def report(post, assignment):
    """The crew is on scene since some minutes before now."""

    def report(before=30, status="on_scene"):
        at = timezone.now() - timedelta(minutes=before)
        post("tablet-status", assignment.pk, status=status, occurred_at=at.isoformat())
        return StatusReport.objects.get(status=status)

    return report


@pytest.fixture
def told(agency):
    """A time as the form says it, by the agency's clock: six hours behind UTC."""

    def told(at):
        local = at.astimezone(timezone.zoneinfo.ZoneInfo(agency.time_zone))
        return {"kind": "retimed", "date": f"{local:%Y-%m-%d}", "time": f"{local:%H:%M}", "reason": "tapped_late"}

    return told


@pytest.fixture
def page(tablet, assignment):
    return lambda: tablet.get(reverse("tablet-call", args=[assignment.pk])).content.decode()


class TestUndo:
    def test_takes_back_what_was_just_reported(self, post, report, assignment):
        there = report(before=0)

        assert post("tablet-undo", there.pk).status_code == 201
        assignment.refresh_from_db()
        assert assignment.status == "assigned"

    def test_comes_with_its_status_in_one_envelope_and_is_filed_after_it(self, tablet, medic, assignment):
        id, at = str(uuid4()), timezone.now().isoformat()
        letters = [
            {
                "url": reverse("tablet-status", args=[assignment.pk]),
                "fields": {"id": id, "occurred_at": at, "status": "on_scene"},
            },
            {"url": reverse("tablet-undo", args=[id]), "fields": {"id": str(uuid4()), "occurred_at": at}},
        ]
        envelope = {"data": {"letters": letters}, "content_type": "application/json", "headers": AS_THE_TABLET}
        answer = tablet.post(reverse("tablet-bundle"), **envelope)

        assert [one["status"] for one in answer.json()["answers"]] == [201, 201]
        assert Correction.objects.get().report_id == StatusReport.objects.get().pk

    def test_says_what_to_do_when_it_is_too_late(self, post, report):
        answer = post("tablet-undo", report(before=5).pk)

        assert (answer.status_code, answer.json()["detail"]) == (
            409,
            "Ten seconds are over. Correct the time instead.",
        )

    def test_of_others_is_not_found(self, stranger_posts, report):
        assert stranger_posts("tablet-undo", report(before=0).pk).status_code == 404


class TestCorrect:
    def test_reads_the_time_by_the_agencys_clock(self, post, report, told):
        there = report()
        true = (timezone.now() - timedelta(minutes=40)).replace(second=0, microsecond=0)

        assert post("tablet-correct", there.pk, **told(true)).status_code == 201
        assert StatusReport.objects.get().stands_at == true

    def test_says_that_it_did_not_happen_with_words_of_its_own(self, post, report):
        there = report()

        answer = post("tablet-correct", there.pk, kind="struck", reason="other", other="We stood at the wrong door.")

        assert answer.status_code == 201
        assert (Correction.objects.get().kind, Correction.objects.get().reason) == (
            "struck",
            "We stood at the wrong door.",
        )

    @pytest.mark.parametrize(
        ("changed", "sentence"),
        [
            ({"reason": ""}, "Say why it is corrected."),
            ({"reason": "other"}, "Say in a few words why it is corrected."),
            ({"kind": "undone"}, "Say when it was, or that it did not happen."),
            ({"time": ""}, "Say when it really was."),
            ({"time": "noon"}, "That time cannot be read."),
            ({"date": "yesterday"}, "That date cannot be read."),
        ],
    )
    def test_says_what_is_missing(self, post, report, told, changed, sentence):
        answer = post("tablet-correct", report().pk, **told(timezone.now()) | changed)

        assert (answer.status_code, answer.json()["detail"]) == (422, sentence)

    def test_is_refused_for_a_time_to_come(self, post, report, told):
        answer = post("tablet-correct", report().pk, **told(timezone.now() + timedelta(hours=2)))

        assert (answer.status_code, answer.json()["detail"]) == (409, "That time is still to come.")

    def test_is_open_after_closing_too(self, post, report, assignment, told):
        there = report()
        post("tablet-close", assignment.pk, contact_outcome="gone_on_arrival")

        assert post("tablet-correct", there.pk, **told(timezone.now() - timedelta(minutes=40))).status_code == 201

    def test_without_javascript_leads_back_to_the_call(self, submit, report, assignment, told):
        answer = submit("tablet-correct", report().pk, **told(timezone.now() - timedelta(minutes=40)))

        assert answer["Location"] == reverse("tablet-call", args=[assignment.pk])

    def test_of_others_is_not_found(self, stranger_posts, report, told):
        assert stranger_posts("tablet-correct", report().pk, **told(timezone.now())).status_code == 404


class TestTheListOfTimes:
    def test_shows_what_was_filed_and_what_stands(self, post, report, told, page):
        there = report()
        post("tablet-correct", there.pk, **told(datetime(2026, 5, 14, 14, 7, tzinfo=UTC)))

        times = page().split('id="times"')[1]
        assert "Time corrected" in times
        assert '<time class="strong" datetime="2026-05-14T08:07:00-06:00">08:07</time>' in times

    def test_is_told_in_the_timeline_with_the_reason(self, post, report, page):
        post("tablet-correct", report().pk, kind="struck", reason="wrong_button")

        timeline = page().split('id="timeline"')[1].split('id="times"')[0]
        assert "R1: on scene, did not happen" in timeline
        assert "Wrong button" in timeline
        assert timeline.index("did not happen") < timeline.index("R1 was assigned")

    def test_has_no_way_to_correct_an_acceptance(self, post, assignment, page):
        post("tablet-accept", assignment.pk)

        assert "/correct/" not in page()
