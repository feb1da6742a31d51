from uuid import uuid4

from responder_app.actions.withdrawals import withdraw_referral
from responder_app.models import Referral
from tests.conftest import TWO_PM


class TestReferring:
    def test_by_a_crew_tells_its_unit(self, tablet, world):
        record = tablet.post(
            f"/incidents/{world.incident.id}/referrals/", service=world.service.pk, mode="warm_handoff", consent=True
        ).json()

        assert record["unit"] == world.unit.pk
        assert (record["status"], record["consent"]) == ("sent", True)

    def test_that_was_declined_is_kept_as_such_and_without_consent(self, center, world):
        record = center.post(
            f"/incidents/{world.incident.id}/referrals/",
            service=world.service.pk,
            mode="information",
            accepted=False,
            consent=True,
        ).json()

        assert (record["status"], record["consent"], record["unit"]) == ("offered_declined", False, None)

    def test_to_another_agencys_service_is_a_400(self, center, world, elsewhere):
        answer = center.post(
            f"/incidents/{world.incident.id}/referrals/", service=elsewhere.service.pk, mode="information"
        )

        assert answer.status_code == 400

    def test_that_was_a_mistake_says_since_when_it_does_not_count(self, center, tablet, world):
        address = f"/incidents/{world.incident.id}/referrals/"
        record = tablet.post(address, service=world.service.pk, mode="information").json()
        assert record["withdrawn_at"] is None
        referral = Referral.objects.get()

        withdraw_referral(referral=referral, reason="filed_twice", by=referral.by, id=uuid4(), occurred_at=TWO_PM)

        assert center.get(address).json()["results"][0]["withdrawn_at"] == "2026-05-14T14:00:00Z"
