from uuid import uuid4

import pytest
from django.utils import timezone

from responder_app import access
from responder_app.actions.assignments import assign
from responder_app.actions.cautions import file_caution
from responder_app.actions.intake import receive_call
from responder_app.actions.transfers import accept_transfer, decline_transfer, drop_transfer, offer_transfer
from responder_app.models import CallerContact, Incident, PhoneResolution, Transfer
from responder_app.reports import callers
from tests import factories


@pytest.fixture
def offer(incident, dispatcher, two_pm):
    """Dana passes a caller on, to Ines where nothing else is said."""

    def offer(to_party="embedded_clinician", by=dispatcher, call=incident, **more):
        told = {"incident": call, "to_party": to_party, "reason": "clinical", "occurred_at": two_pm, **more}
        return Transfer.objects.get(pk=offer_transfer(**told, by=by, id=uuid4()).id)

    return offer


@pytest.fixture
def hand(two_pm, minutes):
    return lambda by: {"by": by, "id": uuid4(), "occurred_at": two_pm + minutes(1)}


@pytest.fixture
def seen(dispatcher):
    def seen(party):
        told = callers.passing(access.transfers_for(dispatcher), party)
        return [[row.incident for row in rows] for rows in (told.here, told.away, told.back)]

    return seen


class TestPassing:
    def test_shows_an_offer_at_both_desks(self, offer, seen, incident):
        offer()
        assert seen("embedded_clinician") == [[incident], [], []]
        assert seen("911_call_taker") == [[], [incident], []]
        assert seen("hotline") == [[], [], []]

    def test_ends_with_the_answer(self, offer, seen, embedded, hand):
        accept_transfer(transfer=offer(), **hand(embedded))
        assert seen("embedded_clinician") == seen("911_call_taker") == [[], [], []]

    def test_brings_a_declined_caller_back_until_somebody_acts(self, offer, seen, embedded, hand, incident):
        decline_transfer(transfer=offer(), reason="nobody_free", **hand(embedded))
        assert seen("911_call_taker") == [[], [], [incident]]
        offer("988")
        assert seen("911_call_taker") == [[], [incident], []]

    def test_brings_a_lost_caller_back_until_a_crew_has_the_call(
        self, offer, seen, dispatcher, hand, incident, unit, on_duty
    ):
        drop_transfer(transfer=offer(), **hand(dispatcher))
        assert seen("911_call_taker")[2] == [incident]
        assign(incident=incident, unit=unit, **hand(dispatcher))
        assert seen("911_call_taker")[2] == []

    def test_brings_a_lost_caller_back_until_they_were_reached(
        self, offer, seen, dispatcher, hand, incident, agency, two_pm, minutes
    ):
        drop_transfer(transfer=offer(), **hand(dispatcher))
        told = {"agency": agency, "incident": incident, "kind": "safety_check", "by": dispatcher}
        CallerContact.objects.create(reached=False, occurred_at=two_pm + minutes(2), **told)
        assert seen("911_call_taker")[2] == [incident]
        CallerContact.objects.create(reached=True, occurred_at=two_pm + minutes(3), **told)
        assert seen("911_call_taker")[2] == []

    def test_shows_a_caller_lost_from_outside_at_the_desk_that_was_offered(self, offer, seen, machine, hand, incident):
        drop_transfer(transfer=offer("hotline", by=machine, from_party="988"), **hand(machine))
        assert seen("hotline") == [[], [], [incident]]

    def test_forgets_a_call_that_ended(self, offer, seen, embedded, incident, hand, two_pm):
        decline_transfer(transfer=offer(), reason="other", **hand(embedded))
        incident.closed_at, incident.ending = two_pm, "phone"
        incident.save()
        assert seen("911_call_taker") == [[], [], []]


class TestAddRecords:
    @pytest.fixture
    def known(self, embedded):
        """The record of every caller that is offered to Ines."""

        def known():
            rows = callers.passing(access.transfers_for(embedded), "embedded_clinician").here
            places = {row.incident.place_key for row in rows}
            earlier = access.earlier_contacts_at_places(embedded, places)
            callers.add_records(rows, access.cautions_for(embedded), earlier, timezone.now())
            return [row.record for row in rows]

        return known

    def test_says_what_was_asked_and_what_nobody_knows(self, offer, known, incident):
        incident.screening = {"weapon": "no", "dog": "yes"}
        incident.save()
        offer()
        (record,) = known()
        assert record.screening["yes"] == ["Dog or other animal there"]
        assert "Medical emergency" in record.screening["unknown"]
        assert (record.cautions, record.earlier) == ([], None)

    def test_says_what_warns_of_the_place_and_who_was_there_before(self, offer, known, incident, medic, agency, hand):
        told = {"kind": "dog", "body": "Big dog.", "source": "crew", "days": 30}
        file_caution(incident=incident, **told, by=medic, id=uuid4(), occurred_at=timezone.now())
        before = factories.Incident(agency=agency, closed_at=incident.received_at, ending="phone")
        PhoneResolution.objects.create(
            agency=agency, incident=before, outcome="settled", by=medic, occurred_at=before.closed_at
        )
        offer()

        (record,) = known()
        assert [caution.body for caution in record.cautions] == ["Big dog."]
        assert (record.earlier["number"], record.earlier["last"]) == (1, before.received_at)

    @pytest.mark.parametrize("number", [1, 7])
    def test_are_as_many_queries_for_many_as_for_one(self, offer, known, agency, number, django_assert_num_queries):
        for turn in range(number):
            offer(call=factories.Incident(agency=agency, address=f"{turn} Mill Lane"))
        with django_assert_num_queries(4):
            assert len(known()) == number


class TestInHand:
    @pytest.fixture
    def hands(self, dispatcher):
        return lambda party: callers.in_hand(access.incidents_for(dispatcher), party)

    def test_is_whose_that_accepted(self, offer, hands, embedded, hand, incident):
        accept_transfer(transfer=offer(), **hand(embedded))
        (call,) = hands("embedded_clinician")
        assert (call, call.has, call.units) == (incident, embedded, [])

    def test_is_whose_that_typed_it(self, hands, operator, agency, two_pm):
        kind = factories.CallType(agency=agency)
        told = {"call_type": kind, "intake_channel": "311", "dispatch_owner": "hotline_operator"}
        receive_call(**told, by=operator, id=uuid4(), occurred_at=two_pm)
        assert [call.has for call in hands("hotline")] == [operator]

    def test_names_the_crew_that_has_the_call(self, hands, agency, operator, unit, on_duty, hand):
        call = factories.Incident(agency=agency, dispatch_owner="hotline_operator")
        assign(incident=call, unit=unit, **hand(operator))
        assert [row.units for row in hands("hotline")] == [[unit]]

    def test_are_ones_own_and_the_others(self, hands, agency, operator, embedded, offer, hand):
        accept_transfer(transfer=offer(), **hand(embedded))
        other = factories.Incident(agency=agency, dispatch_owner="embedded_clinician")
        own, others = callers.of_person(hands("embedded_clinician"), embedded)
        assert (len(own), others) == (1, [other])

    @pytest.mark.parametrize("number", [1, 6])
    def test_are_as_many_queries_for_many_as_for_one(self, hands, agency, number, django_assert_num_queries):
        for _ in range(number):
            factories.Incident(agency=agency, dispatch_owner="hotline_operator")
        assert Incident.objects.count() == number
        with django_assert_num_queries(4):
            hands("hotline")
