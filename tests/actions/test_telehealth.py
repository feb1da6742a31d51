from datetime import timedelta
from uuid import uuid4

import pytest

from responder_app.actions.telehealth import end_telehealth, start_telehealth
from responder_app.log import NotYours, Refused
from responder_app.models import Telehealth
from tests import factories


@pytest.fixture
def start(embedded, two_pm):
    """An officer rings Ines."""
    told = {"asked_by": "police", "mode": "video", "occurred_at": two_pm}
    return lambda **more: start_telehealth(**{**told, "by": embedded, "id": uuid4(), **more})


@pytest.fixture
def end(embedded, two_pm):
    told = {"outcome": "advised", "note": "Knows her.", "occurred_at": two_pm + timedelta(minutes=9)}
    return lambda row, **more: end_telehealth(**{**told, "telehealth": row, "by": embedded, "id": uuid4(), **more})


class TestStartTelehealth:
    def test_needs_no_call(self, start, embedded):
        line = start()
        row = Telehealth.objects.get()
        assert (row.clinician, row.incident, row.mode, line.kind) == (embedded, None, "video", "telehealth.started")

    def test_may_be_about_a_call_and_ones_own_crew(self, start, incident, unit):
        line = start(incident=incident, unit=unit, asked_by="other")
        assert (line.incident, line.unit) == (incident, unit)

    def test_sent_twice_happens_once(self, start):
        id = uuid4()
        start(id=id)
        assert start(id=id).repeated
        assert Telehealth.objects.count() == 1

    def test_is_refused_while_one_runs(self, start):
        start()
        with pytest.raises(Refused, match="still in another one"):
            start()

    def test_is_refused_without_a_clinical_profession(self, start, agency):
        with pytest.raises(Refused, match="Only clinical professions"):
            start(by=factories.Person(agency=agency, role="clinician", profession="peer"))

    def test_is_not_for_strangers(self, start, incident, elsewhere, dispatcher, operator, machine):
        for stranger in (dispatcher, operator, machine):
            with pytest.raises(NotYours):
                start(by=stranger)
        elsewhere.clinician.profession = "clinician"
        with pytest.raises(NotYours):
            start(by=elsewhere.clinician, incident=incident)


class TestEndTelehealth:
    @pytest.fixture
    def row(self, start):
        start()
        return Telehealth.objects.get()

    def test_says_what_came_of_it_and_how_long_it_took(self, end, row):
        line = end(row)
        row.refresh_from_db()
        assert (row.outcome, row.note) == ("advised", "Knows her.")
        assert (line.kind, line.details["outcome"], line.details["seconds"]) == ("telehealth.ended", "advised", 540)
        assert "Knows" not in str(line.details)

    def test_sent_twice_happens_once(self, end, row):
        id = uuid4()
        end(row, id=id)
        assert end(row, id=id).repeated

    def test_is_refused_once_it_is_over(self, end, row):
        end(row)
        with pytest.raises(Refused, match="is over"):
            end(row)

    def test_may_be_a_colleagues_who_is_still_there(self, end, row, agency):
        end(row, by=factories.Person(agency=agency, role="clinician", profession="nurse"))
        row.refresh_from_db()
        assert row.ended_at

    def test_is_refused_without_a_clinical_profession(self, end, row, agency):
        with pytest.raises(Refused, match="Only clinical professions"):
            end(row, by=factories.Person(agency=agency, role="clinician"))

    def test_is_not_for_strangers(self, end, row, elsewhere, dispatcher, operator):
        for stranger in (dispatcher, operator, elsewhere.clinician):
            with pytest.raises(NotYours):
                end(row, by=stranger)
