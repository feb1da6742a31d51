from uuid import uuid4

import pytest

from responder_app.actions.referrals import refer
from responder_app.log import NotYours
from responder_app.models import Referral


@pytest.fixture
def offer(incident, service, medic, unit, two_pm):
    return {
        "incident": incident,
        "service": service,
        "unit": unit,
        "mode": "warm_handoff",
        "by": medic,
        "id": uuid4(),
        "occurred_at": two_pm,
    }


class TestRefer:
    def test_records_who_was_sent_where_and_how(self, offer, service):
        line = refer(consent=True, note="Bed held until eight.", **offer)

        referral = Referral.objects.get()
        assert (referral.service, referral.mode, referral.status) == (service, "warm_handoff", "sent")
        assert "Bed" not in str(line.details)

    def test_tells_an_offer_declined_from_one_taken(self, offer):
        refer(accepted=False, consent=True, **offer)
        referral = Referral.objects.get()
        assert (referral.status, referral.consent) == ("offered_declined", False)

    def test_sent_twice_happens_once(self, offer):
        refer(**offer)
        assert refer(**offer).repeated
        assert Referral.objects.count() == 1

    def test_is_not_for_a_manager_or_another_agency(self, offer, manager, elsewhere):
        for stranger in (manager, elsewhere.responder):
            with pytest.raises(NotYours):
                refer(**offer | {"by": stranger})

    def test_is_not_to_another_agencys_service(self, offer, elsewhere):
        with pytest.raises(NotYours):
            refer(**offer | {"service": elsewhere.service})
