from io import StringIO
from uuid import uuid4

import pytest
from django.core.management import call_command
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from responder_app import log
from responder_app.actions.assignments import report_status
from responder_app.actions.encounters import write_note
from responder_app.models import Event, Note


class TestAction:
    def test_files_one_line_with_both_clocks_and_its_author(self, incident, dispatcher, two_pm):
        line = write_note(incident=incident, body="Dog in yard.", by=dispatcher, id=uuid4(), occurred_at=two_pm)

        assert line.kind == "note.written"
        assert line.occurred_at == two_pm
        assert line.recorded_at > two_pm
        assert line.by == dispatcher
        assert Event.objects.filter(id=line.id).count() == 1

    def test_sent_twice_happens_once(self, incident, dispatcher, two_pm):
        letter = {"incident": incident, "body": "Once.", "by": dispatcher, "id": uuid4(), "occurred_at": two_pm}

        first, second = write_note(**letter), write_note(**letter)

        assert (first.seq, first.repeated) == (second.seq, False)
        assert second.repeated
        assert Note.objects.count() == 1

    def test_sent_again_with_another_time_keeps_the_first(self, incident, dispatcher, two_pm, minutes):
        letter = {"incident": incident, "body": "Once.", "by": dispatcher, "id": uuid4()}

        write_note(**letter, occurred_at=two_pm)
        again = write_note(**letter, occurred_at=two_pm + minutes(3))

        assert again.repeated
        assert Note.objects.get().occurred_at == two_pm

    def test_the_same_id_with_other_content_is_a_conflict(self, incident, dispatcher, two_pm):
        id = uuid4()
        write_note(incident=incident, body="One.", by=dispatcher, id=id, occurred_at=two_pm)

        with pytest.raises(log.Conflict):
            write_note(incident=incident, body="Another.", by=dispatcher, id=id, occurred_at=two_pm)

        assert [note.body for note in Note.objects.all()] == ["One."]

    def test_the_same_id_from_another_person_is_a_conflict(self, incident, dispatcher, machine, two_pm):
        letter = {"incident": incident, "body": "Mine.", "id": uuid4(), "occurred_at": two_pm}
        write_note(by=dispatcher, **letter)

        with pytest.raises(log.Conflict):
            write_note(by=machine, **letter)

    def test_the_same_id_in_another_agency_tells_nothing(self, incident, dispatcher, elsewhere, two_pm):
        id = uuid4()
        write_note(incident=incident, body="Ours.", by=dispatcher, id=id, occurred_at=two_pm)

        with pytest.raises(log.Conflict):
            write_note(incident=elsewhere.incident, body="X", by=elsewhere.dispatcher, id=id, occurred_at=two_pm)

        assert Note.objects.count() == 1

    def test_a_refusal_leaves_no_trace(self, incident, dispatcher, two_pm):
        before = log.head_of(dispatcher.agency_id).seq

        with pytest.raises(log.Refused):
            write_note(incident=incident, body="  ", by=dispatcher, id=uuid4(), occurred_at=two_pm)

        assert log.head_of(dispatcher.agency_id).seq == before
        assert not Note.objects.exists()

    def test_another_role_cannot(self, assignment, dispatcher, two_pm):
        with pytest.raises(log.NotYours):
            report_status(assignment=assignment, status="on_scene", by=dispatcher, id=uuid4(), occurred_at=two_pm)

    def test_another_agencys_row_cannot_be_touched(self, elsewhere, dispatcher, two_pm):
        with pytest.raises(log.NotYours):
            write_note(incident=elsewhere.incident, body="Hi", by=dispatcher, id=uuid4(), occurred_at=two_pm)

    def test_an_unlisted_kind_cannot_be_recorded(self):
        with pytest.raises(LookupError):
            log.record("unit.onscene")

    def test_costs_a_fixed_number_of_queries(self, incident, dispatcher, two_pm):
        with CaptureQueriesContext(connection) as queries:
            write_note(incident=incident, body="Short.", by=dispatcher, id=uuid4(), occurred_at=two_pm)

        # savepoint, pen, is it there, note, head, crews, line, release
        assert len(queries) == 8


class TestNumbers:
    def test_are_dense_and_in_order_within_an_agency(self, incident, dispatcher, elsewhere, two_pm):
        for turn in range(3):
            write_note(incident=incident, body=f"{turn}", by=dispatcher, id=uuid4(), occurred_at=two_pm)
            write_note(
                incident=elsewhere.incident,
                body=f"{turn}",
                by=elsewhere.dispatcher,
                id=uuid4(),
                occurred_at=two_pm,
            )

        for agency_id, head in log.heads().items():
            assert [line.seq for line in log.since(agency_id, 0)] == list(range(1, head + 1))


class TestRestoring:
    def test_gives_every_log_a_new_identity(self, agency, elsewhere):
        before = {log.head_of(row.pk).epoch for row in (agency, elsewhere.agency)}
        call_command("restored", stdout=StringIO())
        after = {log.head_of(row.pk).epoch for row in (agency, elsewhere.agency)}
        assert not before & after


class TestTheNudge:
    @pytest.mark.django_db(transaction=True)
    def test_rings_after_the_commit_only(self, incident, dispatcher, two_pm):
        rung = []
        log.hang_bell(rung.append)
        try:
            with transaction.atomic():
                write_note(incident=incident, body="Ring.", by=dispatcher, id=uuid4(), occurred_at=two_pm)
                assert rung == []
        finally:
            log.take_down_bell(rung.append)

        assert rung == [dispatcher.agency_id]

    @pytest.mark.django_db(transaction=True)
    def test_a_broken_bell_does_not_fail_the_tap(self, incident, dispatcher, two_pm):
        def broken(agency_id):
            raise ConnectionError("the bus is dead")

        log.hang_bell(broken)
        try:
            write_note(incident=incident, body="Still.", by=dispatcher, id=uuid4(), occurred_at=two_pm)
        finally:
            log.take_down_bell(broken)

        assert Note.objects.count() == 1


@pytest.mark.django_db(transaction=True)
class TestFresh:
    def _write(self, incident, by, at):
        return write_note(incident=incident, body="Short.", by=by, id=uuid4(), occurred_at=at)

    def test_gives_what_this_process_has_just_committed(self, incident, dispatcher, two_pm):
        epoch = str(log.head_of(dispatcher.agency_id).epoch)
        lines = [self._write(incident, dispatcher, two_pm) for _ in range(3)]

        assert log.fresh(dispatcher.agency_id, epoch, lines[0].seq) == lines[1:]

    def test_gives_nothing_where_a_line_is_missing_between(self, incident, dispatcher, two_pm):
        epoch = str(log.head_of(dispatcher.agency_id).epoch)
        lines = [self._write(incident, dispatcher, two_pm) for _ in range(40)]

        assert log.fresh(dispatcher.agency_id, epoch, lines[0].seq) == []

    def test_gives_nothing_of_a_log_that_was_replaced(self, incident, dispatcher, two_pm):
        line = self._write(incident, dispatcher, two_pm)

        assert log.fresh(dispatcher.agency_id, str(uuid4()), line.seq - 1) == []

    def test_gives_nothing_before_the_commit(self, incident, dispatcher, two_pm):
        epoch = str(log.head_of(dispatcher.agency_id).epoch)
        with transaction.atomic():
            line = self._write(incident, dispatcher, two_pm)
            assert log.fresh(dispatcher.agency_id, epoch, line.seq - 1) == []
