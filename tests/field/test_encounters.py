from responder_app.models import Assignment, Encounter, Note


class TestWriteNote:
    def test_keeps_it_on_the_call(self, post, assignment):
        assert post("tablet-notes", assignment.pk, body="Talked for a while.").status_code == 201
        assert Note.objects.get().incident == assignment.incident

    def test_refuses_an_empty_one(self, post, assignment):
        assert post("tablet-notes", assignment.pk, body="  ").json()["detail"] == "The note is empty."

    def test_never_breaks_on_strange_text(self, post, assignment):
        assert post("tablet-notes", assignment.pk, body="a\0b").status_code == 422
        assert post("tablet-notes", assignment.pk, body="x" * 20_001).status_code == 422
        assert post("tablet-notes", assignment.pk, body="😶‍🌫️ \u202e ﷽").status_code == 201


class TestClose:
    def test_ends_the_call_with_its_outcome(self, post, assignment):
        answer = post(
            "tablet-close",
            assignment.pk,
            contact_outcome="contact_made",
            disposition="remained_resolved",
            people_served="1",
        )

        assert answer.status_code == 201
        assert Encounter.objects.get().people_served == 1
        assert Assignment.objects.get().closed_at

    def test_says_when_the_two_parts_do_not_fit(self, post, assignment):
        answer = post("tablet-close", assignment.pk, contact_outcome="gone_on_arrival", disposition="other")

        assert (answer.status_code, answer.json()["detail"]) == (409, "With nobody met there is no disposition.")

    def test_counts_people_within_reason(self, post, assignment):
        answer = post("tablet-close", assignment.pk, contact_outcome="gone_on_arrival", people_served="-3")

        assert answer.json()["detail"] == "People served is a number between 0 and 999."
