from uuid import uuid4

import pytest

from responder_app.actions.assignments import decline, report_status
from responder_app.actions.encounters import close, write_note
from responder_app.log import NotYours, Refused
from responder_app.models import Encounter, Note


class TestWriteNote:
    def test_keeps_the_words_as_written(self, incident, dispatcher, two_pm):
        body = "Gate code 4711.\nTwo dogs – friendly."
        write_note(incident=incident, body=body, by=dispatcher, id=uuid4(), occurred_at=two_pm)
        assert Note.objects.get().body == body

    def test_keeps_the_words_out_of_the_log(self, incident, dispatcher, two_pm):
        line = write_note(incident=incident, body="Gate code", by=dispatcher, id=uuid4(), occurred_at=two_pm)
        assert line.details == {}

    def test_is_taken_on_a_closed_call(self, assignment, medic, two_pm):
        close(assignment=assignment, contact_outcome="gone_on_arrival", by=medic, id=uuid4(), occurred_at=two_pm)
        write_note(incident=assignment.incident, body="Late.", by=medic, id=uuid4(), occurred_at=two_pm)
        assert Note.objects.count() == 1

    def test_is_not_for_a_manager_or_another_agency(self, incident, manager, elsewhere, two_pm):
        for stranger in (manager, elsewhere.responder):
            with pytest.raises(NotYours):
                write_note(incident=incident, body="Hm.", by=stranger, id=uuid4(), occurred_at=two_pm)


class TestClose:
    @pytest.fixture
    def ending(self, assignment, medic, two_pm, minutes):
        return {
            "assignment": assignment,
            "contact_outcome": "contact_made",
            "disposition": "remained_resolved",
            "by": medic,
            "id": uuid4(),
            "occurred_at": two_pm + minutes(40),
        }

    def test_writes_both_fields_and_frees_the_unit(self, ending, unit):
        line = close(**ending)

        unit.refresh_from_db()
        assert (line.details["contact_outcome"], line.details["disposition"]) == ("contact_made", "remained_resolved")
        assert unit.status == "available"

    def test_ends_the_call(self, ending, incident):
        close(**ending)
        incident.refresh_from_db()
        assert incident.closed_at == ending["occurred_at"]

    def test_after_clear_leaves_the_unit_as_it_is(self, ending, assignment, medic, unit, two_pm, minutes):
        report_status(assignment=assignment, status="available", by=medic, id=uuid4(), occurred_at=two_pm + minutes(30))
        close(**ending)
        unit.refresh_from_db()
        assert unit.status_since == two_pm + minutes(30)

    @pytest.mark.parametrize(
        ("told", "sentence"),
        [
            ({"disposition": ""}, "say where they went"),
            ({"contact_outcome": "unable_to_locate"}, "no disposition"),
            ({"disposition": "other"}, "Say in a few words"),
        ],
    )
    def test_refuses_fields_that_do_not_fit_together(self, ending, told, sentence):
        with pytest.raises(Refused, match=sentence):
            close(**ending | told)
        assert not Encounter.objects.exists()

    def test_sent_twice_happens_once(self, ending):
        close(**ending)
        assert close(**ending).repeated

    def test_refuses_a_second_outcome(self, ending):
        close(**ending)
        with pytest.raises(Refused, match="already closed"):
            close(**ending | {"id": uuid4()})

    def test_refuses_a_call_the_crew_declined(self, ending, assignment, medic, two_pm):
        decline(assignment=assignment, reason="too_far", by=medic, id=uuid4(), occurred_at=two_pm)
        with pytest.raises(Refused, match="declined"):
            close(**ending)

    def test_is_not_for_strangers(self, ending, dispatcher, elsewhere):
        for stranger in (dispatcher, elsewhere.responder):
            with pytest.raises(NotYours):
                close(**ending | {"by": stranger})
