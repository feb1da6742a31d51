from uuid import uuid4

import pytest

from responder_app.actions.assignments import accept, assign, decline, report_status
from responder_app.actions.encounters import close, write_note
from responder_app.actions.intake import close_without_team, receive_call
from responder_app.actions.referrals import refer
from responder_app.actions.safety import acknowledge_backup, call_backup, end_backup
from responder_app.models import BackupRequest, Event, Note
from responder_app.reports import timeline


@pytest.fixture
def tap(two_pm):
    """Does something at a time in minutes after two, whatever time it is filed at."""

    def tap(action, by, minute=0, **what):
        from datetime import timedelta

        return action(by=by, id=uuid4(), occurred_at=two_pm + timedelta(minutes=minute), **what)

    return tap


class TestOf:
    def test_orders_by_when_it_happened_not_by_when_it_was_filed(self, tap, assignment, medic):
        tap(report_status, medic, 9, assignment=assignment, status="on_scene")
        tap(report_status, medic, 4, assignment=assignment, status="en_route")

        told = [entry.what for entry in timeline.of(assignment.incident, Note.objects)]
        assert told == ["R1 was assigned", "R1: en route", "R1: on scene"]

    def test_says_when_a_line_was_filed_late(self, tap, assignment, medic, two_pm, minutes):
        line = tap(accept, medic, 1, assignment=assignment)
        Event.objects.filter(pk=line.pk).update(recorded_at=two_pm + minutes(30))
        made = Event.objects.filter(kind="assignment.made")
        made.update(recorded_at=two_pm + minutes(1))

        told = {entry.kind: entry.late_at for entry in timeline.of(assignment.incident, Note.objects)}
        assert told == {"assignment.made": None, "assignment.accepted": two_pm + minutes(30)}

    def test_holds_notes_and_referrals_with_their_text(self, tap, assignment, medic, service):
        tap(write_note, medic, incident=assignment.incident, body="Dog in yard.")
        tap(refer, medic, 1, incident=assignment.incident, service=service, mode="information")

        told = [(entry.what, entry.text, entry.by) for entry in timeline.of(assignment.incident, Note.objects)]
        assert told[1:] == [
            ("Note", "Dog in yard.", str(medic)),
            ("Referral: sent", f"Night shelter, {service.organization}", str(medic)),
        ]

    def test_tells_codes_in_words(self, tap, incident, unit, on_duty, medic, dispatcher):
        tap(assign, dispatcher, incident=incident, unit=unit)
        first = incident.assignments.get()
        tap(call_backup, medic, 1, assignment=first, level="urgent", reasons=["animal", "medical"])
        backup = BackupRequest.objects.get()
        tap(acknowledge_backup, dispatcher, 2, backup=backup)
        tap(end_backup, dispatcher, 3, backup=backup, result="arrived")
        tap(decline, medic, 4, assignment=first, reason="unsafe")
        tap(close_without_team, dispatcher, 5, incident=incident, reason="no_unit_free", sent_instead="police")

        assert [entry.what for entry in timeline.of(incident, Note.objects)] == [
            "R1 was assigned",
            "R1 asked for backup: Urgent: come now (dog or other animal, medical: EMS is needed too)",
            "Help for R1: the desk has it",
            "Backup for R1 is over: police arrived",
            "R1 declined: not safe for us",
            "Closed without a team: no unit free; sent instead: Police",
        ]

    def test_tells_the_outcome_in_words(self, tap, assignment, medic):
        tap(close, medic, assignment=assignment, contact_outcome="contact_made", disposition="remained_resolved")
        assert (
            timeline.of(assignment.incident, Note.objects)[-1].what
            == "R1 closed: Contact made, remained in community, resolved"
        )

    def test_a_phone_call_settled_without_a_reason_reads_well_too(self, tap, incident, dispatcher):
        incident.eligible = False
        incident.save()
        tap(close_without_team, dispatcher, incident=incident, sent_instead="phone")
        assert timeline.of(incident, Note.objects)[-1].what == "Closed without a team; sent instead: Phone or 988"

    def test_begins_with_the_call(self, tap, incident, dispatcher):
        line = tap(receive_call, dispatcher, call_type=incident.call_type, intake_channel="988")
        assert [entry.what for entry in timeline.of(line.incident, Note.objects)] == ["The call came in"]
