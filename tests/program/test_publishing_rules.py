from datetime import timedelta
from uuid import uuid4

import pytest
from django.utils import timezone

from responder_app.actions.rulesets import publish_ruleset
from responder_app.models import Ruleset
from tests.program.rules_page import INDOORS, RULES, seal_in, words_of


class TestPublishing:
    @pytest.fixture
    def publish(self, manages, typed):
        """Looks at the preview first, as the page wants it, and then publishes what `questions` are by then."""

        def publish(*questions, seen=None, **told):
            seal = seal_in(manages.post(RULES, typed(*(seen or questions), do="preview")))
            return manages.post(RULES, typed(*questions, do="publish", **{"seen": seal} | told), follow=True)

        return publish

    def test_makes_the_next_version(self, publish, standing, today, manager):
        answer = publish(*standing, INDOORS, note="Shops", effective_from=today + timedelta(days=1))

        assert "The rules are published; in force from" in words_of(answer)
        new = Ruleset.objects.first()
        assert (new.number, new.note, new.published_by) == (2, "Shops", manager)
        last = new.questions.last()
        assert (last.code, last.on_yes) == ("inside_a_shop", "phone_only")
        assert "These are your changes" not in words_of(answer)

    def test_comes_after_the_preview_of_the_same_draft(self, publish, standing):
        answer = publish(*standing, INDOORS, seen=standing)
        assert answer.status_code == 409
        assert "Look at what these rules would have changed before you publish them" in words_of(answer)
        assert "What these rules would have changed" in words_of(answer)
        assert Ruleset.objects.count() == 1

    @pytest.mark.parametrize("seal", ["", "0" * 32])
    def test_takes_no_other_seal(self, manages, typed, standing, seal):
        answer = manages.post(RULES, typed(*standing, INDOORS, do="publish", seen=seal))
        assert (answer.status_code, Ruleset.objects.count()) == (409, 1)

    def test_sent_twice_publishes_once(self, publish, standing):
        id = str(uuid4())
        for _ in range(2):
            publish(*standing, INDOORS, id=id)
        assert Ruleset.objects.count() == 2

    def test_is_refused_with_a_sentence_and_loses_nothing(self, publish, standing, today):
        answer = publish(*standing, INDOORS, INDOORS)
        assert answer.status_code == 409
        assert "Two questions have the code “inside_a_shop”" in words_of(answer)
        assert answer.content.decode().count('value="Inside a shop"') == 2
        assert "Rules begin today or later" in words_of(publish(*standing, effective_from=today - timedelta(days=1)))

    def test_does_not_run_over_what_another_published_meanwhile(self, publish, standing, administrator, today):
        hand = {"by": administrator, "id": uuid4(), "occurred_at": timezone.now()}
        publish_ruleset(questions=standing[1:], effective_from=today, **hand)
        answer = publish(*standing)
        assert answer.status_code == 409
        assert "Rules 2 were published meanwhile. Start again from them" in words_of(answer)
        assert "were published meanwhile by Ada" in words_of(answer)
