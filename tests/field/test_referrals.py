import pytest

from responder_app.models import Referral


@pytest.fixture
def letter(service):
    return {"service": service.pk, "mode": "warm_handoff", "accepted": "true", "consent": "on", "note": "Has a bag."}


class TestRefer:
    def test_files_the_referral_with_its_unit(self, post, assignment, letter):
        assert post("tablet-referrals", assignment.pk, **letter).status_code == 201

        referral = Referral.objects.get()
        assert (referral.status, referral.consent, referral.unit) == ("sent", True, assignment.unit)

    def test_keeps_what_was_offered_and_declined(self, post, assignment, letter):
        post("tablet-referrals", assignment.pk, **letter | {"accepted": "false"})

        assert Referral.objects.get().status == "offered_declined"

    def test_knows_only_services_that_are_offered(self, post, assignment, letter, service):
        service.active = False
        service.save()

        answer = post("tablet-referrals", assignment.pk, **letter)

        assert answer.status_code == 422
        assert answer.json()["detail"] == "Choose a service from the list; this one is not offered."

    def test_does_not_know_another_agencys_services(self, post, assignment, letter, elsewhere):
        assert post("tablet-referrals", assignment.pk, **letter | {"service": elsewhere.service.pk}).status_code == 422

    @pytest.mark.parametrize("number", ["9" * 40, "\0", "x", "-1"])
    def test_never_breaks_on_strange_numbers(self, post, assignment, letter, number):
        assert post("tablet-referrals", assignment.pk, **letter | {"service": number}).status_code == 422
