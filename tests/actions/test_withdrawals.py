from uuid import uuid4

import pytest

from responder_app.actions.encounters import close
from responder_app.actions.gaps import record_gap
from responder_app.actions.referrals import refer
from responder_app.actions.transports import record_transport
from responder_app.actions.withdrawals import withdraw_gap, withdraw_referral, withdraw_transport
from responder_app.log import NotYours, Refused
from responder_app.models import Event, Referral, ServiceGap, Transport, Withdrawal
from responder_app.reports.transports import times_reported

WAYS = {
    "referral": (withdraw_referral, Referral),
    "gap": (withdraw_gap, ServiceGap),
    "transport": (withdraw_transport, Transport),
}


@pytest.fixture(params=sorted(WAYS))
def noun(request):
    return request.param


@pytest.fixture
def filed(noun, assignment, medic, service, two_pm):
    """One of each noun, filed at two."""
    hand = {"by": medic, "id": uuid4(), "occurred_at": two_pm}
    call = {"incident": assignment.incident}
    if noun == "referral":
        refer(service=service, unit=assignment.unit, mode="information", **call, **hand)
    elif noun == "gap":
        record_gap(need="shelter", reason="full", **call, **hand)
    else:
        record_transport(assignment=assignment, by_whom="team", destination="shelter", **hand)
    return WAYS[noun][1].objects.get()


@pytest.fixture
def mistake(noun, filed, medic, two_pm, minutes):
    return {noun: filed, "reason": "wrong_choice", "by": medic, "id": uuid4(), "occurred_at": two_pm + minutes(3)}


@pytest.fixture
def withdraw(noun):
    return WAYS[noun][0]


class TestWithdraw:
    def test_marks_the_row_and_leaves_it_as_it_was_filed(self, noun, withdraw, filed, mistake, medic, two_pm, minutes):
        before = WAYS[noun][1].objects.values().get()
        withdraw(**mistake)

        kept = Withdrawal.objects.get()
        assert (getattr(kept, noun), kept.of_id) == (filed, filed.pk)
        assert (kept.by, kept.reason, kept.occurred_at) == (medic, "wrong_choice", two_pm + minutes(3))
        assert WAYS[noun][1].objects.values().get() == before
        assert not WAYS[noun][1].objects.standing().exists()

    def test_tells_the_log_which_and_a_code_but_never_what_somebody_wrote(self, noun, withdraw, filed, mistake):
        line = withdraw(**mistake | {"reason": "I mixed Alma up with her sister."})

        assert line.kind == f"{noun}.withdrawn"
        assert line.details == {noun: str(filed.pk), "reason": "other"}
        assert Withdrawal.objects.get().why == "I mixed Alma up with her sister."

    def test_sent_twice_happens_once(self, withdraw, mistake):
        withdraw(**mistake)

        assert withdraw(**mistake).repeated
        assert Withdrawal.objects.count() == 1

    def test_is_taken_on_a_closed_call(self, withdraw, mistake, assignment, medic, two_pm):
        close(assignment=assignment, contact_outcome="gone_on_arrival", by=medic, id=uuid4(), occurred_at=two_pm)

        withdraw(**mistake)

        assert Withdrawal.objects.exists()

    def test_refuses_what_was_taken_back_already(self, withdraw, mistake, medic):
        withdraw(**mistake)

        with pytest.raises(Refused, match=f"{medic} has taken that back already."):
            withdraw(**mistake | {"id": uuid4()})
        assert Withdrawal.objects.count() == 1

    def test_refuses_to_go_without_a_reason(self, withdraw, mistake):
        with pytest.raises(Refused, match="Say why"):
            withdraw(**mistake | {"reason": " "})
        assert not Withdrawal.objects.exists()

    def test_is_not_for_strangers(self, withdraw, mistake, dispatcher, elsewhere):
        lines = Event.objects.count()
        for stranger in (dispatcher, elsewhere.responder):
            with pytest.raises(NotYours):
                withdraw(**mistake | {"by": stranger})
        assert (Withdrawal.objects.count(), Event.objects.count()) == (0, lines)


class TestAWithdrawnTransport:
    @pytest.mark.parametrize("noun", ["transport"], indirect=True)
    def test_gives_the_crew_its_reported_times_back(self, mistake, assignment, filed, medic, two_pm, reported):
        reported("transporting", -5)
        Transport.objects.update(left_at=two_pm, arrived_at=two_pm)
        assert times_reported(assignment) == (None, None)

        withdraw_transport(**mistake)

        assert times_reported(assignment)[0] is not None
