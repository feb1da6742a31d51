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
