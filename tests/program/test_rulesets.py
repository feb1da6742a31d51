import re
from uuid import uuid4

import pytest
from django.utils import timezone

from responder_app.actions.intake import receive_call
from responder_app.actions.rulesets import publish_ruleset
from responder_app.models import Question, Ruleset
from tests import factories
from tests.program.rules_page import INDOORS, RULES, words_of


@pytest.fixture
def call(agency, dispatcher):
    kind = factories.CallType(agency=agency)

    def call(**answers):
        told = {"call_type": kind, "intake_channel": "988", "screening": answers, "by": dispatcher}
        return receive_call(id=uuid4(), occurred_at=timezone.now(), **told).incident

    return call


class TestTheEditor:
    def test_begins_with_the_rules_that_stand(self, manages):
        page = manages.get(RULES).content.decode()
        assert page.count('name="text_en"') == 12
        assert 'value="Weapon seen or reported"' in page
        assert re.search(r'name="code" value="weapon"[^>]* readonly', page)

    def test_begins_with_the_standard_questions_where_there_are_no_rules(self, manages, agency):
        agency.rulesets.all().delete()
        answer = manages.get(RULES)
        assert answer.content.decode().count('name="text_en"') == 12
        assert "No rules of your own were published" in words_of(answer)

    def test_adds_moves_and_removes_and_keeps_that_for_later(self, manages, typed, standing):
        assert manages.post(RULES, typed(*standing, do="add")).url == f"{RULES}#question-12"
        assert manages.get(RULES).content.decode().count('name="text_en"') == 13

        manages.post(RULES, typed(*standing, do="down:0", note="Shops too"))
        page = manages.get(RULES).content.decode()
        assert re.findall(r'name="text_en" value="([^"]*)"', page)[:2] == [
            "Threat of violence to others",
            "Weapon seen or reported",
        ]
        assert 'value="Shops too"' in page
        assert "These are your changes" in page

        manages.post(RULES, typed(*standing, do="remove:11"))
        assert 'value="Dog or other animal there"' not in manages.get(RULES).content.decode()
        assert Ruleset.objects.count() == 1

    @pytest.mark.parametrize("do", ["up:0", "down:11", "remove:77", "up:x", "sing", "remove:", "up:-1"])
    def test_does_not_break_over_what_cannot_be_done(self, manages, typed, standing, do):
        assert manages.post(RULES, typed(*standing, do=do)).status_code == 302
        assert manages.get(RULES).content.decode().count('name="text_en"') == 12

    def test_marks_what_is_new_changed_or_removed(self, manages, typed, standing):
        changed = standing[1] | {"on_yes": "not_for_us"}
        manages.post(RULES, typed(changed, *standing[2:], INDOORS, do="up:0"))
        said = words_of(manages.get(RULES))
        assert "Question 1 changed" in said
        assert "Question 2 Yes" in said
        assert "Question 12 new" in said
        assert "removed Weapon seen or reported" in said

    def test_drops_what_was_begun(self, manages, typed, standing):
        manages.post(RULES, typed(*standing[1:], do="up:1"))
        manages.post(RULES, typed(do="drop"))
        assert manages.get(RULES).content.decode().count('name="text_en"') == 12

    def test_has_room_for_forty(self, manages, typed):
        many = [INDOORS | {"code": f"q{number}"} for number in range(40)]
        manages.post(RULES, typed(*many, do="add"))
        answer = manages.get(RULES)
        assert answer.content.decode().count('name="text_en"') == 40
        assert "40 questions are as many as there can be." in words_of(answer)

    def test_costs_the_same_however_many_versions(self, manages, manager, today, standing, django_assert_num_queries):
        def publish():
            hand = {"by": manager, "id": uuid4(), "occurred_at": timezone.now()}
            publish_ruleset(questions=standing, effective_from=today, **hand)

        publish()
        manages.get(RULES)
        with django_assert_num_queries(10):  # session, person; twice last rules and questions; agency, versions
            manages.get(RULES)
        for _ in range(5):
            publish()
        with django_assert_num_queries(10):
            manages.get(RULES)

    def test_is_not_for_strangers(self, client, typed, standing, dispatcher, medic, machine, elsewhere):
        for stranger in (dispatcher, medic, machine):
            client.force_login(stranger)
            assert client.get(RULES).status_code == 404
            assert client.post(RULES, typed(*standing, do="preview")).status_code == 404
        client.force_login(elsewhere.manager)
        client.post(RULES, typed(*standing, do="remove:0"))
        assert client.get(RULES).status_code == 200
        assert Question.objects.filter(agency=elsewhere.agency).count() == 12


class TestThePreview:
    def test_says_how_many_of_last_years_calls_it_would_have_changed(self, manages, typed, standing, call):
        call(weapon="yes")
        call(dog="yes")
        said = words_of(manages.post(RULES, typed(*standing[1:], do="preview")))

        assert "1 of 2 calls since" in said
        assert "For a team: 2 calls instead of 1." in said
        assert "Not for us Team instead of police now a team 1" in said

    def test_says_what_each_question_removes(self, manages, typed, standing, call):
        call(weapon="yes")
        call()
        said = words_of(manages.post(RULES, typed(*standing, do="preview")))
        assert "No call would have become anything else." in said
        assert "Weapon seen or reported 1 0 1 removes 1 of 2 calls for a team" in said
        assert "Dog or other animal there 0 0 2 was never answered: nothing can be told" in said

    def test_says_that_there_is_nothing_to_compare(self, manages, typed, standing):
        assert "nothing can be compared" in words_of(manages.post(RULES, typed(*standing, do="preview")))

    def test_counts_no_call_of_another_agency(self, manages, typed, standing, elsewhere):
        assert "nothing can be compared" in words_of(manages.post(RULES, typed(*standing, do="preview")))

    @pytest.mark.parametrize(
        ("wrong", "sentence"),
        [
            ({"text_en": ""}, "Question 13: A question has no words."),
            ({"text_en": "x" * 161}, "Question 13: Question is longer than 160 characters."),
            ({"on_yes": "helicopter"}, "Question 13: An answer cannot do that."),
            ({"definition": "a\0b"}, "Null characters are not allowed."),
        ],
    )
    def test_says_which_question_is_wrong(self, manages, typed, standing, wrong, sentence):
        answer = manages.post(RULES, typed(*standing, INDOORS | wrong, do="preview"))
        assert answer.status_code == 422
        assert sentence in words_of(answer)
        assert "What these rules would have changed" not in words_of(answer)

    @pytest.mark.parametrize(
        ("told", "sentence"),
        [
            ({"effective_from": ""}, "Say from which day the rules are in force."),
            ({"effective_from": "tomorrow"}, "Write the day like 2026-05-31."),
            ({"note": "x" * 301}, "longer than 300 characters"),
            ({"id": "7"}, "Load the page again, please."),
        ],
    )
    def test_says_what_is_wrong_below(self, manages, typed, standing, told, sentence):
        answer = manages.post(RULES, typed(*standing, do="preview", **told))
        assert (answer.status_code, sentence in words_of(answer)) == (422, True)
