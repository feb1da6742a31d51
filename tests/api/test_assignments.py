from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from responder_app.actions.corrections import correct_status
from tests.conftest import TWO_PM


class TestAssigning:
    def test_takes_the_units_number_as_well_as_its_call_sign(self, center, world):
        record = center.post(f"/incidents/{world.waiting.id}/assignments/", unit=world.other_unit.pk).json()

        assert (record["unit"], record["call_sign"]) == (world.other_unit.pk, "R2")

    @pytest.mark.parametrize("named", [{}, {"unit": 1, "call_sign": "R2"}, {"unit": 10**30}, {"unit": None}])
    def test_refuses_a_unit_that_is_not_named_or_named_twice(self, center, world, named):
        assert center.post(f"/incidents/{world.waiting.id}/assignments/", **named).status_code == 400

    def test_refuses_a_unit_that_is_already_out(self, center, world):
        answer = center.post(f"/incidents/{world.waiting.id}/assignments/", call_sign="R1")

        assert answer.status_code == 409
        assert "R1 is already on call" in answer.json()["detail"]

    def test_refuses_another_agencys_unit(self, center, world, elsewhere):
        answer = center.post(f"/incidents/{world.waiting.id}/assignments/", unit=elsewhere.unit.pk)

        assert answer.status_code == 400

    def test_costs_a_fixed_number_of_queries(self, center, world):
        with CaptureQueriesContext(connection) as queries:
            center.post(f"/incidents/{world.waiting.id}/assignments/", call_sign="R2")

        # token; call, unit; savepoint, pen, is it there; call, crew, time out, other call, limit; row, its
        # crew, unit's status, time out that it ends; head, crews, what stands of unit and assignment, line, release,
        # alerts that it ends; the record, its reports and its scene
        assert len(queries) == 25


class TestReporting:
    def test_a_late_report_is_kept_and_leaves_the_later_one_standing(self, tablet, world):
        path = f"/assignments/{world.assignment.id}/status/"
        tablet.post(path, status="on_scene", occurred_at="2026-05-14T14:10:00Z")

        record = tablet.post(path, status="en_route", occurred_at="2026-05-14T14:05:00Z").json()

        assert record["status"] == "on_scene"
        assert [report["status"] for report in record["reports"]] == ["en_route", "on_scene"]

    def test_says_what_stands_beside_what_was_filed(self, tablet, world, medic):
        path = f"/assignments/{world.assignment.id}/status/"
        tablet.post(path, status="on_scene", occurred_at="2026-05-14T14:10:00Z")
        tablet.post(path, status="with_person", occurred_at="2026-05-14T14:12:00Z")
        there, met = world.assignment.reports.order_by("occurred_at")
        told = {"reason": "tapped_late", "by": medic, "occurred_at": TWO_PM + timedelta(minutes=30)}
        correct_status(report=there, kind="retimed", time=TWO_PM + timedelta(minutes=7), id=uuid4(), **told)
        correct_status(report=met, kind="struck", id=uuid4(), **told)

        record = tablet.get(f"/assignments/{world.assignment.id}/").json()

        assert record["reports"] == [
            {"status": "on_scene", "occurred_at": "2026-05-14T14:10:00Z", "stands_at": "2026-05-14T14:07:00Z"},
            {"status": "with_person", "occurred_at": "2026-05-14T14:12:00Z", "stands_at": None},
        ]


class TestClosing:
    def test_tells_the_outcome_in_the_record(self, tablet, world):
        letter = {"contact_outcome": "gone_on_arrival"}

        record = tablet.post(f"/assignments/{world.assignment.id}/close/", **letter).json()

        assert record["outcome"]["contact_outcome"] == "gone_on_arrival"
        assert record["closed_at"] == "2026-05-14T14:00:00Z"

    def test_refuses_a_disposition_without_a_person(self, tablet, world):
        letter = {"contact_outcome": "gone_on_arrival", "disposition": "remained_resolved"}

        answer = tablet.post(f"/assignments/{world.assignment.id}/close/", **letter)

        assert answer.status_code == 409
        assert answer.json()["detail"] == "With nobody met there is no disposition."


class TestAnyAct:
    def test_on_an_assignment_that_is_not_there_is_a_404(self, tablet, world):
        answer = tablet.post(f"/assignments/{uuid4()}/accept/")

        assert answer.status_code == 404
        assert answer.headers["Content-Type"] == "application/problem+json"

    def test_on_another_crews_assignment_is_a_404(self, clinician, world):
        from tests.callers import signed_in

        assert signed_in(clinician).post(f"/assignments/{world.assignment.id}/accept/").status_code == 404
