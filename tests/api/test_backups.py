from uuid import uuid4

import pytest

from responder_app.actions.assignments import assign, report_status
from responder_app.actions.safety import acknowledge_backup, code_four, panic


class TestCalling:
    def test_is_about_the_part_of_the_call_it_was_written_in(self, tablet, world, medic, dispatcher, two_pm, minutes):
        report_status(
            assignment=world.assignment, status="available", by=medic, id=uuid4(), occurred_at=two_pm + minutes(5)
        )
        assign(incident=world.incident, unit=world.unit, by=dispatcher, id=uuid4(), occurred_at=two_pm + minutes(10))

        record = tablet.post(f"/incidents/{world.incident.id}/backup-requests/", level="urgent", reasons=["animal"])

        assert record.json()["assignment"] == str(world.assignment.id)

    def test_is_read_by_the_center(self, center, world):
        listed = center.get(f"/incidents/{world.incident.id}/backup-requests/").json()["results"]

        assert [request["id"] for request in listed] == [str(world.backup.id)]


class TestAcknowledging:
    def test_names_who_was_first(self, desk, world, administrator, two_pm):
        acknowledge_backup(backup=world.backup, by=administrator, id=uuid4(), occurred_at=two_pm)

        answer = desk.post(f"/backup-requests/{world.backup.id}/acknowledge/")

        assert answer.status_code == 409
        assert answer.json()["detail"] == "Ada already has it."


class TestUnderDuress:
    @pytest.fixture
    def forced(self, world, medic, two_pm, minutes):
        panic(by=medic, id=uuid4(), occurred_at=two_pm + minutes(2))
        alarm = world.assignment.backup_requests.get(origin="panic")
        told = {"backup": alarm, "by": medic, "occurred_at": two_pm + minutes(3)}
        code_four(**told, duress=True, id=uuid4())
        return alarm

    def listed(self, caller, world):
        requests = caller.get(f"/incidents/{world.incident.id}/backup-requests/").json()["results"]
        return next(request for request in requests if request["origin"] == "panic")

    def test_the_center_reads_it_and_the_crew_reads_code_four(self, center, tablet, world, forced):
        told = self.listed(center, world)
        assert (told["duress_at"], told["code_4_at"], told["ended_at"]) == ("2026-05-14T14:03:00Z", None, None)
        shown = self.listed(tablet, world)
        assert (shown["duress_at"], shown["result"]) == (None, "cancelled_before_arrival")
        assert shown["code_4_at"] == shown["ended_at"] == "2026-05-14T14:03:00Z"

    def test_a_crew_reads_the_same_as_by_the_right_pin(self, tablet, world, forced, medic, dispatcher, two_pm, minutes):
        acknowledge_backup(backup=forced, by=dispatcher, id=uuid4(), occurred_at=two_pm + minutes(4))
        under_duress = self.listed(tablet, world)
        type(forced).objects.filter(pk=forced.pk).update(duress_at=None, duress_seen_at=None, duress_seen_by=None)
        forced.refresh_from_db()
        told = {"backup": forced, "by": medic, "occurred_at": two_pm + minutes(3)}
        code_four(**told, duress=False, id=uuid4())

        assert self.listed(tablet, world) == under_duress

    def test_a_silent_alert_is_the_desks_alone(self, desk, tablet, world, medic, two_pm):
        panic(by=medic, id=uuid4(), occurred_at=two_pm, silent=True)
        path = f"/incidents/{world.incident.id}/backup-requests/"
        assert len(desk.get(path).json()["results"]) == len(tablet.get(path).json()["results"]) + 1

    def test_an_emergency_is_not_ended_by_the_crew_without_its_pin(self, tablet, world, medic, two_pm):
        panic(by=medic, id=uuid4(), occurred_at=two_pm)
        alarm = world.assignment.backup_requests.get(origin="panic")
        answer = tablet.post(f"/backup-requests/{alarm.id}/end/", result="arrived")
        assert (answer.status_code, "Code 4" in answer.json()["detail"]) == (409, True)


def test_an_alert_from_no_call_is_acknowledged_with_nulls(desk, world, clinician, two_pm):
    number = uuid4()
    panic(by=clinician, id=number, occurred_at=two_pm)

    told = desk.post(f"/backup-requests/{number}/acknowledge/").json()

    assert (told["incident"], told["assignment"], told["call_sign"], told["kind"]) == (None, None, "R2", "police")


class TestUnderWay:
    def test_is_told_by_the_center_and_read_by_the_crew(self, center, tablet, world):
        told = center.post(f"/backup-requests/{world.backup.id}/under-way/", minutes=6)
        assert told.status_code == 201
        listed = tablet.get(f"/incidents/{world.incident.id}/backup-requests/").json()["results"]
        (shown,) = [request for request in listed if request["id"] == str(world.backup.id)]
        assert (shown["under_way_at"], shown["eta_at"]) == (told.json()["under_way_at"], told.json()["eta_at"])

    def test_is_not_told_to_a_crew_under_duress(self, center, tablet, world, medic, two_pm):
        code_four(backup=world.backup, duress=True, by=medic, id=uuid4(), occurred_at=two_pm)
        center.post(f"/backup-requests/{world.backup.id}/under-way/", minutes=6)
        (shown,) = tablet.get(f"/incidents/{world.incident.id}/backup-requests/").json()["results"]
        assert (shown["under_way_at"], shown["eta_at"]) == (None, None)

    def test_is_refused_for_a_time_that_cannot_be(self, center, world):
        assert center.post(f"/backup-requests/{world.backup.id}/under-way/", minutes=-1).status_code == 400
