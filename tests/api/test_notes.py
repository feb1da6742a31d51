class TestWriting:
    def test_keeps_the_text_as_it_was_written(self, tablet, world):
        body = "  First line.\n\n  Second: „Hallo“ 🙂\n"

        record = tablet.post(f"/incidents/{world.incident.id}/notes/", body=body).json()

        assert record["body"] == body
        assert record["author_name"] == "Mika"
