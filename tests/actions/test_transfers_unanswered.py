"""Callers who came from outside, those whom nobody answered, and what the table holds."""

from datetime import timedelta
from uuid import uuid4

import pytest

from responder_app import access
from responder_app.actions import transfers as verbs
from responder_app.log import Conflict, NotYours, Refused
from responder_app.models import Event, Transfer


@pytest.fixture
def offered(incident, dispatcher, two_pm):
    """Dana has offered her caller to the clinician in the room."""

    def offered():
        told = {"incident": incident, "to_party": "embedded_clinician", "reason": "clinical", "by": dispatcher}
        return Transfer.objects.get(pk=verbs.offer_transfer(**told, id=uuid4(), occurred_at=two_pm).id)

    return offered


@pytest.fixture
def hand(two_pm):
    return lambda by: {"by": by, "id": uuid4(), "occurred_at": two_pm + timedelta(seconds=20)}


class TestReceiveTransfer:
    @pytest.fixture
    def came(self, incident, operator, hand):
        told = {"incident": incident, "from_party": "911_center", "reason": "program_call"}
        return lambda **more: verbs.receive_transfer(**{**told, **hand(operator), **more})

    def test_is_filed_as_accepted_by_the_desk_that_took_it(self, came, incident, operator):
        line = came()

        incident.refresh_from_db()
        row = Transfer.objects.get()
        assert (row.from_party, row.to_party, row.end, row.ended_by) == ("911_center", "hotline", "accepted", operator)
        assert (line.kind, incident.dispatch_owner) == ("transfer.accepted", "hotline_operator")

    def test_is_filed_as_dropped_or_declined_too(self, came):
        came(end="dropped")
        line = came(end="declined", end_reason="out_of_area")
        assert (line.kind, Transfer.objects.filter(end="declined").count()) == ("transfer.declined", 1)

    def test_sent_twice_happens_once(self, came):
        id = uuid4()
        came(id=id)
        assert came(id=id).repeated

    @pytest.mark.parametrize(
        ("said", "sentence"),
        [
            ({"from_party": "hotline"}, "offers its callers here itself"),
            ({"end": "declined"}, "Say why"),
            ({"end": "withdrawn"}, "Say whether"),
        ],
    )
    def test_is_refused_with_a_sentence(self, came, said, sentence):
        with pytest.raises(Refused, match=sentence):
            came(**said)

    def test_is_not_for_strangers(self, came, elsewhere, medic, machine):
        for stranger in (elsewhere.hotline, medic, machine):
            with pytest.raises(NotYours):
                came(by=stranger)


class TestAlarmTransfer:
    def test_marks_what_nobody_answered(self, offered, agency):
        transfer = offered()
        told = {"transfer": transfer, "by": agency, "occurred_at": transfer.answer_by}
        line = verbs.alarm_transfer(**told, id=uuid4())

        transfer.refresh_from_db()
        assert (line.kind, line.by, transfer.alarmed_at) == ("transfer.unanswered", None, transfer.answer_by)
        with pytest.raises(Refused, match="answered after all"):
            verbs.alarm_transfer(**told, id=uuid4())

    def test_sent_twice_happens_once(self, offered, agency):
        transfer = offered()
        told = {"transfer": transfer, "by": agency, "occurred_at": transfer.answer_by, "id": uuid4()}
        verbs.alarm_transfer(**told)
        assert verbs.alarm_transfer(**told).repeated

    def test_can_still_be_answered(self, offered, agency, embedded, hand):
        transfer = offered()
        verbs.alarm_transfer(transfer=transfer, **hand(agency))
        verbs.accept_transfer(transfer=transfer, **hand(embedded))
        assert Transfer.objects.get().end == "accepted"

    def test_is_nobodys_but_the_programs(self, offered, dispatcher, elsewhere, hand):
        transfer = offered()
        for other in (dispatcher, elsewhere.agency):
            with pytest.raises(NotYours):
                verbs.alarm_transfer(transfer=transfer, **hand(other))


class TestTheTable:
    def test_holds_one_open_transfer_of_a_call(self, offered, incident, agency, two_pm):
        offered()
        told = {"agency": agency, "incident": incident, "offered_at": two_pm, "answer_by": two_pm}
        with pytest.raises(Exception, match=r"UNIQUE|unique"):
            Transfer.objects.create(from_party="hotline", to_party="988", reason="other", **told)

    def test_is_seen_by_its_agency_and_its_crews_alone(self, offered, dispatcher, manager, medic, elsewhere):
        transfer = offered()
        assert [list(access.transfers_for(who)) for who in (dispatcher, manager, medic, elsewhere.dispatcher)] == [
            [transfer],
            [transfer],
            [],
            [],
        ]

    def test_the_same_number_for_another_deed_is_a_conflict(self, offered, dispatcher, hand):
        transfer = offered()
        with pytest.raises(Conflict):
            verbs.drop_transfer(transfer=transfer, **{**hand(dispatcher), "id": transfer.pk})
        assert Event.objects.filter(kind="transfer.dropped").count() == 0
