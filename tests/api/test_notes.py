import pytest

from responder_app.words import Profession
from tests.walk import text_of


class TestWriting:
    def test_keeps_the_text_as_it_was_written(self, tablet, world):
        body = "  First line.\n\n  Second: „Hallo“ 🙂\n"

        record = tablet.post(f"/incidents/{world.incident.id}/notes/", body=body).json()

        assert record["body"] == body
        assert record["author_name"] == "Mika"


class TestAClinicalNote:
    @pytest.fixture
    def notes(self, world):
        return f"/incidents/{world.incident.id}/notes/"

    @pytest.fixture
    def note(self, tablet, medic, notes):
        medic.profession = Profession.MEDIC
        medic.save()
        tablet.post(notes, body="Sat with her.", occurred_at="2026-05-14T13:59:00Z")
        return tablet.post(notes, body="Slow pulse.", clinical=True).json()

    def test_is_kept_as_one_and_read_by_its_author(self, note, tablet, notes):
        assert note["clinical"] is True
        assert [one["body"] for one in tablet.get(notes).json()["results"]] == ["Slow pulse.", "Sat with her."]

    def test_is_not_so_much_as_listed_for_the_desk_or_a_machine(self, note, desk, center, notes):
        for caller in (desk, center):
            answer = caller.get(notes)
            assert [one["body"] for one in answer.json()["results"]] == ["Sat with her."]
            assert note["id"] not in text_of(answer)

    def test_is_in_the_feed_without_a_word_of_it(self, note, center):
        assert "Slow pulse." not in text_of(center.get("/events/"))

    def test_is_refused_from_a_machine(self, center, notes):
        answer = center.post(notes, body="Slow pulse.", clinical=True)

        assert answer.status_code == 409
        assert "Write it as an ordinary note" in answer.json()["detail"]
