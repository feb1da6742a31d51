from uuid import uuid4

from responder_app.actions.assignments import assign, report_status
from responder_app.actions.safety import acknowledge_backup


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
