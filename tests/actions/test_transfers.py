from datetime import timedelta
from uuid import uuid4

import pytest

from responder_app.actions import transfers as verbs
from responder_app.actions.assignments import assign
from responder_app.actions.encounters import close
from responder_app.actions.intake import close_without_team
from responder_app.log import NotYours, Refused
from responder_app.models import Alert, Transfer


@pytest.fixture
def offer(incident, dispatcher, two_pm):
    """Dana offers her caller to the clinician in the room."""
    told = {"incident": incident, "to_party": "embedded_clinician", "reason": "clinical", "occurred_at": two_pm}
    return lambda **more: verbs.offer_transfer(**{**told, "by": dispatcher, "id": uuid4(), **more})


@pytest.fixture
def offered(offer):
    """`offered(to_party)`: the open transfer to it."""
    return lambda to_party="embedded_clinician", **more: Transfer.objects.get(pk=offer(to_party=to_party, **more).id)


@pytest.fixture
def hand(two_pm):
    return lambda by: {"by": by, "id": uuid4(), "occurred_at": two_pm + timedelta(seconds=20)}


class TestOfferTransfer:
    def test_gives_them_the_agencys_limit_to_answer(self, offer, agency, incident, dispatcher, two_pm):
        line = offer(note="Wants to talk.")

        row = Transfer.objects.get(pk=line.id)
        assert (row.from_party, row.to_party, row.note) == ("911_call_taker", "embedded_clinician", "Wants to talk.")
        assert (row.offered_by, row.answer_by) == (dispatcher, two_pm + timedelta(seconds=agency.transfer_limit))
        assert (line.kind, line.incident) == ("transfer.offered", incident)
        assert "Wants" not in str(line.details)

    @pytest.mark.parametrize(
        ("who", "party"),
        [("embedded", "embedded_clinician"), ("operator", "hotline"), ("machine", "911_center")],
    )
    def test_comes_from_the_desk_of_whoever_offers(self, request, offered, who, party):
        assert offered("police", by=request.getfixturevalue(who)).from_party == party

    def test_comes_from_the_party_that_is_named(self, offered, machine):
        assert offered("hotline", by=machine, from_party="988").from_party == "988"

    def test_sent_twice_happens_once(self, offer):
        id = uuid4()
        offer(id=id)
        assert offer(id=id).repeated
        assert Transfer.objects.count() == 1

    def test_is_refused_while_the_caller_is_offered_already(self, offer):
        offer()
        with pytest.raises(Refused, match="is offered to Clinician in the 911 room already"):
            offer(to_party="police")

    def test_is_refused_for_ones_own_desk(self, offer):
        with pytest.raises(Refused, match="with that desk already"):
            offer(to_party="911_call_taker")

    def test_is_refused_for_a_closed_call(self, offer, incident, dispatcher, hand):
        close_without_team(incident=incident, reason="no_unit_free", sent_instead="police", **hand(dispatcher))
        with pytest.raises(Refused, match="is closed"):
            offer()

    def test_is_not_for_strangers(self, offer, elsewhere, medic, manager):
        for stranger in (elsewhere.dispatcher, elsewhere.machine, medic, manager):
            with pytest.raises(NotYours):
                offer(by=stranger)
        assert not Transfer.objects.exists()


class TestAcceptTransfer:
    def test_makes_the_clinician_the_one_who_sends(self, offered, embedded, incident, hand):
        line = verbs.accept_transfer(transfer=offered(), **hand(embedded))

        incident.refresh_from_db()
        row = Transfer.objects.get()
        assert (row.end, row.ended_by, incident.dispatch_owner) == ("accepted", embedded, "embedded_clinician")
        assert (line.kind, line.details["incident_closed"]) == ("transfer.accepted", False)

    def test_sent_twice_happens_once(self, offered, embedded, hand):
        told = {"transfer": offered(), **hand(embedded)}
        verbs.accept_transfer(**told)
        assert verbs.accept_transfer(**told).repeated

    def test_is_the_other_desks_own_to_say(self, offered, dispatcher, operator, machine, hand):
        transfer = offered()
        for other in (dispatcher, operator, machine):
            with pytest.raises(Refused, match="Clinician in the 911 room answers this itself"):
                verbs.accept_transfer(transfer=transfer, **hand(other))
        assert Transfer.objects.open().exists()

    def test_an_administrator_answers_for_every_desk(self, offered, administrator, hand):
        verbs.accept_transfer(transfer=offered(), **hand(administrator))
        assert Transfer.objects.get().end == "accepted"

    def test_of_somebody_outside_is_filed_by_whoever_heard_it(self, offered, dispatcher, incident, hand):
        verbs.accept_transfer(transfer=offered("988"), **hand(dispatcher))

        incident.refresh_from_db()
        assert (Transfer.objects.get().end, incident.closed_at) == ("accepted", None)
        assert incident.dispatch_owner == "911_dispatcher"

    def test_out_of_the_house_may_end_the_call(self, offered, operator, incident, hand):
        transfer = offered("911_center", by=operator)
        told = {"reason": "disqualifier_present", "sent_instead": "police"}
        line = verbs.accept_transfer(transfer=transfer, **told, **hand(operator))

        incident.refresh_from_db()
        assert (incident.ending, incident.unserved_reason, incident.sent_instead) == (
            "transferred",
            "disqualifier_present",
            "police",
        )
        assert line.details["incident_closed"] is True

    def test_ends_no_eligible_call_without_its_reason(self, offered, operator, incident, hand):
        with pytest.raises(Refused, match="This call was eligible"):
            verbs.accept_transfer(transfer=offered("911_center", by=operator), sent_instead="police", **hand(operator))
        incident.refresh_from_db()
        assert (incident.closed_at, Transfer.objects.get().end) == (None, "")

    def test_ends_no_call_that_stays_in_the_house(self, offered, embedded, hand):
        with pytest.raises(Refused, match="stays in the house"):
            verbs.accept_transfer(transfer=offered(), sent_instead="police", **hand(embedded))

    def test_ends_no_call_that_a_crew_has(self, offered, incident, unit, on_duty, dispatcher, hand):
        transfer = offered("police")
        assign(incident=incident, unit=unit, **hand(dispatcher))
        with pytest.raises(Refused, match="still on call"):
            verbs.accept_transfer(transfer=transfer, reason="wanted_police", sent_instead="police", **hand(dispatcher))

    def test_is_refused_where_a_crew_has_ended_the_call_meanwhile(self, offered, assignment, embedded, medic, hand):
        transfer = offered()
        close(assignment=assignment, contact_outcome="gone_on_arrival", **hand(medic))
        with pytest.raises(Refused, match="is closed"):
            verbs.accept_transfer(transfer=transfer, **hand(embedded))

    def test_is_refused_once_it_is_over(self, offered, embedded, dispatcher, hand):
        transfer = offered()
        verbs.drop_transfer(transfer=transfer, **hand(dispatcher))
        with pytest.raises(Refused, match="That transfer is over: dropped"):
            verbs.accept_transfer(transfer=transfer, **hand(embedded))

    def test_is_not_for_strangers(self, offered, elsewhere, medic, manager, hand):
        transfer = offered()
        for stranger in (elsewhere.clinician, medic, manager):
            with pytest.raises(NotYours):
                verbs.accept_transfer(transfer=transfer, **hand(stranger))


class TestDeclineTransfer:
    def test_leaves_the_caller_with_whoever_offered(self, offered, embedded, incident, hand):
        line = verbs.decline_transfer(transfer=offered(), reason="nobody_free", **hand(embedded))

        incident.refresh_from_db()
        row = Transfer.objects.get()
        assert (row.end, row.end_reason, incident.dispatch_owner) == ("declined", "nobody_free", "911_dispatcher")
        assert (line.kind, line.details["end_reason"]) == ("transfer.declined", "nobody_free")

    def test_sent_twice_happens_once(self, offered, embedded, hand):
        told = {"transfer": offered(), "reason": "nobody_free", **hand(embedded)}
        verbs.decline_transfer(**told)
        assert verbs.decline_transfer(**told).repeated

    def test_says_why(self, offered, embedded, hand):
        with pytest.raises(Refused, match="Say why"):
            verbs.decline_transfer(transfer=offered(), reason="", **hand(embedded))

    def test_is_not_for_another_desk_or_a_stranger(self, offered, operator, elsewhere, hand):
        transfer = offered()
        with pytest.raises(Refused):
            verbs.decline_transfer(transfer=transfer, reason="other", **hand(operator))
        with pytest.raises(NotYours):
            verbs.decline_transfer(transfer=transfer, reason="other", **hand(elsewhere.clinician))

    def test_lets_the_next_be_offered(self, offered, embedded, hand):
        verbs.decline_transfer(transfer=offered(), reason="nobody_free", **hand(embedded))
        assert offered("988").end == ""


class TestDropTransfer:
    @pytest.mark.parametrize("who", ["dispatcher", "embedded", "operator", "machine"])
    def test_is_filed_by_whoever_noticed(self, request, offered, hand, who):
        line = verbs.drop_transfer(transfer=offered(), **hand(request.getfixturevalue(who)))
        assert (line.kind, Transfer.objects.get().end) == ("transfer.dropped", "dropped")

    def test_sounds_until_a_crew_has_ended_the_call_and_not_after_it(
        self, offered, unit, on_duty, incident, dispatcher, medic, two_pm
    ):
        sent = assign(incident=incident, unit=unit, by=dispatcher, id=uuid4(), occurred_at=two_pm).assignment
        verbs.drop_transfer(transfer=offered(), by=dispatcher, id=uuid4(), occurred_at=two_pm)
        later = offered("police")
        assert Alert.objects.open().filter(kind="transfer_dropped").count() == 0  # offered again: somebody is at it
        verbs.drop_transfer(transfer=later, by=dispatcher, id=uuid4(), occurred_at=two_pm)
        last = offered("ems")
        close(assignment=sent, contact_outcome="gone_on_arrival", by=medic, id=uuid4(), occurred_at=two_pm)
        verbs.drop_transfer(transfer=last, by=dispatcher, id=uuid4(), occurred_at=two_pm)

        assert not Alert.objects.open().exists()

    def test_sent_twice_happens_once_and_a_second_one_is_told(self, offered, embedded, dispatcher, hand):
        told = {"transfer": offered(), **hand(embedded)}
        verbs.drop_transfer(**told)
        assert verbs.drop_transfer(**told).repeated
        with pytest.raises(Refused, match="over: dropped"):
            verbs.drop_transfer(transfer=told["transfer"], **hand(dispatcher))

    def test_is_not_for_strangers(self, offered, elsewhere, medic, hand):
        transfer = offered()
        for stranger in (elsewhere.dispatcher, medic):
            with pytest.raises(NotYours):
                verbs.drop_transfer(transfer=transfer, **hand(stranger))


class TestTakeTransferBack:
    def test_makes_it_as_if_it_had_not_been_offered(self, offered, dispatcher, hand):
        line = verbs.take_transfer_back(transfer=offered(), **hand(dispatcher))
        assert (line.kind, Transfer.objects.get().end) == ("transfer.withdrawn", "withdrawn")
        assert offered("police").end == ""

    def test_sent_twice_happens_once(self, offered, dispatcher, hand):
        told = {"transfer": offered(), **hand(dispatcher)}
        verbs.take_transfer_back(**told)
        assert verbs.take_transfer_back(**told).repeated

    def test_is_for_the_desk_that_offered(self, offered, embedded, elsewhere, hand):
        transfer = offered()
        with pytest.raises(Refused, match="911 call taker offered this caller"):
            verbs.take_transfer_back(transfer=transfer, **hand(embedded))
        with pytest.raises(NotYours):
            verbs.take_transfer_back(transfer=transfer, **hand(elsewhere.dispatcher))
