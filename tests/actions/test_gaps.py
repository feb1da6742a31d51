from uuid import uuid4

import pytest

from responder_app.actions.encounters import close
from responder_app.actions.gaps import record_gap
from responder_app.log import NotYours, Refused
from responder_app.models import ListEntry, ServiceGap


@pytest.fixture
def gap(assignment, medic, two_pm):
    return {
        "incident": assignment.incident,
        "need": "shelter",
        "reason": "full",
        "note": "No bed for two with a dog.",
        "by": medic,
        "id": uuid4(),
        "occurred_at": two_pm,
    }


class TestRecordGap:
    def test_files_what_was_needed_and_why(self, gap):
        record_gap(**gap)

        kept = ServiceGap.objects.get()
        assert (kept.need, kept.reason, kept.note) == ("shelter", "full", "No bed for two with a dog.")

    def test_tells_the_log_codes_only(self, gap):
        assert record_gap(**gap).details == {"need": "shelter", "reason": "full"}

    def test_sent_twice_happens_once(self, gap):
        record_gap(**gap)

        assert record_gap(**gap).repeated
        assert ServiceGap.objects.count() == 1

    def test_is_taken_on_a_closed_call_and_under_a_code_that_has_ended(self, gap, assignment, medic, two_pm):
        close(assignment=assignment, contact_outcome="gone_on_arrival", by=medic, id=uuid4(), occurred_at=two_pm)
        ListEntry.objects.filter(list="needs", code="shelter").update(effective_to="2026-05-15")

        record_gap(**gap)

        assert ServiceGap.objects.count() == 1

    @pytest.mark.parametrize("wrong", [{"need": "castle"}, {"reason": "because"}, {"need": "full"}])
    def test_refuses_codes_of_no_list(self, gap, wrong):
        with pytest.raises(Refused, match="from the list"):
            record_gap(**gap | wrong)

    def test_is_not_for_strangers(self, gap, dispatcher, elsewhere):
        for stranger in (dispatcher, elsewhere.responder):
            with pytest.raises(NotYours):
                record_gap(**gap | {"by": stranger})
