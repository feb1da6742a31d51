import re
from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils import timezone

from responder_app.actions.intake import receive_call
from responder_app.actions.rulesets import first_rules, publish_ruleset
from responder_app.models import Question, Ruleset
from tests import factories

RULES = reverse("program-rules")
FIELDS = ("code", "text_en", "text_es", "definition", "example", "on_yes", "on_no", "on_unknown")
INDOORS = dict.fromkeys(FIELDS, "") | {"text_en": "Inside a shop", "on_yes": "phone_only"}
INDOORS |= {"on_no": "nothing", "on_unknown": "nothing"}


@pytest.fixture
def today(agency):
    return agency.day_of(timezone.now())


@pytest.fixture
def desk(client, manager):
    client.force_login(manager)
    return client


@pytest.fixture
def typed(today):
    """What the page sends: the questions, each field a column."""

    def typed(*questions, base=1, **told):
        columns = {name: [question[name] for question in questions] for name in FIELDS}
        return {**columns, "base": base, "id": str(uuid4()), "effective_from": today, "note": "", **told}

    return typed


@pytest.fixture
def standing():
    return first_rules()


@pytest.fixture
def call(agency, dispatcher):
    kind = factories.CallType(agency=agency)

    def call(**answers):
        told = {"call_type": kind, "intake_channel": "988", "screening": answers, "by": dispatcher}
        return receive_call(id=uuid4(), occurred_at=timezone.now(), **told).incident

    return call


def words_of(answer) -> str:
    return " ".join(re.sub(r"<[^>]*>", " ", answer.content.decode()).split())


def seal_in(answer) -> str:
    return re.search(r'name="seen" value="(\w*)"', answer.content.decode()).group(1)


class TestTheEditor:
    def test_begins_with_the_rules_that_stand(self, desk):
        page = desk.get(RULES).content.decode()
        assert page.count('name="text_en"') == 12
        assert 'value="Weapon seen or reported"' in page
        assert re.search(r'name="code" value="weapon"[^>]* readonly', page)

    def test_begins_with_the_standard_questions_where_there_are_no_rules(self, desk, agency):
        agency.rulesets.all().delete()
        answer = desk.get(RULES)
        assert answer.content.decode().count('name="text_en"') == 12
        assert "No rules of your own were published" in words_of(answer)

    def test_adds_moves_and_removes_and_keeps_that_for_later(self, desk, typed, standing):
        assert desk.post(RULES, typed(*standing, do="add")).url == f"{RULES}#question-12"
        assert desk.get(RULES).content.decode().count('name="text_en"') == 13

        desk.post(RULES, typed(*standing, do="down:0", note="Shops too"))
        page = desk.get(RULES).content.decode()
        assert re.findall(r'name="text_en" value="([^"]*)"', page)[:2] == [
            "Threat of violence to others",
            "Weapon seen or reported",
        ]
        assert 'value="Shops too"' in page
        assert "These are your changes" in page

        desk.post(RULES, typed(*standing, do="remove:11"))
        assert 'value="Dog or other animal there"' not in desk.get(RULES).content.decode()
        assert Ruleset.objects.count() == 1

    @pytest.mark.parametrize("do", ["up:0", "down:11", "remove:77", "up:x", "sing", "remove:", "up:-1"])
    def test_does_not_break_over_what_cannot_be_done(self, desk, typed, standing, do):
        assert desk.post(RULES, typed(*standing, do=do)).status_code == 302
        assert desk.get(RULES).content.decode().count('name="text_en"') == 12

    def test_marks_what_is_new_changed_or_removed(self, desk, typed, standing):
        changed = standing[1] | {"on_yes": "not_for_us"}
        desk.post(RULES, typed(changed, *standing[2:], INDOORS, do="up:0"))
        said = words_of(desk.get(RULES))
        assert "Question 1 changed" in said
        assert "Question 2 Yes" in said
        assert "Question 12 new" in said
        assert "removed Weapon seen or reported" in said

    def test_drops_what_was_begun(self, desk, typed, standing):
        desk.post(RULES, typed(*standing[1:], do="up:1"))
        desk.post(RULES, typed(do="drop"))
        assert desk.get(RULES).content.decode().count('name="text_en"') == 12

    def test_has_room_for_forty(self, desk, typed):
        many = [INDOORS | {"code": f"q{number}"} for number in range(40)]
        desk.post(RULES, typed(*many, do="add"))
        answer = desk.get(RULES)
        assert answer.content.decode().count('name="text_en"') == 40
        assert "40 questions are as many as there can be." in words_of(answer)

    def test_costs_the_same_however_many_versions(self, desk, manager, today, standing, django_assert_num_queries):
        def publish():
            hand = {"by": manager, "id": uuid4(), "occurred_at": timezone.now()}
            publish_ruleset(questions=standing, effective_from=today, **hand)

        publish()
        desk.get(RULES)
        with django_assert_num_queries(11):  # session, person; twice last rules and questions; agency, versions
            desk.get(RULES)
        for _ in range(5):
            publish()
        with django_assert_num_queries(11):
            desk.get(RULES)

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
    def test_says_how_many_of_last_years_calls_it_would_have_changed(self, desk, typed, standing, call):
        call(weapon="yes")
        call(dog="yes")
        said = words_of(desk.post(RULES, typed(*standing[1:], do="preview")))

        assert "1 of 2 calls since" in said
        assert "For a team: 2 calls instead of 1." in said
        assert "Not for us Team instead of police now a team 1" in said

    def test_says_what_each_question_removes(self, desk, typed, standing, call):
        call(weapon="yes")
        call()
        said = words_of(desk.post(RULES, typed(*standing, do="preview")))
        assert "No call would have become anything else." in said
        assert "Weapon seen or reported 1 0 1 removes 1 of 2 calls for a team" in said
        assert "Dog or other animal there 0 0 2 was never answered: nothing can be told" in said

    def test_says_that_there_is_nothing_to_compare(self, desk, typed, standing):
        assert "nothing can be compared" in words_of(desk.post(RULES, typed(*standing, do="preview")))

    def test_counts_no_call_of_another_agency(self, desk, typed, standing, elsewhere):
        assert "nothing can be compared" in words_of(desk.post(RULES, typed(*standing, do="preview")))

    @pytest.mark.parametrize(
        ("wrong", "sentence"),
        [
            ({"text_en": ""}, "Question 13: A question has no words."),
            ({"text_en": "x" * 161}, "Question 13: Question is longer than 160 characters."),
            ({"on_yes": "helicopter"}, "Question 13: An answer cannot do that."),
            ({"definition": "a\0b"}, "Null characters are not allowed."),
        ],
    )
    def test_says_which_question_is_wrong(self, desk, typed, standing, wrong, sentence):
        answer = desk.post(RULES, typed(*standing, INDOORS | wrong, do="preview"))
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
    def test_says_what_is_wrong_below(self, desk, typed, standing, told, sentence):
        answer = desk.post(RULES, typed(*standing, do="preview", **told))
        assert (answer.status_code, sentence in words_of(answer)) == (422, True)
