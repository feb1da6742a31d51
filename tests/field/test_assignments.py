from responder_app.models import Assignment, StatusReport


class TestAccept:
    def test_is_the_crews_yes(self, post, assignment):
        assert post("tablet-accept", assignment.pk).status_code == 201
        assert Assignment.objects.get().accepted_at


class TestDecline:
    def test_gives_the_call_back_with_the_reason(self, post, assignment):
        assert post("tablet-decline", assignment.pk, reason="too_far").status_code == 201
        assert Assignment.objects.get().decline_reason == "too_far"

    def test_asks_for_a_reason(self, post, assignment):
        answer = post("tablet-decline", assignment.pk)

        assert (answer.status_code, answer.json()["detail"]) == (422, "Say why the crew declines.")

    def test_is_refused_under_way(self, post, assignment):
        post("tablet-status", assignment.pk, status="en_route")

        answer = post("tablet-decline", assignment.pk, reason="too_far")

        assert answer.status_code == 409
        assert "already under way" in answer.json()["detail"]


class TestReportStatus:
    def test_files_what_the_crew_says(self, post, assignment):
        assert post("tablet-status", assignment.pk, status="on_scene").status_code == 201
        assert StatusReport.objects.get().status == "on_scene"

    def test_knows_the_ladder_only(self, post, assignment):
        assert post("tablet-status", assignment.pk, status="assigned").status_code == 422
        assert post("tablet-status", assignment.pk, status="on\0scene").status_code == 422


class TestSeen:
    def test_is_kept_with_its_time(self, post, assignment, two_pm, minutes):
        post("tablet-seen", assignment.pk, occurred_at=(two_pm + minutes(2)).isoformat())

        assert Assignment.objects.get().seen_at == two_pm + minutes(2)

    def test_by_a_second_of_the_crew_is_thanked_not_refused(self, post, assignment):
        post("tablet-seen", assignment.pk)

        answer = post("tablet-seen", assignment.pk)

        assert answer.status_code == 200
        assert answer.json()["repeated"]
